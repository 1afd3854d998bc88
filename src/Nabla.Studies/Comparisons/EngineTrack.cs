using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>What an engine did in the first steps of a recipe.</summary>
/// <param name="Engine">Its name: "analytic", "autograd", "pytorch", "pytorchSingle".</param>
/// <param name="Losses">The loss of each step, before its update. Fewer than were asked for where it diverged.</param>
/// <param name="Gradients">The gradient of each parameter at the first step, row by row, in the network's order.</param>
/// <param name="TestAccuracy">The share of the test examples that are right after the last step; null where it diverged, and for a regression.</param>
/// <param name="Seconds">Time in steps.</param>
internal sealed record EngineTrack(string Engine, IReadOnlyList<double> Losses, IReadOnlyList<float[]> Gradients, double? TestAccuracy, double Seconds)
{
    /// <summary>Follows the engine that the recipe names.</summary>
    /// <param name="recipe">The recipe; early stopping is left out, so that every engine does the same steps.</param>
    /// <param name="splits">Its data.</param>
    /// <param name="steps">How many steps, at most those of the recipe.</param>
    /// <param name="processor">Where the kernels run.</param>
    /// <param name="plan">Receives the batches and rates, for an engine in another process. Default: nobody asks.</param>
    /// <param name="time">Measures the steps. Default the system's clock.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
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
