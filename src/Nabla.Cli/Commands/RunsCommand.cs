using System.CommandLine;
using System.Text.Json;
using Nabla.Cli.Display;
using Nabla.Cli.Help;
using Nabla.Studies;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla runs</c>: lists the runs in a directory, and their differences.</summary>
internal static class RunsCommand
{
    private static readonly string[] s_orders = ["date", "name", "score", "time"];

    public static Command Create(Host host)
    {
        var directory = new Argument<string>("directory") { HelpName = "DIR", Description = "Directory of the runs [default: runs]", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "runs" };
        var sort = new Option<string>("--sort") { HelpName = "ORDER", Description = OptionText.Of("Order; dates, scores and times from high to low", s_orders, "date"), DefaultValueFactory = _ => "date" };
        sort.CompletionSources.Add(s_orders);
        var json = new Option<bool>("--json") { Description = "Print only the list, as JSON" };
        var command = new ToolCommand(
            "runs", "List runs: what differs from the default recipe, test score, date, time and state.",
            ("nabla runs", "List the runs in runs/, the newest first"),
            ("nabla runs --sort score", "List the best runs first"),
            ("nabla runs --json", "List them for a script")) { directory, sort, json };
        command.SetAction(call =>
        {
            string path = call.GetValue(directory)!;
            if (!Directory.Exists(path) && path != "runs")
                throw new UsageException($"there is no directory {path}; give the directory that holds the runs.");
            var runs = Sorted(RunList.In(path), call.GetValue(sort)!);
            if (call.GetValue(json))
                host.Output.WriteLine(JsonSerializer.Serialize(runs, CliJson.Readable.IReadOnlyListRunListEntry));
            else if (runs.Count == 0)
                host.Error.WriteLine($"there are no runs in {path}; `nabla train` writes one.");
            else
                RunsTable.Write(host.OutputConsole(), runs);
        });
        return command;
    }

    private static IReadOnlyList<RunListEntry> Sorted(IReadOnlyList<RunListEntry> runs, string order) => order.ToUpperInvariant() switch
    {
        "DATE" => [.. runs.OrderByDescending(run => run.Date)],
        "NAME" => runs,
        "SCORE" => [.. runs.OrderByDescending(run => run.TestAccuracy ?? run.TestR2 ?? double.NegativeInfinity)],
        "TIME" => [.. runs.OrderByDescending(run => run.TrainingSeconds ?? double.NegativeInfinity)],
        _ => throw new UsageException($"--sort is \"{order}\"; it must be one of {string.Join(", ", s_orders)}."),
    };
}
