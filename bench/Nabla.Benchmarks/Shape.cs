namespace Nabla.Benchmarks;

/// <summary>A batch and a linear layer.</summary>
public sealed record Shape(int Samples, int Inputs, int Outputs)
{
    /// <summary>"128×3072×512".</summary>
    public override string ToString() => $"{Samples}×{Inputs}×{Outputs}";
}
