using System.CommandLine;
using System.Text.Json;
using Nabla.Cli.Help;
using Nabla.Studies;
using Spectre.Console;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla data list</c>: the data sets, and whether they are available locally.</summary>
internal static class DataListCommand
{
    public static Command Create(Host host)
    {
        var json = new Option<bool>("--json") { Description = "Print only the list, as JSON" };
        var command = new ToolCommand(
            "list", "List the data sets, and whether they are on this machine.",
            ("nabla data list", "Show which data sets are here")) { json };
        command.SetAction(call =>
        {
            var data = DataCatalog.Entries.Select(entry => Describe(entry, host)).ToList();
            if (call.GetValue(json))
                host.Output.Write(JsonSerializer.Serialize(new DataListJson(data), CliJson.Default.DataListJson) + "\n");
            else
                Write(host, data);
            return ExitCode.Done;
        });
        return command;
    }

    private static DataListEntry Describe(DataCatalogEntry entry, Host host)
    {
        string? path = entry.Name == "cifar10" ? DataDirectories.Cifar10(given: null, host.Environment) : null;
        return new(
            entry.Name, entry.Description, entry.TrainingCount, entry.TestCount, entry.Shape.ToString(), entry.ClassNames, entry.Origin,
            path, path is null || Directory.Exists(path));
    }

    private static void Write(Host host, IReadOnlyList<DataListEntry> data)
    {
        var console = host.OutputConsole();
        foreach (var entry in data)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"  [bold]{entry.Name}[/]");
            Display.FactList.Write(
                console,
                ("what", entry.Description),
                ("images", $"{Display.Figures.Count(entry.TrainingCount)} training and {Display.Figures.Count(entry.TestCount)} test images, {entry.Shape} each"),
                ("classes", string.Join(", ", entry.ClassNames)),
                ("from", entry.Origin),
                ("here", !entry.IsHere ? $"no; nabla data get {entry.Name}" : entry.Path ?? "yes, built in"));
        }
    }
}

/// <summary>One data set, as output by <c>data list --json</c>.</summary>
internal sealed record DataListEntry(
    string Name, string Description, int TrainingCount, int TestCount, string Shape, IReadOnlyList<string> ClassNames, string Origin, string? Path, bool IsHere);

/// <summary>All data sets, as output by <c>data list --json</c>.</summary>
internal sealed record DataListJson(IReadOnlyList<DataListEntry> Data);
