namespace Nabla.Networks;

/// <summary>One step of training, and the memory it needs.</summary>
public abstract class TrainingStep
{
    /// <summary>Gets whether the method is done: further steps would change nothing. Default false.</summary>
    public virtual bool IsConverged => false;

    /// <summary>Learns from the examples at these positions of a split.</summary>
    /// <param name="examples">The training split.</param>
    /// <param name="positions">Positions in it, at most the batch size.</param>
    /// <param name="step">Counted from 1 over the run.</param>
    /// <param name="learningRate">The size of the step; the method's own when null.</param>
    /// <returns>
    /// What came out before the update, with L-BFGS after it: the batch's mean loss; the elastic net's term, which the loss does not hold, 0 without one;
    /// and the number of correctly classified examples, null for a regression and where the loss is not finite. Where loss or penalty is not finite there
    /// was no update, and training cannot go on.
    /// </returns>
    public abstract (double Loss, double Penalty, int? Correct) Run(Subset examples, ReadOnlySpan<int> positions, long step, double? learningRate = null);

    /// <summary>Returns a copy of what the method remembers between steps. With the network's parameters and statistics it is all that a checkpoint needs.</summary>
    public abstract TrainingState SaveState();

    /// <summary>Takes over what <see cref="SaveState"/> returned, after the network's parameters and statistics have been put back.</summary>
    /// <param name="state">The saved state.</param>
    /// <exception cref="ArgumentException">It is of another method or of another network.</exception>
    public abstract void RestoreState(TrainingState state);

    /// <summary>Returns the first tensor of the last step, in the order of computation, that holds a value which is not finite; "loss" when none does.</summary>
    public abstract string FirstNonFinite();
}
