namespace Nabla.Networks;

/// <summary>Where a run stands before a step: all that a schedule may depend on, so a resumed run needs nothing else.</summary>
/// <param name="Step">The step about to be made, counted from 1 over the run.</param>
/// <param name="StepsPerEpoch">At least 1.</param>
/// <param name="Epochs">The epochs that the run is planned to have, at least 1.</param>
/// <param name="ValidationLosses">Of the epochs that have ended, in order.</param>
/// <param name="ValidationAccuracies">Of the epochs that have ended, in order; empty for a regression.</param>
public readonly record struct SchedulePosition(
    long Step, int StepsPerEpoch, int Epochs, IReadOnlyList<double> ValidationLosses, IReadOnlyList<double> ValidationAccuracies)
{
    /// <summary>Epochs that ended before this step: 0 in the first.</summary>
    public long EpochsDone => (Step - 1) / StepsPerEpoch;

    /// <summary>The steps that the run is planned to have.</summary>
    public long Steps => (long)StepsPerEpoch * Epochs;
}
