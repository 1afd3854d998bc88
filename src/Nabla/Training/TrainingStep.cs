namespace Nabla.Networks;

/// <summary>The base class of training steps, with the memory they need.</summary>
public abstract class TrainingStep
{
    /// <summary>Gets whether the method has converged: further steps would change nothing. Default false.</summary>
    public virtual bool IsConverged => false;

    /// <summary>Trains on the examples at these positions of a split.</summary>
    /// <param name="examples">The training split.</param>
    /// <param name="positions">Positions in the split, at most the batch size.</param>
    /// <param name="step">The step, counted from 1 over the run.</param>
    /// <param name="learningRate">The learning rate of the step; null for the method's own.</param>
    /// <returns>
    /// The results before the update, or with L-BFGS after it: the batch's mean loss; the elastic net penalty, which the loss does not include, 0 without one;
    /// and the number of correctly classified examples, null for a regression or if the loss is not finite. If loss or penalty is not finite, there
    /// was no update and training cannot continue.
    /// </returns>
    public abstract (double Loss, double Penalty, int? Correct) Run(Subset examples, ReadOnlySpan<int> positions, long step, double? learningRate = null);

    /// <summary>Returns a copy of the method's state between steps. With the network's parameters and statistics it is all that a checkpoint needs.</summary>
    public abstract TrainingState SaveState();

    /// <summary>Restores what <see cref="SaveState"/> returned, after the network's parameters and statistics have been restored.</summary>
    /// <param name="state">The saved state.</param>
    /// <exception cref="ArgumentException">The state belongs to another method or to another network.</exception>
    public abstract void RestoreState(TrainingState state);

    /// <summary>Returns the first tensor of the last step, in the order of computation, that has a value that is not finite; "loss" if none has.</summary>
    public abstract string FirstNonFinite();
}
