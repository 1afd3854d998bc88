using System.CommandLine;
using Nabla.Cli.Display;
using Nabla.Cli.Help;
using Nabla.Networks;
using Nabla.Reports.Pages;
using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla train</c>: one run, from a recipe to a directory.</summary>
internal static class TrainCommand
{
    public static Command Create(Host host)
    {
        var recipe = new Argument<string?>("recipe") { HelpName = "RECIPE.json", Description = "Recipe to start from; options override its fields [default: all defaults]", Arity = ArgumentArity.ZeroOrOne };
        var fields = new RecipeOptions();
        var threads = new ThreadsOption(host);
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Directory of the run [default: runs/NAME]" };
        var force = new Option<bool>("--force") { Description = "Replace a run in the directory" };
        var resume = new Option<bool>("--resume") { Description = "Resume an interrupted run with its own recipe; start it if there is none" };
        var noReport = new Option<bool>("--no-report") { Description = "Skip report.html, which takes about 0.3 seconds" };
        var watch = new Option<bool>("--watch") { Description = "Serve a live page of the run to browsers on this machine; its address is printed to standard error" };
        var tensorBoard = new Option<string?>("--tensorboard") { HelpName = "DIR", Description = "Write events for TensorBoard to a directory: metrics of every epoch, histograms of parameters and gradients [default: none]" };
        var json = new Option<bool>("--json") { Description = "Print only the result, as JSON" };
        var quiet = new Option<bool>("--quiet") { Description = "Print only errors and the result" };

        var command = new ToolCommand(
            "train", "Train a network, test its best epoch, and write model, metrics and report to a directory.",
            ("nabla train", "Train on generated images of shapes, with all defaults"),
            ("nabla train --data iris.csv --target species", "Train a classifier on a table"),
            ("nabla train --data houses.csv --target price --hidden 256,256 --epochs 500", "Train a regressor with two hidden layers"),
            ("nabla train recipe.json --seed 7 --out runs/seven", "Train a recipe with another seed"),
            ("nabla train --resume --out runs/seven", "Resume an interrupted run"));
        command.Arguments.Add(recipe);
        fields.AddTo(command);
        command.AddGroup("Run and output", threads.Option, output, resume, force, noReport, watch, tensorBoard, json, quiet);
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
            if (call.GetValue(tensorBoard) is "")
                throw new UsageException("--tensorboard is empty; give the name of a directory.");
            string? path = call.GetValue(recipe);
            var overrides = fields.Overrides(call);
            bool isQuiet = call.GetValue(quiet);

            using var start = RunStart.Decide(known => RecipeReader.OnTopOf(known, path, overrides), options);
            if (options.Resume && start.Kind == RunStartKind.Fresh && !isQuiet)
                host.Error.WriteLine($"there is no run in {start.Path} yet: starting one");
            var progress = Progress.Create(host, isQuiet);
            await using var page = call.GetValue(watch) ? TrainingPage.Serve(host, start.Recipe, cancellation) : null;
            using var log = call.GetValue(tensorBoard) is { } events && start.Kind != RunStartKind.Finished ? TensorBoardLog.In(events, start, options) : null;
            options = options with { Observers = [.. new IRunObserver?[] { page?.Training, progress, log }.OfType<IRunObserver>()] };
            bool withReport = !call.GetValue(noReport);
            var result = progress.Watch(() =>
            {
                var (result, test) = Train(start, options, cancellation);
                var report = new ReportOptions { Test = test, Threads = options.Threads, Environment = options.Environment };
                if (withReport)
                    RunReport.Write(start.Path, report);
                page?.Training.End(() => RunReader.Read(start.Path, report));
                return result;
            });

            if (call.GetValue(json))
                host.Output.Write(result.ToJson());
            else
                RunSummary.Write(host.OutputConsole(), result, start.Path, withReport);
            int code = Outcome(host, result, start.Path);
            await (page?.LastLookAsync(cancellation) ?? Task.CompletedTask);
            return code;
        });
        return command;
    }

    /// <summary>Runs the training, and returns the test set if it had to be loaded.</summary>
    private static (RunResult Result, Dataset? Test) Train(RunStart start, RunOptions options, CancellationToken cancellation)
    {
        if (start.Result is { } finished)
            return (finished, null);
        using var prepared = RunPreparation.Prepare(start, options, cancellation);
        var trained = RunTraining.Train(start, prepared, options, cancellation);
        return (RunSaving.Save(start, prepared, trained), prepared.Splits.Test.Dataset);
    }

    /// <summary>Returns the exit code, and prints messages besides the result.</summary>
    private static int Outcome(Host host, RunResult result, string directory)
    {
        switch (result.StopReason)
        {
            case StopReason.Diverged:
                host.Error.WriteLine(
                    $"nabla: the run diverged at step {result.Divergence!.Step}: {result.Divergence.Tensor} is not finite; try a learningRate lower than {Figures.Plain(result.Recipe.LearningRate)}.");
                return ExitCode.Diverged;
            case StopReason.Cancelled:
                host.Error.WriteLine($"nabla: cancelled after {Figures.Plural(result.Epochs.Count, "epoch", "epochs")}; partial results are in {directory}; continue with --resume.");
                return host.CancelledCode;
            default:
                return ExitCode.Done;
        }
    }
}
