using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Plumbline.Agent.Symbols;

/// <summary>Collects the variables at one place. The first one found under a name wins, except where a closure took a parameter over.</summary>
internal sealed class VariableScope(MetadataReader metadata, MethodSymbols? symbols, int ilOffset, HoistedPlace hoisted)
{
    private const int MaxHops = 16;

    private readonly List<VisibleVariable> _found = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);

    /// <summary>What stopped the walk, or null.</summary>
    public string? Damage { get; set; }

    public IReadOnlyList<VisibleVariable> Ordered() => [.. _found.OrderBy(variable => variable.Role)];

    /// <summary><c>this</c> and the parameters; a closure or state machine in their place is opened.</summary>
    public void AddArguments(MethodDefinitionHandle body)
    {
        var method = metadata.GetMethodDefinition(body);
        var cursor = new BlobCursor(metadata.GetBlobBytes(method.Signature));
        var header = cursor.Byte();
        if ((header & 0x10) != 0)
        {
            cursor.Compressed();
        }

        var count = cursor.Compressed();
        TypeBlob.Next(ref cursor);
        var first = (header & 0x20) != 0 ? 1 : 0;
        var names = ParameterNames(method);
        var closures = new List<(VariableRoot Root, byte[] Type)>();
        for (var i = 0; i < count; i++)
        {
            if (cursor.Peek() == ElementType.Sentinel)
            {
                cursor.Byte();
            }

            var type = TypeBlob.Next(ref cursor);
            var root = new VariableRoot(RootKind.Argument, i + first);
            if (type[0] == ElementType.ByRef && IsDisplayClass(type))
            {
                closures.Add((root, type));
                continue;
            }

            var name = names.TryGetValue(i + 1, out var known) ? known : $"arg{i}";
            var tuple = TupleElements.Of(metadata, method, i + 1);
            Add(new VisibleVariable { Name = name, Role = VariableRole.Argument, Root = root, Signature = type, TupleNames = tuple });
        }

        if (first == 1)
        {
            AddThis(method.GetDeclaringType());
        }

        foreach (var (root, type) in closures)
        {
            AddFields(root, [], type, Own.Nothing, 0);
        }
    }

    /// <summary>Plain locals and constants by the scopes of the symbols, inner scopes first; closures among them are opened.</summary>
    public void AddLocals()
    {
        if (symbols is null)
        {
            return;
        }

        var types = LocalTypes();
        foreach (var scope in Enumerable.Reverse(symbols.Scopes).Where(scope => scope.Holds(ilOffset)))
        {
            foreach (var local in scope.Locals.Where(local => local.Slot < types.Count))
            {
                AddLocal(local, types[local.Slot]);
            }

            foreach (var constant in scope.Constants)
            {
                var (value, type) = ConstantBlob.Read(metadata, constant.Signature);
                Add(new VisibleVariable
                {
                    Name = constant.Name,
                    Role = VariableRole.Local,
                    IsConstant = true,
                    Constant = value,
                    ConstantType = type,
                });
            }
        }
    }

    /// <summary>Parameters of a primary constructor that instance members captured: fields <c>&lt;name&gt;P</c> of <c>this</c>.</summary>
    public void AddPrimaryParameters(MethodDefinitionHandle body)
    {
        var self = _found.Find(variable => variable.Role == VariableRole.This);
        if (self is null)
        {
            return;
        }

        var owner = SourceName.OwnerOf(metadata, body);
        if (self.Path.Length > 0)
        {
            owner = TypeBlob.Definition(self.Signature, out _);
        }

        foreach (var handle in owner.IsNil ? default : metadata.GetTypeDefinition(owner).GetFields())
        {
            var field = metadata.GetFieldDefinition(handle);
            if (metadata.StringComparer.StartsWith(field.Name, "<")
                && CompiledName.Parse(metadata.GetString(field.Name)) is { Kind: 'P', Suffix: "", Inner: not "" } name)
            {
                Add(Through(self.Root, self.Path, handle, name.Inner, VariableRole.Argument, FieldType(handle, self.Signature)));
            }
        }
    }

    private void AddLocal(LocalName local, byte[] type)
    {
        var root = new VariableRoot(RootKind.Local, local.Slot);
        if (IsDisplayClass(type) && FieldName.Of(local.Name).Meaning != FieldMeaning.Variable)
        {
            AddFields(root, [], type, ilOffset > 0 ? Own.TakesParametersOver : Own.Nothing, 0);
        }
        else if (!local.Hidden && FieldName.Of(local.Name).Meaning == FieldMeaning.Variable && !local.Name.StartsWith("CS$", StringComparison.Ordinal))
        {
            Add(new VisibleVariable { Name = local.Name, Role = VariableRole.Local, Root = root, Signature = type, TupleNames = local.TupleNames });
        }
    }

    private void AddThis(TypeDefinitionHandle declaring)
    {
        var type = metadata.GetTypeDefinition(declaring);
        var root = new VariableRoot(RootKind.Argument, 0);
        var blob = SelfType.Of(metadata, declaring);
        if (CompiledName.IsDisplayClass(metadata, type))
        {
            AddFields(root, [], blob, Own.Nothing, 0);
        }
        else if (StateMachineTypes.Is(metadata, type))
        {
            AddFields(root, [], blob, Own.ParametersOfTheMethod, 0);
        }
        else if (!CompiledName.IsClosureType(metadata, type))
        {
            Add(new VisibleVariable { Name = "this", Role = VariableRole.This, Root = root, Signature = blob });
        }
    }

    private void AddFields(VariableRoot root, FieldStep[] path, byte[] closure, Own own, int depth)
    {
        var definition = TypeBlob.Definition(closure, out _);
        if (definition.IsNil || depth > MaxHops)
        {
            return;
        }

        var outer = new List<(FieldStep[] Path, byte[] Type, Own Own)>();
        foreach (var handle in metadata.GetTypeDefinition(definition).GetFields())
        {
            var field = metadata.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.Static) != 0)
            {
                continue;
            }

            var name = FieldName.Of(metadata.GetString(field.Name));
            var type = FieldType(handle, closure);
            var opened = IsDisplayClass(type) && name.Meaning is FieldMeaning.This or FieldMeaning.Closure;
            if (name.Meaning == FieldMeaning.Hidden || !InScope(name))
            {
                continue;
            }

            if (opened || name.Meaning == FieldMeaning.Closure)
            {
                // A closure that a state machine keeps is its own; one that it runs inside of is not.
                var taken = own == Own.ParametersOfTheMethod && name.Meaning == FieldMeaning.Closure && ilOffset > 0;
                outer.Add(([.. path, StepOf(handle)], type, taken ? Own.TakesParametersOver : Own.Nothing));
                continue;
            }

            var role = name.Meaning == FieldMeaning.This ? VariableRole.This
                : name.Meaning == FieldMeaning.Variable && own == Own.ParametersOfTheMethod ? VariableRole.Argument
                : VariableRole.Local;
            Add(Through(root, path, handle, name.Name, role, type), own == Own.TakesParametersOver);
        }

        foreach (var (step, type, taken) in outer)
        {
            AddFields(root, step, type, taken, depth + 1);
        }
    }

    /// <summary>Without scopes, hoisted locals of one name can't be told apart, so none is shown.</summary>
    private bool InScope(FieldName name) => name switch
    {
        { Slot: < 0 } => true,
        _ when hoisted.Scopes is { } scopes => name.Slot < scopes.Length
            && (scopes[name.Slot].Holds(hoisted.Offset) || (name.Meaning == FieldMeaning.Closure && scopes[name.Slot].Length == 0)),
        _ => name.Meaning == FieldMeaning.Closure,
    };

    private void Add(VisibleVariable variable, bool takesParameterOver = false)
    {
        if (!_byName.TryGetValue(variable.Name, out var index))
        {
            _byName[variable.Name] = _found.Count;
            _found.Add(variable);
        }
        else if (takesParameterOver && _found[index] is { Role: VariableRole.Argument, Root.Kind: RootKind.Argument })
        {
            // The compiler copied the parameter into the closure at the start; from there on only the field is kept up to date.
            _found[index] = variable with { Role = VariableRole.Argument };
        }
    }

    private VisibleVariable Through(
        VariableRoot root, FieldStep[] path, FieldDefinitionHandle field, string name, VariableRole role, byte[] type) =>
        new()
        {
            Name = name,
            Role = role,
            Root = root,
            Path = [.. path, StepOf(field)],
            Signature = type,
            TupleNames = TupleElements.Of(metadata, metadata.GetFieldDefinition(field).GetCustomAttributes()),
        };

    private FieldStep StepOf(FieldDefinitionHandle field) =>
        new(metadata.GetString(metadata.GetFieldDefinition(field).Name), MetadataTokens.GetToken(field));

    /// <summary>The field's type with the type arguments of the object that holds it.</summary>
    private byte[] FieldType(FieldDefinitionHandle handle, byte[] holder)
    {
        var signature = metadata.GetBlobBytes(metadata.GetFieldDefinition(handle).Signature);
        var definition = TypeBlob.Definition(holder, out var arguments);
        return signature.Length < 2 || definition.IsNil ? [ElementType.Object] : TypeBlob.Substitute(signature.AsSpan(1), arguments);
    }

    private bool IsDisplayClass(byte[] type) =>
        TypeBlob.Definition(type, out _) is { IsNil: false } definition
        && CompiledName.IsDisplayClass(metadata, metadata.GetTypeDefinition(definition));

    private Dictionary<int, string> ParameterNames(MethodDefinition method)
    {
        var names = new Dictionary<int, string>();
        foreach (var parameter in method.GetParameters().Select(metadata.GetParameter))
        {
            if (!parameter.Name.IsNil && metadata.GetString(parameter.Name) is { Length: > 0 } name)
            {
                names[parameter.SequenceNumber] = name;
            }
        }

        return names;
    }

    private List<byte[]> LocalTypes()
    {
        var types = new List<byte[]>();
        if (symbols!.LocalSignatureToken != 0)
        {
            var handle = (StandaloneSignatureHandle)MetadataTokens.EntityHandle(symbols.LocalSignatureToken);
            var cursor = new BlobCursor(metadata.GetBlobBytes(metadata.GetStandaloneSignature(handle).Signature));
            cursor.Byte();
            for (var left = cursor.Compressed(); left > 0; left--)
            {
                types.Add(TypeBlob.Next(ref cursor));
            }
        }

        return types;
    }

    /// <summary>What the plain names in a closure are to the method.</summary>
    private enum Own
    {
        Nothing,
        ParametersOfTheMethod,
        TakesParametersOver,
    }
}
