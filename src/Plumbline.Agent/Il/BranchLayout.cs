using System.Reflection.Emit;

namespace Plumbline.Agent.Il;

/// <summary>Gives every instruction its encoding and its offset: branches become long where their target is too far, and only there.</summary>
internal sealed class BranchLayout
{
    private readonly IlBody _body;
    private readonly OpCode[] _forms;
    private readonly int[] _offsets;

    /// <param name="body">Numbered.</param>
    public BranchLayout(IlBody body)
    {
        _body = body;
        _forms = new OpCode[body.Instructions.Count];
        _offsets = new int[body.Instructions.Count + 1];
        for (var i = 0; i < _forms.Length; i++)
        {
            _forms[i] = ShortestForm(body.Instructions[i]);
        }

        do
        {
            Place();
        }
        while (Widen());
    }

    public int CodeSize => _offsets[^1];

    public OpCode Form(int index) => _forms[index];

    public int Offset(int index) => _offsets[index];

    public int Offset(Instruction? instruction) => instruction is null ? CodeSize : _offsets[IndexOf(instruction)];

    private int IndexOf(Instruction instruction) => _body.Contains(instruction)
        ? instruction.Index
        : throw new BadIlException($"{instruction} is referred to but not in the body", instruction.Offset);

    private static OpCode ShortestForm(Instruction instruction)
    {
        if (instruction.OpCode.OperandType != OperandType.ShortInlineVar || instruction.Value <= byte.MaxValue)
        {
            return instruction.OpCode;
        }

        return instruction.Code switch
        {
            System.Reflection.Metadata.ILOpCode.Ldloc_s => OpCodes.Ldloc,
            System.Reflection.Metadata.ILOpCode.Ldloca_s => OpCodes.Ldloca,
            System.Reflection.Metadata.ILOpCode.Stloc_s => OpCodes.Stloc,
            System.Reflection.Metadata.ILOpCode.Ldarg_s => OpCodes.Ldarg,
            System.Reflection.Metadata.ILOpCode.Ldarga_s => OpCodes.Ldarga,
            _ => OpCodes.Starg,
        };
    }

    private void Place()
    {
        long offset = 0;
        for (var i = 0; i < _forms.Length; i++)
        {
            _offsets[i] = (int)offset;
            offset += Size(i);
            if (offset > int.MaxValue / 2)
            {
                throw new BadIlException("the code is too large");
            }
        }

        _offsets[^1] = (int)offset;
    }

    private int Size(int index)
    {
        var form = _forms[index];
        var operand = form.OperandType switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * (_body.Instructions[index].Targets?.Length ?? 0)),
            _ => 4,
        };
        return form.Size + operand;
    }

    private bool Widen()
    {
        var widened = false;
        for (var i = 0; i < _forms.Length; i++)
        {
            if (_forms[i].OperandType != OperandType.ShortInlineBrTarget)
            {
                continue;
            }

            var target = _body.Instructions[i].Target ?? throw new BadIlException("a branch without a target", _body.Instructions[i].Offset);
            var distance = _offsets[IndexOf(target)] - _offsets[i + 1];
            if (distance is < sbyte.MinValue or > sbyte.MaxValue)
            {
                _forms[i] = OpCodeTable.Long(_forms[i]);
                widened = true;
            }
        }

        return widened;
    }
}
