namespace Nabla.Autograd.Losses;

/// <summary>l = −ln y[t], on probabilities y and labels t.</summary>
/// <remarks>With class weights c: l = −c[t] ln y[t] and W = Σₙ s[n] c[tₙ].</remarks>
/// <param name="classWeights">c, one a class. Default: each 1.</param>
public sealed class NegativeLogLikelihood(IReadOnlyList<double>? classWeights = null) : Loss
{
    /// <inheritdoc/>
    public override Node Samples(Node output, Targets targets)
    {
        Node samples = -output.Pick(targets.Labels).Log();
        return classWeights is null
            ? samples
            : samples * output.Tape.Constant(new Matrix(output.Rows, 1, [.. targets.Labels.Select(label => classWeights[label])]));
    }

    /// <inheritdoc/>
    protected override double TotalWeight(Targets targets, int samples) => classWeights is null
        ? base.TotalWeight(targets, samples)
        : targets.Labels.Select((label, n) => (targets.Weights?[n, 0] ?? 1) * classWeights[label]).Sum();
}
