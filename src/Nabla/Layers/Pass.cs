using Nabla.Kernels;
using Nabla.Numerics;

namespace Nabla.Layers;

/// <summary>What a pass is for.</summary>
public enum PassMode
{
    /// <summary>To learn: a backward pass follows.</summary>
    Training,

    /// <summary>To answer, each row by itself: a normalisation uses its running statistics.</summary>
    Inference,

    /// <summary>To answer for a batch as a whole: a normalisation uses that batch's own statistics, so rows depend on each other (claim A33).</summary>
    Transductive,
}

/// <summary>Everything a layer may know besides its input.</summary>
/// <param name="Processor">Where its kernels run; never changes a result.</param>
/// <param name="Mode">What the pass is for.</param>
/// <param name="Step">The training step, counted from 1; 0 at inference.</param>
/// <param name="Key">The layer's own random numbers: with the step they settle whatever is random in it.</param>
public readonly record struct Pass(Processor Processor, PassMode Mode, long Step = 0, RandomKey Key = default);
