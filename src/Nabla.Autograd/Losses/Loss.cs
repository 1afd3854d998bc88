namespace Nabla.Autograd.Losses;

/// <summary>The base class of losses, written in primitives.</summary>
/// <remarks>l[n] is the unweighted loss of sample n, s[n] its weight (1 by default): mean = Σₙ s[n] l[n] / W, where W = Σₙ s[n].</remarks>
public abstract class Loss
{
    /// <summary>Computes l, [samples, 1], without sample weights.</summary>
    /// <param name="output">The network's outputs, [samples, outputs].</param>
    /// <param name="targets">The targets.</param>
    public abstract Node Samples(Node output, Targets targets);

    /// <summary>Computes the mean loss of a batch, 1x1; 0 if the total weight is 0.</summary>
    /// <param name="output">The network's outputs, [samples, outputs].</param>
    /// <param name="targets">The targets.</param>
    public Node Mean(Node output, Targets targets)
    {
        Node samples = Samples(output, targets);
        if (targets.Weights is { } weights)
            samples = samples * output.Tape.Constant(weights);
        double total = TotalWeight(targets, output.Shape);
        return total == 0 ? 0 * samples.Sum() : samples.Sum() / total;
    }

    /// <summary>Returns W.</summary>
    private protected virtual double TotalWeight(Targets targets, Shape output) => targets.Weights?.Elements.Sum() ?? output.Rows;
}
