using System.Globalization;
using Nabla.Studies;
using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>Prints the summary at the end of a study: a line for each entry, and the comparisons.</summary>
internal static class StudySummary
{
    private const int TableMargin = 2;
    private const int ColumnPadding = 3;

    public static void Write(IAnsiConsole console, StudyResult result, string directory, bool withReport)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"  [bold]{result.Name}[/]");
        WriteParagraph(console, result.Question);
        WriteTable(console, result);
        WriteParagraph(console, Legend(result));
        foreach (var entry in result.Entries)
        {
            if (entry is { Match: { } match, MatchedTo: { } target })
                WriteParagraph(console, match.Sentence(entry.Name, target));
        }

        foreach (var pair in result.Comparisons.GroupBy(comparison => (comparison.First, comparison.Second)))
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"  [bold]{pair.Key.First}[/] − [bold]{pair.Key.Second}[/]");
            FactList.Write(console, [.. pair.Select(comparison => (StudyFigure.InWords(comparison.Figure), comparison.Finding()))]);
        }

        console.WriteLine();
        WriteFiles(console, result, directory, withReport);
    }

    private static void WriteTable(IAnsiConsole console, StudyResult result)
    {
        (string Head, Func<EntryResult, string> Cell)[] columns =
        [
            ("entry", entry => entry.Name),
            ("runs", entry => $"{entry.Runs.Count(run => run.IsFinished)}/{entry.Runs.Count}"),
            ("test accuracy", entry => Mean(entry, StudyFigure.TestAccuracy, result.ErrorBars)),
            ("validation", entry => Mean(entry, StudyFigure.ValidationAccuracy, result.ErrorBars)),
            .. result.Comparisons.Select(comparison => comparison.Figure).Distinct(StringComparer.Ordinal)
                .Except([StudyFigure.TestAccuracy, StudyFigure.ValidationAccuracy], StringComparer.Ordinal)
                .Select(figure => (StudyFigure.InWords(figure), (Func<EntryResult, string>)(entry => Mean(entry, figure, result.ErrorBars)))),
            ("parameters", entry => entry.Parameters is { } count ? Figures.Count(count) : ""),
            ("best epoch", entry => entry.Figures.TryGetValue("bestEpoch", out var epoch) ? epoch.Mean.ToString("0.#", CultureInfo.InvariantCulture) : ""),
        ];
        var table = new TerminalTable().Border(TableBorder.Simple);
        int room = console.Profile.Width - TableMargin;
        foreach (var (head, cell) in columns)
        {
            // The first columns matter most; of the last, those without room are dropped.
            room -= result.Entries.Select(cell).Append(head).Max(text => text.Length) + ColumnPadding;
            if (room < 0)
                break;
            var column = new TableColumn(head).NoWrap();
            table.AddColumn(table.Columns.Count == 0 ? column : column.RightAligned());
        }

        foreach (var entry in result.Entries)
            table.AddRow([.. columns.Take(table.Columns.Count).Select(column => Markup.Escape(column.Cell(entry)))]);
        console.Write(table);
    }

    private static string Legend(StudyResult result)
    {
        string factor = result.ErrorBars == 1 ? "a" : Figures.Plain(result.ErrorBars);
        return $"Means ± {factor} standard {(result.ErrorBars == 1 ? "deviation" : "deviations")} over seeds ({(result.Ddof == 1 ? "n − 1" : "n")}), of each run's best epoch on the validation set.";
    }

    /// <summary>Formats a mean: 50.4 ± 1.2 %, or for other figures than fractions 1.234 ± 0.012.</summary>
    private static string Mean(EntryResult entry, string figure, double factor)
    {
        if (!entry.Figures.TryGetValue(figure, out var spread))
            return "";
        bool isShare = StudyFigure.IsShare(figure);
        string format = isShare ? "0.0;−0.0" : "0.000;−0.000", unit = isShare ? " %" : "";
        double scale = isShare ? 100 : 1;
        string mean = (scale * spread.Mean).ToString(format, CultureInfo.InvariantCulture);
        return spread.Deviation is { } deviation ? $"{mean} ± {(scale * factor * deviation).ToString(format, CultureInfo.InvariantCulture)}{unit}" : $"{mean}{unit}";
    }

    private static void WriteParagraph(IAnsiConsole console, string text) => console.Write(new Padder(new Text(text), new Padding(2, 0, 1, 0)));

    /// <summary>Prints paths without line breaks, so that they can be copied.</summary>
    private static void WriteFiles(IAnsiConsole console, StudyResult result, string directory, bool withReport)
    {
        var writer = console.Profile.Out.Writer;
        writer.WriteLine($"  {directory}{Path.DirectorySeparatorChar}");
        if (withReport)
            writer.WriteLine($"    {RunDirectory.ReportFileName}  charts; open in a browser");
        writer.WriteLine($"    {StudyResult.FileName}   all results, as JSON");
        writer.WriteLine($"    {StudyDirectory.EpochsFileName}    means and deviations by epoch");
        writer.WriteLine($"    {result.Entries[0].Runs[0].Directory}{Path.DirectorySeparatorChar} and the other runs");
    }
}
