using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The second part of a run: trains, keeping checkpoints, and tests the best epoch.</summary>
public static class RunTraining
{
    /// <summary>Trains a prepared run.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="prepared">What to train.</param>
    /// <param name="options">How often to keep a checkpoint, and who observes.</param>
    /// <param name="cancellation">Ends training after the current step.</param>
    /// <exception cref="OutputDirectoryException">The directory cannot be written to.</exception>
    public static TrainedRun Train(RunStart start, PreparedRun prepared, RunOptions options, CancellationToken cancellation = default)
    {
        if (start.Kind == RunStartKind.Fresh)
            start.Directory.Begin(prepared.Recipe);
        else
            start.Directory.Keep();
        var observers = new RunObservers([.. options.Observers, new RunCheckpoints(start.Directory, prepared.Recipe, options.CheckpointInterval, options.Time)]);
        var report = prepared.Trainer.Fit(prepared.Splits.Train, prepared.Splits.Validation, observers, start.Checkpoint, cancellation);
        observers.OnTesting();
        return new(report, report.BestEpoch == 0 ? null : Evaluation.Measure(prepared.Network, prepared.Loss, prepared.Splits.Test, prepared.Processor));
    }
}

/// <summary>A run that was trained and tested.</summary>
/// <param name="Report">What training recorded.</param>
/// <param name="Test">The best epoch on the test set; null when no epoch ended.</param>
public sealed record TrainedRun(TrainingReport Report, Evaluation? Test);
