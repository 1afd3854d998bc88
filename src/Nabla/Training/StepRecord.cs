namespace Nabla.Networks;

/// <summary>One step of training.</summary>
/// <param name="Step">Counted from 1 over the whole run.</param>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Loss">The batch's mean loss, before the update; with L-BFGS after it.</param>
/// <param name="Correct">The number of correctly classified examples, before the update (with L-BFGS after it); null for a regression.</param>
/// <param name="Samples">How many examples the batch had.</param>
/// <param name="Penalty">The elastic net's term, before the update; the loss does not hold it.</param>
public readonly record struct StepRecord(long Step, int Epoch, double Loss, int? Correct, int Samples, double Penalty = 0);
