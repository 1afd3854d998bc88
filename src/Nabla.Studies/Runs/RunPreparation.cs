using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The first part of a run: loads the data and creates the network and its trainer.</summary>
public static class RunPreparation
{
    /// <summary>Prepares a run.</summary>
    /// <param name="start">The start of the run.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellation">Cancels the preparation.</param>
    /// <exception cref="RecipeException">The recipe does not fit the data; the message lists every error.</exception>
    /// <exception cref="InvalidDataException">The checkpoint belongs to another run, or the data are missing or invalid.</exception>
    /// <exception cref="OperationCanceledException">The preparation was cancelled.</exception>
    public static PreparedRun Prepare(RunStart start, RunOptions options, CancellationToken cancellation = default)
    {
        var asked = start.Recipe;
        var observers = new RunObservers(options.Observers);
        observers.OnLoading(asked);
        var data = options.Data is { } given ? given(asked) : RunData.Load(asked, options.Environment, options.Threads);
        cancellation.ThrowIfCancellationRequested();
        var (recipe, splits) = data.Split(asked);
        RefuseWhatDoesNotFit(recipe, splits);

        var training = splits.Train.Dataset;
        var network = Ingredients.Network(recipe, training.Features, training.Task.Names.Count);
        network.Initialize(recipe.Seed);
        var processor = new Processor(options.Threads);
        try
        {
            observers.OnReady(new(recipe, splits, network.Parameters.Count, processor.ToString()) { Network = network });
            var loss = Ingredients.Loss(recipe);
            var trainer = new Trainer(
                network, loss, Ingredients.Method(recipe), Ingredients.Options(recipe, splits.Train.Count), processor, options.Time);
            if (start.Checkpoint is { } checkpoint && trainer.WhyNotFrom(checkpoint, splits.Train) is { } reason)
                throw new InvalidDataException($"{RunCheckpoints.PathIn(start.Path)} does not belong to this run: {reason}; start again with --force.");
            return new(recipe, splits, network, loss, trainer, processor);
        }
        catch
        {
            processor.Dispose();
            throw;
        }
    }

    /// <summary>Throws before training begins if the recipe does not fit the data, which the recipe alone does not show.</summary>
    internal static void RefuseWhatDoesNotFit(Recipe recipe, DataSplits splits)
    {
        const long MaxSteps = 100_000_000;
        const long MaxBatchNumbers = 500_000_000;

        var errors = new List<string>();
        int steps = Ingredients.StepsPerEpoch(recipe, splits.Train.Count);
        if (steps == 0)
            errors.Add($"batchSize is {recipe.BatchSize}, but the training set has {splits.Train.Count} examples; lower it, or set dropLastBatch to false.");
        int last = recipe.Optimizer == OptimizerKind.Lbfgs ? 0 : splits.Train.Count % recipe.BatchSize;
        if ((recipe.BatchNorm || recipe.Whitening) && !recipe.DropLastBatch && last == 1)
            errors.Add($"dropLastBatch is false and leaves a batch of 1 of the {splits.Train.Count} examples, on which a normalisation layer cannot train; set it to true, or change batchSize.");
        if (splits.Train.Dataset.Task is { IsClassification: false } && recipe.BestBy == BestBy.R2 && splits.Validation.Count < 2)
            errors.Add("bestBy is \"r2\", which needs at least 2 validation examples; use \"loss\" or \"rmse\".");
        if (recipe.ClassWeights.Count > 0 && recipe.ClassWeights.Count != splits.Train.Dataset.Classes)
            errors.Add($"classWeights has {recipe.ClassWeights.Count} numbers, but the data has {splits.Train.Dataset.Classes} classes; give one for each.");
        if ((long)steps * recipe.Epochs > MaxSteps)
            errors.Add($"epochs is {recipe.Epochs}, which makes {(long)steps * recipe.Epochs} steps; at most {MaxSteps} are allowed: lower epochs or raise batchSize.");
        long widest = recipe.Hidden.Append(splits.Train.Dataset.Features).Max();
        if (recipe.Optimizer == OptimizerKind.Lbfgs && widest * splits.Train.Count > MaxBatchNumbers)
            errors.Add($"optimizer is \"lbfgs\", which takes all {splits.Train.Count} training examples at once: with layers of {widest} they do not fit into memory; use another optimizer.");
        else if (widest * Math.Min(recipe.BatchSize, splits.Train.Count) > MaxBatchNumbers)
            errors.Add($"batchSize is {recipe.BatchSize}, which with layers of {widest} does not fit into memory; lower batchSize or the widths.");
        if (errors.Count > 0)
            throw new RecipeException("the recipe", errors);
    }
}

/// <summary>A run that is ready for training.</summary>
public sealed class PreparedRun : IDisposable
{
    internal PreparedRun(Recipe recipe, DataSplits splits, Network network, Loss loss, Trainer trainer, Processor processor) =>
        (Recipe, Splits, Network, Loss, Trainer, Processor) = (recipe, splits, network, loss, trainer, processor);

    /// <summary>Gets the recipe, including the values that depend on the data.</summary>
    public Recipe Recipe { get; }

    /// <summary>Gets the training, validation and test sets.</summary>
    public DataSplits Splits { get; }

    internal Network Network { get; }

    internal Loss Loss { get; }

    internal Trainer Trainer { get; }

    internal Processor Processor { get; }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => Processor.Dispose();
}
