namespace Nabla.Networks;

/// <summary>The loss along a direction: θ = θ₀ + α d, α rounded to single precision.</summary>
internal readonly ref struct ParameterLine(
    Processor processor, ParameterStore parameters, IObjective objective, ReadOnlySpan<float> start, ReadOnlySpan<float> direction) : ILine
{
    private readonly ReadOnlySpan<float> _start = start;
    private readonly ReadOnlySpan<float> _direction = direction;

    public (double Value, double Slope) At(double step)
    {
        ScaledSum.Run(processor, (float)step, _direction, _start, parameters.Values);
        double value = objective.Evaluate();
        return (value, DotProduct.Run(processor, parameters.Gradients, _direction));
    }
}
