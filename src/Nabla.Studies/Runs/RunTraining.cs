using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The second part of a run: trains, saving checkpoints, and tests the best epoch.</summary>
public static class RunTraining
{
    /// <summary>Trains a prepared run.</summary>
    /// <param name="start">The start of the run.</param>
    /// <param name="prepared">The prepared run.</param>
    /// <param name="options">The options, such as the checkpoint interval and the observers.</param>
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

/// <summary>A trained and tested run.</summary>
/// <param name="Report">The training report.</param>
/// <param name="Test">The best epoch's results on the test set; null if no epoch was completed.</param>
public sealed record TrainedRun(TrainingReport Report, Evaluation? Test);
