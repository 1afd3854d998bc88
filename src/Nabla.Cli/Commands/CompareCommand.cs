using System.CommandLine;
using System.Globalization;
using Nabla.Cli.Display;
using Nabla.Cli.Help;
using Nabla.Reports.Comparisons;
using Nabla.Studies;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla compare</c>: one recipe on both engines, and on PyTorch if available.</summary>
internal static class CompareCommand
{
    public static Command Create(Host host)
    {
        var recipe = new Argument<string?>("recipe") { HelpName = "RECIPE.json", Description = "Recipe to start from; options override its fields [default: all defaults]", Arity = ArgumentArity.ZeroOrOne };
        var fields = new RecipeOptions();
        var steps = new Option<string?>("--steps") { HelpName = "N", Description = $"Number of steps to compare [default: {EngineComparison.DefaultSteps}, or all steps of a shorter recipe]" };
        var pyTorch = new Option<string?>("--pytorch") { HelpName = "PYTHON", Description = "Python interpreter with PyTorch; `none` skips PyTorch [default: python3 on the PATH, if it has PyTorch]" };
        var threads = new ThreadsOption(host);
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Directory of the comparison [default: runs/NAME-compare]" };
        var force = new Option<bool>("--force") { Description = "Replace a comparison in the directory" };
        var json = new Option<bool>("--json") { Description = "Print only the result, as JSON" };
        var quiet = new Option<bool>("--quiet") { Description = "Print only errors and the result" };

        var command = new ToolCommand(
            "compare", "Compare the analytic and the autograd engine, and PyTorch, on the same recipe, weights and batches.",
            ("nabla compare", "Compare the engines on the default recipe"),
            ("nabla compare --hidden 256,256 --pytorch .venv/bin/python3", "Compare on a deeper network, with PyTorch of a virtual environment")) { recipe };
        fields.AddTo(command);
        command.AddGroup("Comparison and output", steps, pyTorch, threads.Option, output, force, json, quiet);
        command.SetAction((call, cancellation) =>
        {
            var overrides = fields.Overrides(call);
            if (overrides.Any(field => field.Field == "engine"))
                throw new UsageException("compare runs every engine; leave engine out.");
            bool isQuiet = call.GetValue(quiet);
            var options = new ComparisonOptions
            {
                Steps = Steps(call.GetValue(steps)),
                PyTorch = call.GetValue(pyTorch),
                Threads = threads.Value(call),
                OutputDirectory = call.GetValue(output),
                Force = call.GetValue(force),
                Progress = text => host.Error.WriteLine(text),
                Time = host.Time,
                Environment = host.Environment,
            };
            return Task.FromResult(Compare(
                host, RecipeReader.OnTopOf(new Recipe(), call.GetValue(recipe), overrides), isQuiet ? options with { Progress = null } : options, call.GetValue(json), cancellation));
        });
        return command;
    }

    private static int Compare(Host host, Recipe recipe, ComparisonOptions options, bool asJson, CancellationToken cancellation)
    {
        string directory = options.DirectoryFor(recipe);
        var result = EngineComparison.Execute(recipe, options, cancellation);
        ComparisonFigure.Write(Path.Combine(directory, EngineComparison.FigureFileName), result);
        if (asJson)
            host.Output.Write(result.ToJson());
        else
            ComparisonSummary.Write(host.OutputConsole(), result, directory);
        return ExitCode.Done;
    }

    private static int? Steps(string? text)
    {
        if (text is null)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int steps) && steps >= 1
            ? steps
            : throw new UsageException($"--steps is \"{text}\"; it must be a whole number, at least 1.");
    }
}
