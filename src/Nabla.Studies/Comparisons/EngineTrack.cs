using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The results of an engine in the first steps of a recipe.</summary>
/// <param name="Engine">The name: "analytic", "autograd", "pytorch", "pytorchSingle".</param>
/// <param name="Losses">The loss of each step, before its update; shorter than requested if the engine diverged.</param>
/// <param name="Gradients">The gradient of each parameter at the first step, row by row, in the order of the network.</param>
/// <param name="TestAccuracy">The test accuracy after the last step; null if the engine diverged, and for a regression.</param>
/// <param name="Seconds">The time spent in steps.</param>
internal sealed record EngineTrack(string Engine, IReadOnlyList<double> Losses, IReadOnlyList<float[]> Gradients, double? TestAccuracy, double Seconds)
{
    /// <summary>Runs the engine that the recipe specifies.</summary>
    /// <param name="recipe">The recipe; early stopping is disabled, so that every engine performs the same steps.</param>
    /// <param name="splits">The data.</param>
    /// <param name="steps">The number of steps, at most those of the recipe.</param>
    /// <param name="processor">The processor that runs the kernels.</param>
    /// <param name="plan">Receives the batches and learning rates, for an engine in another process. Default null.</param>
    /// <param name="time">The clock for measuring steps. Default the system's.</param>
    /// <param name="cancellation">Cancels the run with an exception.</param>
    public static EngineTrack Follow(
        Recipe recipe, DataSplits splits, int steps, Processor processor, TrainingPlan? plan = null, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        var key = new RandomKey(recipe.Seed);
        var network = Ingredients.Network(recipe, splits.Train.Dataset.Features, splits.Train.Dataset.Task.Names.Count);
        network.Initialize(recipe.Seed);
        plan?.Begin(network);

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var loss = Ingredients.Loss(recipe);
        double? accuracy = null;
        var method = new TrackedMethod(Ingredients.Method(recipe), plan, () =>
        {
            accuracy = Evaluation.Measure(network, loss, splits.Test, processor).Accuracy;
            enough.Cancel();
        }, steps);
        var options = Ingredients.Options(recipe, splits.Train.Count) with { Patience = null, Inspect = false };
        var report = new Trainer(network, loss, method, options, processor, time).Fit(splits.Train, splits.Validation, cancellation: enough.Token);
        cancellation.ThrowIfCancellationRequested();
        return new(
            recipe.Engine.ToString().ToLowerInvariant(), [.. report.StepLosses.TakeWhile(double.IsFinite)], method.Gradients, accuracy, report.TrainingTime.TotalSeconds);
    }
}
