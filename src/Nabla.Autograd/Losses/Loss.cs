namespace Nabla.Autograd.Losses;

/// <summary>How wrong a batch of outputs is, written in primitives.</summary>
/// <remarks>l[n] is what sample n has lost, s[n] its weight (1 where none is given): mean = Σₙ s[n] l[n] / W, where W = Σₙ s[n].</remarks>
public abstract class Loss
{
    /// <summary>l, [samples, 1], without the samples' weights.</summary>
    /// <param name="output">What the network said, [samples, outputs].</param>
    /// <param name="targets">What it should have said.</param>
    public abstract Node Samples(Node output, Targets targets);

    /// <summary>The mean loss of a batch, 1x1; 0 where nothing counts.</summary>
    /// <param name="output">What the network said, [samples, outputs].</param>
    /// <param name="targets">What it should have said.</param>
    public Node Mean(Node output, Targets targets)
    {
        Node samples = Samples(output, targets);
        if (targets.Weights is { } weights)
            samples = samples * output.Tape.Constant(weights);
        double total = TotalWeight(targets, output.Shape);
        return total == 0 ? 0 * samples.Sum() : samples.Sum() / total;
    }

    /// <summary>W.</summary>
    private protected virtual double TotalWeight(Targets targets, Shape output) => targets.Weights?.Elements.Sum() ?? output.Rows;
}
