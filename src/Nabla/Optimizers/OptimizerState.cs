using Nabla.Kernels;
using Nabla.Networks;

namespace Nabla.Optimizers;

/// <summary>What an optimizer remembers between steps, as plain numbers: it can be saved and put back.</summary>
public sealed class OptimizerState
{
    private readonly AlignedBuffer[] _slots;
    private readonly int _length;

    /// <summary>A memory that is still empty.</summary>
    /// <param name="slots">How many numbers are kept for each parameter value.</param>
    /// <param name="length">How many values there are: the length of <c>ParameterStore.Values</c>.</param>
    public OptimizerState(int slots, int length)
    {
        _length = length;
        _slots = [.. Enumerable.Range(0, slots).Select(_ => new AlignedBuffer(length))];
    }

    /// <summary>Steps done.</summary>
    public long Step { get; set; }

    /// <summary>How many numbers are kept for each parameter value.</summary>
    public int Slots => _slots.Length;

    /// <summary>One number for each parameter value, laid out like <c>ParameterStore.Values</c>.</summary>
    public Span<float> Slot(int index) => _slots[index].Span;

    /// <summary>Refuses a memory of another rule or of other parameters: kernels trust its length.</summary>
    internal static void ThrowIfNotFor(string kind, int slots, ParameterStore parameters, OptimizerState state)
    {
        if (slots != state.Slots || parameters.Values.Length != state._length)
        {
            throw new ArgumentException(
                $"This memory keeps {state.Slots} numbers for each of {state._length} values; {kind} on these parameters keeps {slots} for each of {parameters.Values.Length}. Make it with CreateState.",
                nameof(state));
        }
    }
}
