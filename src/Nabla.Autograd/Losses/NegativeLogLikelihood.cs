namespace Nabla.Autograd.Losses;

/// <summary>l = −ln y[t], on probabilities y and labels t.</summary>
/// <remarks>With class weights c: l = −c[t] ln y[t] and W = Σₙ s[n] c[tₙ].</remarks>
/// <param name="classWeights">c, one per class. Default: all 1.</param>
public sealed class NegativeLogLikelihood(IReadOnlyList<double>? classWeights = null) : Loss
{
    /// <inheritdoc/>
    public override Node Samples(Node output, Targets targets)
    {
        int[] labels = targets.Labels(output.Shape);
        Node samples = -output.Pick(labels).Log();
        return classWeights is null
            ? samples
            : samples * output.Tape.Constant(new Matrix(output.Rows, 1, [.. labels.Select(label => classWeights[label])]));
    }

    /// <inheritdoc/>
    private protected override double TotalWeight(Targets targets, Shape output) => classWeights is null
        ? base.TotalWeight(targets, output)
        : targets.Labels(output).Select((label, n) => (targets.Weights?[n, 0] ?? 1) * classWeights[label]).Sum();
}
