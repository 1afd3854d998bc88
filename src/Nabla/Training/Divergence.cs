namespace Nabla.Networks;

/// <summary>Where a run diverged.</summary>
/// <param name="Step">The step whose loss was not finite, counted from 1.</param>
/// <param name="Tensor">The first tensor, in the order of computation, with a value that is not finite: "layers.0.weight", "layers.2.output", "loss".</param>
public sealed record Divergence(long Step, string Tensor);
