namespace Nabla.Autograd.Losses;

/// <summary>l = −ln softmax(z)[t] = ln Σₖ exp(z[k]) − z[t], on logits z and labels t.</summary>
/// <remarks>
/// With smoothing ε, class weights c and K classes: l = −Σⱼ c[j] ((1 − ε) T[j] + ε/K) ln softmax(z)[j], where T[j] is 1 at t and 0 elsewhere,
/// and W = Σₙ s[n] c[tₙ].
/// </remarks>
/// <param name="labelSmoothing">ε, from 0 to 1. Default 0.</param>
/// <param name="classWeights">c, one per class. Default: all 1.</param>
public sealed class SoftmaxCrossEntropy(double labelSmoothing = 0, IReadOnlyList<double>? classWeights = null) : Loss
{
    /// <inheritdoc/>
    public override Node Samples(Node output, Targets targets)
    {
        Node total = output.LogSumExp(Axis.Columns);
        int[] labels = targets.Labels(output.Shape);
        if (labelSmoothing == 0 && classWeights is null)
            return total - output.Pick(labels);

        var wanted = Matrix.Filled(output.Rows, output.Columns, labelSmoothing / output.Columns);
        for (int n = 0; n < wanted.Rows; n++)
        {
            wanted[n, labels[n]] += 1 - labelSmoothing;
            for (int j = 0; j < wanted.Columns; j++)
                wanted[n, j] *= classWeights?[j] ?? 1;
        }

        return (output.Tape.Constant(wanted) * (total - output)).Sum(Axis.Columns);
    }

    /// <inheritdoc/>
    private protected override double TotalWeight(Targets targets, Shape output) => classWeights is null
        ? base.TotalWeight(targets, output)
        : targets.Labels(output).Select((label, n) => (targets.Weights?[n, 0] ?? 1) * classWeights[label]).Sum();
}
