using System.CommandLine;
using Nabla.Cli.Display;
using Nabla.Studies;
using Nabla.Training;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla train</c>: one run, from a recipe to a directory.</summary>
internal static class TrainCommand
{
    public static Command Create(Host host)
    {
        var recipe = new Argument<string?>("recipe") { HelpName = "RECIPE.json", Description = "The recipe; options win over it (default: the default recipe)", Arity = ArgumentArity.ZeroOrOne };
        var fields = new RecipeOptions();
        var threads = new ThreadsOption(host);
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Where the run is written (default runs/NAME)" };
        var force = new Option<bool>("--force") { Description = "Replace a run that is already there" };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON, alone on standard output" };
        var quiet = new Option<bool>("--quiet") { Description = "No progress, only errors and the result" };

        var command = new Command("train", "Train a network, test its best epoch, and write the run to a directory.") { recipe };
        fields.AddTo(command);
        foreach (Option option in new Option[] { threads.Option, output, force, json, quiet })
            command.Options.Add(option);
        command.SetAction((call, cancellation) => Task.FromResult(Train(
            host,
            Read(call.GetValue(recipe), fields.Overrides(call)),
            new RunOptions
            {
                Threads = threads.Value(call),
                OutputDirectory = call.GetValue(output),
                Force = call.GetValue(force),
                Time = host.Time,
                Environment = host.Environment,
            },
            call.GetValue(json),
            call.GetValue(quiet),
            cancellation)));
        return command;
    }

    private static Recipe Read(string? path, IReadOnlyList<RecipeOverride> overrides) =>
        path is null ? RecipeReader.FromOverrides(overrides) : RecipeReader.ReadFile(path, overrides);

    private static int Train(Host host, Recipe recipe, RunOptions options, bool asJson, bool isQuiet, CancellationToken cancellation)
    {
        var progress = Progress.Create(host, isQuiet);
        var result = progress.Watch(() => Run.Execute(recipe, options with { Observer = progress }, cancellation));
        string directory = options.DirectoryFor(recipe);

        if (asJson)
            host.Output.Write(result.ToJson());
        else
            RunSummary.Write(host.OutputConsole(), result, directory);

        switch (result.StopReason)
        {
            case StopReason.Diverged:
                host.Error.WriteLine(
                    $"nabla: the run diverged at step {result.Divergence!.Step}: {result.Divergence.Tensor} is not finite; try a learningRate lower than {Figures.Plain(recipe.LearningRate)}.");
                return ExitCode.Diverged;
            case StopReason.Cancelled:
                host.Error.WriteLine($"nabla: cancelled after {Figures.Plural(result.Epochs.Count, "epoch", "epochs")}; what there is lies in {directory}.");
                return ExitCode.Cancelled;
            default:
                return ExitCode.Done;
        }
    }
}
