using Nabla.Autograd;
using Nabla.Networks;
using Nabla.Optimizers;

namespace Nabla.Studies;

/// <summary>What the second opinion carries from step to step, in the form in which checkpoints keep an optimizer's memory.</summary>
/// <remarks>
/// Values and what the rule remembers are doubles, checkpoints hold floats: the bits of each double are cut in two, the lower half in one slot
/// and the upper in the next, which is exact for every number.
/// </remarks>
internal sealed class AutogradMemory(
    ParameterStore parameters, IReadOnlyList<Autograd.Layers.Parameter> rebuilt, Autograd.Optimizers.UpdateRule rule, int slots)
{
    private readonly OptimizerState _state = new(2 * (1 + slots), parameters.Values.Length);

    /// <summary>All of it, as it is now. Written to and moved ahead in steps, it is what <see cref="RestoreIfAhead"/> takes over.</summary>
    public OptimizerState Save()
    {
        _state.Step = rule.Step;
        ForEach((double number, int slot, int place) =>
        {
            ulong bits = BitConverter.DoubleToUInt64Bits(number);
            _state.Slot(slot)[place] = BitConverter.UInt32BitsToSingle((uint)bits);
            _state.Slot(slot + 1)[place] = BitConverter.UInt32BitsToSingle((uint)(bits >> 32));
            return number;
        });
        return _state;
    }

    /// <summary>Takes over what somebody has put there since, if it is of another step.</summary>
    /// <returns>Whether it was.</returns>
    public bool RestoreIfAhead()
    {
        if (_state.Step <= rule.Step)
            return false;
        rule.ResumeAfter((int)_state.Step);
        ForEach((_, slot, place) => BitConverter.UInt64BitsToDouble(
            BitConverter.SingleToUInt32Bits(_state.Slot(slot)[place]) | ((ulong)BitConverter.SingleToUInt32Bits(_state.Slot(slot + 1)[place]) << 32)));
        return true;
    }

    /// <summary>Every number with the lower of its two slots and its place there; it becomes what comes back.</summary>
    private void ForEach(Func<double, int, int, double> visit)
    {
        var memories = rule.Memories(rebuilt);
        int start = 0;
        for (int p = 0; p < rebuilt.Count; p++)
        {
            Visit(rebuilt[p].Value.Data, 0);
            for (int i = 0; i < slots; i++)
                Visit(memories[p][i].Data, 2 * (1 + i));
            start += rebuilt[p].Value.Data.Length;

            void Visit(Span<double> numbers, int slot)
            {
                for (int i = 0; i < numbers.Length; i++)
                    numbers[i] = visit(numbers[i], slot, start + i);
            }
        }
    }
}
