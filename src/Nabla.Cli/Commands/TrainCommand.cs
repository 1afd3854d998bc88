using System.CommandLine;
using Nabla.Cli.Display;
using Nabla.Reports.Runs;
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
        var resume = new Option<bool>("--resume") { Description = "Continue a run that was stopped, with the recipe it was begun with; begin it if there is none" };
        var noReport = new Option<bool>("--no-report") { Description = "Leave report.html out, which takes about 0.3 seconds" };
        var watch = new Option<bool>("--watch") { Description = "Serve the run as a page to this machine's browsers while it goes on; the address stands on standard error" };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON, alone on standard output" };
        var quiet = new Option<bool>("--quiet") { Description = "No progress, only errors and the result" };

        var command = new Command("train", "Train a network, test its best epoch, and write the run to a directory.") { recipe };
        fields.AddTo(command);
        foreach (Option option in new Option[] { threads.Option, output, resume, force, noReport, watch, json, quiet })
            command.Options.Add(option);
        command.SetAction(async (call, cancellation) =>
        {
            var options = new RunOptions
            {
                Threads = threads.Value(call),
                OutputDirectory = call.GetValue(output),
                Force = call.GetValue(force),
                Resume = call.GetValue(resume),
                Time = host.Time,
                Environment = host.Environment,
            };
            if (options is { Resume: true, Force: true })
                throw new UsageException("--resume continues the run that is there and --force replaces it; give one of them.");
            var asked = Read(call.GetValue(recipe), fields.Overrides(call), options);
            await using var page = call.GetValue(watch) ? TrainingPage.Serve(host, asked, cancellation) : null;
            int code = Train(host, asked, options, call.GetValue(json), call.GetValue(quiet), !call.GetValue(noReport), page, cancellation);
            await (page?.LastLookAsync(cancellation) ?? Task.CompletedTask);
            return code;
        });
        return command;
    }

    /// <summary>The recipe that the call asks for. Where a run is continued, what the call does not mention is as it was begun with.</summary>
    private static Recipe Read(string? path, IReadOnlyList<RecipeOverride> overrides, RunOptions options)
    {
        if (!options.Resume)
            return RecipeReader.OnTopOf(new Recipe(), path, overrides);
        string directory = options.OutputDirectory ?? options.DirectoryFor(RecipeReader.OnTopOf(new Recipe(), path, overrides));
        return RecipeReader.OnTopOf(RunDirectory.RecipeIn(directory) ?? new Recipe(), path, overrides);
    }

    private static int Train(Host host, Recipe recipe, RunOptions options, bool asJson, bool isQuiet, bool withReport, TrainingPage? page, CancellationToken cancellation)
    {
        string directory = options.DirectoryFor(recipe);
        if (options.Resume && !isQuiet && !RunDirectory.HoldsRun(directory))
            host.Error.WriteLine($"there is no run in {directory} yet: beginning one");
        var progress = Progress.Create(host, isQuiet);
        var data = new WithData(progress);
        var result = progress.Watch(() =>
        {
            var result = Run.Execute(recipe, options with { Observer = page is null ? data : new Together(page.Training, data) }, cancellation);
            var report = new ReportOptions { Test = data.Test, Threads = options.Threads, Environment = options.Environment };
            if (withReport)
                RunReport.Write(directory, report);
            page?.Training.End(() => RunReader.Read(directory, report));
            return result;
        });

        if (asJson)
            host.Output.Write(result.ToJson());
        else
            RunSummary.Write(host.OutputConsole(), result, directory, withReport);

        switch (result.StopReason)
        {
            case StopReason.Diverged:
                host.Error.WriteLine(
                    $"nabla: the run diverged at step {result.Divergence!.Step}: {result.Divergence.Tensor} is not finite; try a learningRate lower than {Figures.Plain(recipe.LearningRate)}.");
                return ExitCode.Diverged;
            case StopReason.Cancelled:
                host.Error.WriteLine($"nabla: cancelled after {Figures.Plural(result.Epochs.Count, "epoch", "epochs")}; what there is lies in {directory}; --resume continues it.");
                return ExitCode.Cancelled;
            default:
                return ExitCode.Done;
        }
    }
}
