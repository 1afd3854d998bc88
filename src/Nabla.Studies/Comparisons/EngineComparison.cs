using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Runs a recipe on both engines, and on PyTorch if available, from the same initial weights on the same batches, and measures their differences.</summary>
public static class EngineComparison
{
    /// <summary>The name of the result file.</summary>
    public const string ResultFileName = "compare.json";

    /// <summary>The name of the file with the loss of every step on every engine.</summary>
    public const string LossesFileName = "compare.csv";

    /// <summary>The name of the figure.</summary>
    public const string FigureFileName = "compare.svg";

    /// <summary>The default number of steps to compare.</summary>
    public const int DefaultSteps = 200;

    /// <summary>Compares the engines and writes the results except for the figure.</summary>
    /// <param name="recipe">The recipe, whose engine is ignored.</param>
    /// <param name="options">The options, such as the number of steps and the output directory.</param>
    /// <param name="cancellation">Cancels the comparison; no files are left behind.</param>
    /// <exception cref="RecipeException">The recipe cannot be run on both engines; the message lists every error.</exception>
    /// <exception cref="OutputDirectoryException">The output directory contains a comparison or a run, or cannot be written to.</exception>
    /// <exception cref="InvalidDataException">Data are missing or invalid.</exception>
    /// <exception cref="PyTorchException">PyTorch was requested explicitly and failed.</exception>
    public static ComparisonResult Execute(Recipe recipe, ComparisonOptions options, CancellationToken cancellation = default)
    {
        if (recipe.Optimizer == OptimizerKind.Lbfgs)
            throw new RecipeException("the recipe", ["optimizer is \"lbfgs\", which the autograd engine does not support; use another optimizer."]);
        recipe = recipe with { Name = recipe.RunName, Engine = Engine.Autograd };
        if (recipe.Validate() is { Count: > 0 } errors)
            throw new RecipeException("the recipe", errors);
        string path = options.DirectoryFor(recipe);
        if (!options.Force && path.Length > 0 && File.Exists(Path.Combine(path, ResultFileName)))
            throw new OutputDirectoryException($"the output directory {path} already holds a comparison; choose another with --out, or replace it with --force.");
        using var directory = RunDirectory.Claim(path, force: false);

        options.Progress?.Invoke($"loading {recipe.Data}");
        (recipe, var splits) = RunData.Load(recipe, options.Environment, options.Threads).Split(recipe);
        RunPreparation.RefuseWhatDoesNotFit(recipe, splits);
        var result = Compare(recipe, splits, Steps(recipe, splits, options.Steps), options, cancellation);
        directory.WriteTogether([(LossesFileName, ToCsv(result)), (ResultFileName, result.ToJson())]);
        directory.Keep();
        return result;
    }

    /// <summary>Compares the engines on these data.</summary>
    internal static ComparisonResult Compare(Recipe recipe, DataSplits splits, int steps, ComparisonOptions options, CancellationToken cancellation)
    {
        string? without = PyTorchPeer.WhyNot(recipe, options, cancellation);
        using var processor = new Processor(options.Threads);
        var plan = new TrainingPlan();
        var tracks = new List<EngineTrack>();
        foreach (var engine in new[] { Engine.Analytic, Engine.Autograd })
        {
            options.Progress?.Invoke($"{steps} steps on the {engine.ToString().ToLowerInvariant()} engine");
            tracks.Add(EngineTrack.Follow(recipe with { Engine = engine }, splits, steps, processor, engine == Engine.Analytic ? plan : null, options.Time, cancellation));
        }

        if (without is null)
            tracks.AddRange(PyTorchPeer.Follow(recipe, splits, plan, options, processor, cancellation));

        string[] names = [.. plan.Network!.Parameters.All.Select(parameter => parameter.Name)];
        return new()
        {
            Recipe = recipe with { Engine = Engine.Analytic },
            Steps = steps,
            Engines = [.. tracks.Select(track => new EngineResult(
                track.Engine, track.Losses, First(track.Losses), Last(track.Losses), track.TestAccuracy, track.Seconds))],
            Differences = [.. tracks.SelectMany((engine, i) => tracks.Take(i).Reverse().Select(against => Difference(engine, against, names)))],
            WithoutPyTorch = without,
        };

        static double? First(IReadOnlyList<double> losses) => losses.Count == 0 ? null : losses[0];

        static double? Last(IReadOnlyList<double> losses) => losses.Count == 0 ? null : losses[^1];
    }

    private static EngineDifference Difference(EngineTrack engine, EngineTrack against, string[] names)
    {
        double largest = 0;
        int step = 0;
        for (int i = 0; i < Math.Min(engine.Losses.Count, against.Losses.Count); i++)
        {
            double difference = Math.Abs(engine.Losses[i] - against.Losses[i]);
            if (step == 0 || difference > largest)
                (largest, step) = (difference, i + 1);
        }

        double whole = Math.Sqrt(against.Gradients.Sum(gradient => Squares(gradient)));
        var gradients = names.Zip(engine.Gradients, against.Gradients)
            .Select(parameter => new GradientDifference(parameter.First, Relative(parameter.Second, parameter.Third, whole)))
            .ToList();
        return new(engine.Engine, against.Engine, largest, step, gradients.Select(gradient => gradient.Relative).DefaultIfEmpty(0).Max(), gradients);
    }

    private static double Relative(float[] gradient, float[] against, double whole)
    {
        const double Rounding = 1e-6;
        double difference = Math.Sqrt(gradient.Zip(against, (a, b) => ((double)a - b) * ((double)a - b)).Sum()), norm = Math.Sqrt(Squares(against));
        double scale = norm < Rounding * whole ? whole : norm;
        return scale == 0 ? difference : difference / scale;
    }

    private static double Squares(float[] values) => values.Sum(value => (double)value * value);

    private static int Steps(Recipe recipe, DataSplits splits, int? asked)
    {
        int all = checked(Ingredients.StepsPerEpoch(recipe, splits.Train.Count) * recipe.Epochs);
        if (asked is not { } steps)
            return Math.Min(DefaultSteps, all);
        return steps >= 1 && steps <= all
            ? steps
            : throw new RecipeException("the call", [$"steps is {steps}; it must be from 1 to {all}, which is what the recipe's epochs have: raise epochs for more."]);
    }

    private static string ToCsv(ComparisonResult result)
    {
        var text = new System.Text.StringBuilder($"step,{string.Join(',', result.Engines.Select(engine => engine.Engine))}\n");
        for (int step = 0; step < result.Steps; step++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{step + 1}");
            foreach (var engine in result.Engines)
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $",{(step < engine.Losses.Count ? engine.Losses[step] : double.NaN):R}");
            text.Append('\n');
        }

        return text.ToString();
    }
}
