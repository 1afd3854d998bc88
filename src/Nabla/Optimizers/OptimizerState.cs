using Nabla.Kernels;

namespace Nabla.Optimizers;

/// <summary>What an optimizer remembers between steps, as plain numbers: it can be saved and put back.</summary>
public sealed class OptimizerState
{
    private readonly AlignedBuffer[] _slots;

    internal OptimizerState(int slots, int length) => _slots = [.. Enumerable.Range(0, slots).Select(_ => new AlignedBuffer(length))];

    /// <summary>Steps done.</summary>
    public long Step { get; internal set; }

    /// <summary>How many numbers are kept for each parameter value.</summary>
    public int Slots => _slots.Length;

    /// <summary>One number for each parameter value, laid out like <c>ParameterStore.Values</c>.</summary>
    public Span<float> Slot(int index) => _slots[index].Span;
}
