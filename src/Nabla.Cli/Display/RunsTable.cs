using System.Globalization;
using Nabla.Studies;
using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>Prints a table of runs, one per row; on a narrow terminal, two lines each.</summary>
internal static class RunsTable
{
    private const int TableWidth = 100;

    public static void Write(IAnsiConsole console, IReadOnlyList<RunListEntry> runs)
    {
        if (console.Profile.Width < TableWidth)
        {
            WriteLines(console, runs);
            return;
        }

        var table = new TerminalTable().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("run").NoWrap())
            .AddColumn(new TableColumn("test").RightAligned().NoWrap())
            .AddColumn(new TableColumn("training").RightAligned().NoWrap())
            .AddColumn(new TableColumn("date").NoWrap())
            .AddColumn(new TableColumn("state").NoWrap())
            .AddColumn("differs from the default");
        foreach (var run in runs)
            table.AddRow(Markup.Escape(run.Name), Score(run), Time(run), Date(run), State(run), Markup.Escape(Differences(run)));
        console.Write(table);
    }

    private static void WriteLines(IAnsiConsole console, IReadOnlyList<RunListEntry> runs)
    {
        // A name is never broken, so that it can be copied.
        var writer = console.Profile.Out.Writer;
        foreach (var run in runs)
        {
            writer.WriteLine(run.Name);
            string[] figures = [Score(run), Time(run), Date(run), State(run)];
            console.Write(new Padder(new Text(string.Join(", ", figures.Where(figure => figure.Length > 0))), new Padding(2, 0, 0, 0)));
            if (Differences(run) is { Length: > 0 } differences)
                console.Write(new Padder(new Text(differences), new Padding(2, 0, 0, 0)));
        }
    }

    private static string Score(RunListEntry run) => run.TestAccuracy is { } accuracy ? Figures.Percent(accuracy)
        : run.TestR2 is { } r2 ? $"R² {Figures.Share(r2)}" : "";

    private static string Time(RunListEntry run) => run.TrainingSeconds is { } seconds ? Figures.Duration(TimeSpan.FromSeconds(seconds)) : "";

    private static string Date(RunListEntry run) => run.Date.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string State(RunListEntry run) => run.State.ToString().ToLowerInvariant();

    private static string Differences(RunListEntry run) => string.Join(", ", run.Differences.Select(field => $"{field.Key} {field.Value}"));
}
