using System.Globalization;
using Nabla.Studies;
using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>The end of a study: a line for each entry, and what can be said of the differences.</summary>
internal static class StudySummary
{
    public static void Write(IAnsiConsole console, StudyResult result, string directory)
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
            console.MarkupLineInterpolated($"  [bold]{pair.Key.First}[/] less [bold]{pair.Key.Second}[/]");
            FactList.Write(console, [.. pair.Select(comparison => (StudyFigure.InWords(comparison.Figure), comparison.Finding()))]);
        }

        console.WriteLine();
        WriteFiles(console, result, directory);
    }

    private static void WriteTable(IAnsiConsole console, StudyResult result)
    {
        bool isNarrow = console.Profile.Width < 70;
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("entry");
        string[] heads = isNarrow ? ["runs", "test", "validation"] : ["parameters", "runs", "test accuracy", "validation", "best epoch"];
        foreach (string head in heads)
            table.AddColumn(new TableColumn(head).RightAligned());
        foreach (var entry in result.Entries)
        {
            string parameters = entry.Parameters is { } count ? Figures.Count(count) : "";
            string runs = $"{entry.Runs.Count(run => run.IsFinished)}/{entry.Runs.Count}";
            string test = Share(entry, StudyFigure.TestAccuracy, result.ErrorBars);
            string validation = Share(entry, StudyFigure.ValidationAccuracy, result.ErrorBars);
            string best = entry.Figures.TryGetValue("bestEpoch", out var epoch) ? epoch.Mean.ToString("0.#", CultureInfo.InvariantCulture) : "";
            string[] cells = isNarrow ? [runs, test, validation] : [parameters, runs, test, validation, best];
            table.AddRow([Markup.Escape(entry.Name), .. cells]);
        }

        console.Write(table);
    }

    private static string Legend(StudyResult result)
    {
        string factor = result.ErrorBars == 1 ? "a" : Figures.Plain(result.ErrorBars);
        return $"Means ± {factor} standard {(result.ErrorBars == 1 ? "deviation" : "deviations")} over seeds ({(result.Ddof == 1 ? "n − 1" : "n")}), of each run's best epoch by the validation split.";
    }

    /// <summary>50.4 ± 1.2 %</summary>
    private static string Share(EntryResult entry, string figure, double factor)
    {
        if (!entry.Figures.TryGetValue(figure, out var spread))
            return "";
        string mean = (100 * spread.Mean).ToString("F1", CultureInfo.InvariantCulture);
        return spread.Deviation is { } deviation ? string.Create(CultureInfo.InvariantCulture, $"{mean} ± {100 * factor * deviation:F1} %") : $"{mean} %";
    }

    private static void WriteParagraph(IAnsiConsole console, string text) => console.Write(new Padder(new Text(text), new Padding(2, 0, 1, 0)));

    /// <summary>Paths go out as they are: broken over two lines they could not be copied.</summary>
    private static void WriteFiles(IAnsiConsole console, StudyResult result, string directory)
    {
        var writer = console.Profile.Out.Writer;
        writer.WriteLine($"  {directory}{Path.DirectorySeparatorChar}");
        writer.WriteLine($"    {StudyResult.FileName}  all of this and more");
        writer.WriteLine($"    {StudyDirectory.EpochsFileName}   mean and deviation of every epoch");
        writer.WriteLine($"    {result.Entries[0].Runs[0].Directory}{Path.DirectorySeparatorChar} and the other runs");
    }
}
