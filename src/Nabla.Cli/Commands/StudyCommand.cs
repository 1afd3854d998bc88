using System.CommandLine;
using Nabla.Cli.Display;
using Nabla.Cli.Help;
using Nabla.Networks;
using Nabla.Reports.Pages;
using Nabla.Reports.Studies;
using Nabla.Studies;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla study</c>: runs recipes with several seeds, and compares them.</summary>
internal static class StudyCommand
{
    public static Command Create(Host host)
    {
        var file = new Argument<string?>("study") { HelpName = "STUDY.json", Description = "Study to run: a question, recipes and seeds", Arity = ArgumentArity.ZeroOrOne };
        var fields = new SetOption("Set a field of every recipe, such as epochs=1, or seeds=1,2; repeatable [default: none]");
        var threads = new ThreadsOption(host);
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Directory of the study [default: runs/NAME]" };
        var force = new Option<bool>("--force") { Description = "Replace a study in the directory" };
        var resume = new Option<bool>("--resume") { Description = "Resume an interrupted study without repeating finished runs; start it if there is none. With --out, STUDY.json may be omitted" };
        var noReport = new Option<bool>("--no-report") { Description = "Skip report.html, and those of the runs" };
        var json = new Option<bool>("--json") { Description = "Print only the result, as JSON" };
        var quiet = new Option<bool>("--quiet") { Description = "Print only errors and the result" };

        var command = new ToolCommand(
            "study", "Run several recipes with several seeds, and compare them.",
            ("nabla study study.json", "Run a study"),
            ("nabla study study.json --set epochs=1 --set seeds=1,2", "Try it quickly first")) { file };
        foreach (Option option in new Option[] { fields.Option, threads.Option, output, resume, force, noReport, json, quiet })
            command.Options.Add(option);
        command.SetAction((call, cancellation) =>
        {
            var options = new StudyOptions
            {
                Threads = threads.Value(call),
                OutputDirectory = call.GetValue(output),
                Force = call.GetValue(force),
                Resume = call.GetValue(resume),
                Time = host.Time,
                Environment = host.Environment,
            };
            if (options is { Resume: true, Force: true })
                throw new UsageException("--resume continues the study that is there and --force replaces it; give one of them.");
            string? path = call.GetValue(file);
            if (path is null && options is { Resume: true, OutputDirectory: { } begun } && File.Exists(StudyDirectory.DefinitionIn(begun)))
                path = StudyDirectory.DefinitionIn(begun);
            if (path is null)
                throw new UsageException("study takes STUDY.json; see nabla study --help.");
            return Task.FromResult(Run(host, StudyReader.ReadFile(path, fields.Overrides(call)), options, call.GetValue(json), call.GetValue(quiet), !call.GetValue(noReport), cancellation));
        });
        return command;
    }

    private static int Run(Host host, Study study, StudyOptions options, bool asJson, bool isQuiet, bool withReport, CancellationToken cancellation)
    {
        string directory = options.DirectoryFor(study);
        var progress = StudyProgress.Create(host, isQuiet);
        var result = progress.Watch(() =>
        {
            var result = StudyRun.Execute(study, options with { Observer = progress }, cancellation);
            if (withReport)
            {
                progress.OnReporting();
                StudyReport.Write(directory, new() { Threads = options.Threads, Environment = options.Environment });
            }

            return result;
        });

        if (asJson)
            host.Output.Write(result.ToJson());
        else
            StudySummary.Write(host.OutputConsole(), result, directory, withReport);

        var runs = result.Entries.SelectMany(entry => entry.Runs).ToList();
        if (result.State != StudyState.Completed)
        {
            host.Error.WriteLine($"nabla: cancelled after {runs.Count(run => run.IsFinished)} of {Figures.Plural(runs.Count, "run", "runs")}; partial results are in {directory}; continue with --resume.");
            return host.CancelledCode;
        }

        if (runs.Where(run => run.StopReason == StopReason.Diverged).ToList() is not { Count: > 0 } diverged)
            return ExitCode.Done;
        host.Error.WriteLine($"nabla: {Figures.Plural(diverged.Count, "run", "runs")} of {runs.Count} diverged and {(diverged.Count == 1 ? "is" : "are")} excluded: {string.Join(", ", diverged.Select(run => run.Directory))}.");
        return ExitCode.Diverged;
    }
}
