using System.Reflection;
using System.Runtime.InteropServices;
using Nabla.Data;
using Nabla.Formats;
using Nabla.Kernels;
using Nabla.Losses;
using Nabla.Networks;
using Nabla.Numerics;
using Nabla.Optimizers;
using Nabla.Training;

namespace Nabla.Studies;

/// <summary>Carries a recipe out: data, network, training, a test of the best epoch, and a directory that holds all of it.</summary>
public static class Run
{
    /// <summary>The metadata of a model under which its recipe lies.</summary>
    public const string RecipeMetadata = "recipe";

    /// <summary>Runs a recipe.</summary>
    /// <param name="recipe">What to do.</param>
    /// <param name="options">Where and on what.</param>
    /// <param name="cancellation">Ends training after the step it is in; what the run has so far is then tested and written.</param>
    /// <returns>
    /// What is in <c>result.json</c>. A run that diverged or was cancelled says so in <see cref="RunResult.StopReason"/>; one that was cancelled
    /// can be continued.
    /// </returns>
    /// <exception cref="RecipeException">The recipe cannot be run, or is not that of the run to continue; every error is listed.</exception>
    /// <exception cref="OutputDirectoryException">The output directory holds a run, or cannot be written to.</exception>
    /// <exception cref="ModelFormatException">The checkpoint to continue from is damaged, or of another run.</exception>
    /// <exception cref="DataFormatException">The data are missing or wrong.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before training began; nothing is left behind.</exception>
    public static RunResult Execute(Recipe recipe, RunOptions options, CancellationToken cancellation = default)
    {
        if (recipe.Validate() is { Count: > 0 } errors)
            throw new RecipeException("the recipe", errors);
        if (options is { Resume: true, Force: true })
            throw new ArgumentException("A run is either continued or replaced: set Resume or Force, not both.", nameof(options));
        recipe = recipe with { Name = recipe.RunName };

        using var directory = RunDirectory.Claim(options.DirectoryFor(recipe), options.Force, options.Resume);
        var begun = options.Resume ? RunDirectory.RecipeIn(directory.Path) : null;
        if (options.Resume && begun is null && RunDirectory.HoldsCheckpoint(directory.Path))
            throw new OutputDirectoryException($"{directory.Path} holds a checkpoint but no {RunDirectory.RecipeFileName}; put that back, or begin again with --force.");
        RefuseAnotherRecipe(recipe, begun, directory.Path);
        if (options.Resume && directory.ReadResult() is { StopReason: not StopReason.Cancelled } finished)
        {
            directory.ClearCheckpoint();
            return finished;
        }

        var checkpoint = begun is null ? null : LoadCheckpoint(directory.Path, begun);
        options.Observer?.OnLoading(recipe);
        var (training, test) = options.Data is { } given ? given(recipe) : DataSource.Parse(recipe.Data).Load(recipe.DataSeed, options.Environment, options.Threads);
        cancellation.ThrowIfCancellationRequested();
        var splits = Ingredients.Splits(recipe, training, test);
        RefuseWhatDoesNotFit(recipe, splits);

        var network = Ingredients.Network(recipe, training.Features, training.Classes);
        network.Initialize(new RandomKey(recipe.Seed).Fold(RandomStreams.Initialization));
        using var processor = new Processor(options.Threads);
        options.Observer?.OnReady(new(recipe, splits, network.Parameters.Count, processor.ToString()));

        var loss = Ingredients.Loss(recipe);
        var trainer = new Trainer(
            network, loss, Ingredients.Method(recipe), Ingredients.Options(recipe, splits.Train.Count), processor, options.Time);
        if (checkpoint is not null && trainer.WhyNotFrom(checkpoint, splits.Train) is { } reason)
            throw new ModelFormatException($"{CheckpointPath(directory.Path)} is not of this run: {reason}; begin again with --force.");
        if (begun is null)
            directory.Begin(recipe);
        else
            directory.Keep();
        var keeper = new RunCheckpoints(directory, recipe, options.CheckpointInterval, options.Time);
        var report = trainer.Fit(splits.Train, splits.Validation, options.Observer, checkpoint, keeper, cancellation);
        options.Observer?.OnTesting();
        var evaluation = report.BestEpoch == 0 ? null : Evaluator.Evaluate(network, loss, splits.Test, processor);

        var result = ResultOf(recipe, report, evaluation, network, training.ClassNames, processor);
        directory.ClearResults();
        if (report.BestEpoch > 0)
            directory.Write(RunDirectory.ModelFileName, path => ModelFile.Save(path, ModelOf(recipe, network, splits)));
        directory.WriteText(RunDirectory.StepsFileName, RunTables.Steps(report, Ingredients.StepsPerEpoch(recipe, splits.Train.Count)));
        directory.WriteText(RunDirectory.EpochsFileName, RunTables.Epochs(result.Epochs));
        directory.WriteText(RunDirectory.LayersFileName, LayerTable.Format(report.Inspections));
        directory.WriteText(RunDirectory.ResultFileName, result.ToJson());
        directory.Keep();
        if (result.StopReason != StopReason.Cancelled)
            directory.ClearCheckpoint();
        return result;
    }

    private static string CheckpointPath(string directory) => Path.Combine(directory, RunDirectory.CheckpointFileName);

    private static void RefuseAnotherRecipe(Recipe recipe, Recipe? begun, string directory)
    {
        if (begun is null || RecipeComparison.Differences(recipe, begun) is not { Count: > 0 } differences)
            return;
        throw new RecipeException(
            "the recipe",
            [.. differences.Select(difference =>
                $"{difference.Field} is {difference.First}, but the run in {directory} was begun with {difference.Second}; leave it out to continue that run, or begin another with --out or --force.")]);
    }

    /// <summary>What a run can be continued from; null when none of its epochs had ended.</summary>
    private static Checkpoint? LoadCheckpoint(string directory, Recipe begun)
    {
        if (!RunDirectory.HoldsCheckpoint(directory))
            return null;
        string path = CheckpointPath(directory);
        var (checkpoint, text) = CheckpointFile.Load(path);
        Recipe recipe;
        try
        {
            recipe = RecipeReader.Parse(text, path);
        }
        catch (RecipeException error)
        {
            throw new ModelFormatException($"the recipe inside {path} cannot be read: {error.Errors[0]}", error);
        }

        return RecipeComparison.Differences(recipe, begun) is [var (field, kept, expected), ..]
            ? throw new ModelFormatException($"{path} is not of this run: its {field} is {kept}, that of {RunDirectory.RecipeFileName} is {expected}; begin again with --force.")
            : checkpoint;
    }

    /// <summary>What a recipe alone cannot know: whether it suits the data. Told before training begins.</summary>
    internal static void RefuseWhatDoesNotFit(Recipe recipe, DataSplits splits)
    {
        const long MostSteps = 100_000_000;
        const long MostBatchNumbers = 500_000_000;

        var errors = new List<string>();
        int steps = Ingredients.StepsPerEpoch(recipe, splits.Train.Count);
        if (steps == 0)
            errors.Add($"batchSize is {recipe.BatchSize}, but the training split has {splits.Train.Count} examples; lower it, or set dropLastBatch to false.");
        int last = recipe.Optimizer == OptimizerKind.Lbfgs ? 0 : splits.Train.Count % recipe.BatchSize;
        if ((recipe.BatchNorm || recipe.Whitening) && !recipe.DropLastBatch && last == 1)
            errors.Add($"dropLastBatch is false and leaves a batch of 1 of the {splits.Train.Count} examples, which a normalisation cannot learn from; set it to true, or change batchSize.");
        if (recipe.ClassWeights.Count > 0 && recipe.ClassWeights.Count != splits.Train.Dataset.Classes)
            errors.Add($"classWeights has {recipe.ClassWeights.Count} numbers, but the data has {splits.Train.Dataset.Classes} classes; give one for each.");
        if ((long)steps * recipe.Epochs > MostSteps)
            errors.Add($"epochs is {recipe.Epochs}, which makes {(long)steps * recipe.Epochs} steps; at most {MostSteps} are allowed: lower epochs or raise batchSize.");
        long widest = recipe.Hidden.Append(splits.Train.Dataset.Features).Max();
        if (recipe.Optimizer == OptimizerKind.Lbfgs && widest * splits.Train.Count > MostBatchNumbers)
            errors.Add($"optimizer is \"lbfgs\", which takes all {splits.Train.Count} training examples at once: with layers of {widest} they do not fit into memory; use another optimizer.");
        else if (widest * Math.Min(recipe.BatchSize, splits.Train.Count) > MostBatchNumbers)
            errors.Add($"batchSize is {recipe.BatchSize}, which with layers of {widest} does not fit into memory; lower batchSize or the widths.");
        if (errors.Count > 0)
            throw new RecipeException("the recipe", errors);
    }

    private static Model ModelOf(Recipe recipe, Network network, DataSplits splits) => new(
        network,
        splits.Train.Dataset.DescribeInput(splits.Train.Standardizer),
        LearningTask.Classification(splits.Train.Dataset.ClassNames),
        Ingredients.OutputActivation(recipe),
        new Dictionary<string, string>(StringComparer.Ordinal) { [RecipeMetadata] = recipe.ToJson() });

    private static RunResult ResultOf(
        Recipe recipe, TrainingReport report, Evaluation? evaluation, Network network, IReadOnlyList<string> classNames, Processor processor)
    {
        double seconds = report.TrainingTime.TotalSeconds;
        return new()
        {
            Name = recipe.RunName,
            Recipe = recipe,
            Parameters = network.Parameters.Count,
            Layers = LayerResult.All(network),
            Epochs = [.. report.Epochs.Select(EpochResult.From)],
            BestEpoch = report.BestEpoch == 0 ? null : report.BestEpoch,
            TestLoss = evaluation is not null && double.IsFinite(evaluation.Loss) ? evaluation.Loss : null,
            TestAccuracy = evaluation?.Accuracy,
            ConfusionMatrix = evaluation?.Confusion.ToRows(),
            PerClass = evaluation is null ? null : ClassResult.All(evaluation.Confusion, classNames),
            StopReason = report.StopReason,
            Divergence = report.Divergence,
            TrainingSeconds = seconds,
            Steps = report.StepLosses.Count,
            SamplesPerSecond = seconds > 0 ? report.SamplesSeen / seconds : 0,
            InitialFingerprint = report.InitialFingerprint,
            FinalFingerprint = report.FinalFingerprint,
            BestFingerprint = report.BestFingerprint,
            Machine = new(
                processor.Threads,
                (int)processor.Width,
                typeof(Network).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
                RuntimeInformation.FrameworkDescription,
                $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}"),
        };
    }
}
