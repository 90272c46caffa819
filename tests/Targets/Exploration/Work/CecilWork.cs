using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Plumbline.Exploration.Work;

/// <summary>Mono.Cecil: reads an assembly with every body, changes it, writes it, reads it again.</summary>
internal static class CecilWork
{
    public static void Run(TextWriter output)
    {
        using var module = ModuleDefinition.ReadModule(typeof(CsvHelper.CsvReader).Assembly.Location);
        Print(output, module);
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).Take(200))
        {
            method.Body.SimplifyMacros();
            method.Body.GetILProcessor().InsertBefore(method.Body.Instructions[0], Instruction.Create(OpCodes.Nop));
            method.Body.OptimizeMacros();
        }

        module.Types.Add(new TypeDefinition("Added", "Type", TypeAttributes.Public | TypeAttributes.Class, module.TypeSystem.Object));
        using var stream = new MemoryStream();
        module.Mvid = Guid.Empty;
        module.Write(stream, new WriterParameters { Timestamp = 0 });
        stream.Position = 0;
        using var again = ModuleDefinition.ReadModule(stream);
        Print(output, again);
    }

    private static void Print(TextWriter output, ModuleDefinition module)
    {
        foreach (var type in module.GetTypes())
        {
            output.WriteLine($"{type.Attributes} {type.FullName} : {type.BaseType} {type.HasGenericParameters} {type.CustomAttributes.Count}");
            foreach (var method in type.Methods)
            {
                output.WriteLine($" {method.FullName} {method.RVA != 0}");
                if (method.HasBody)
                {
                    output.WriteLine($"  {method.Body.MaxStackSize} {method.Body.Variables.Count} {method.Body.ExceptionHandlers.Count} {method.Body.CodeSize} {string.Join(',', method.Body.Instructions.Select(i => (int)i.OpCode.Value))}");
                }
            }
        }
    }
}
