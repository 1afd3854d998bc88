using System.Globalization;
using Nabla.Networks;
using Nabla.Studies;
using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>Prints the predictions of the first rows, with as many of their features as there is room for.</summary>
internal static class PredictionTable
{
    private const int MaxRows = 20;
    private const int MaxLetters = 20;
    private const int TableMargin = 2;
    private const int ColumnPadding = 3;

    public static void Write(IAnsiConsole console, TablePredictions predictions, InputSchema input)
    {
        int rows = Math.Min(MaxRows, predictions.Rows.RowCount);
        var table = new TerminalTable().Border(TableBorder.Simple);
        int room = console.Profile.Width - TableMargin;
        var cells = new List<string[]>();
        foreach (var (head, isNumber, cell) in Columns(predictions, input))
        {
            string[] column = [.. Enumerable.Range(0, rows).Select(row => Cut(cell(row)))];
            room -= column.Append(Cut(head)).Max(text => text.Length) + ColumnPadding;
            if (room < 0 && cells.Count > 1)
                break;
            var added = new TableColumn(Markup.Escape(Cut(head))).NoWrap();
            table.AddColumn(isNumber ? added.RightAligned() : added);
            cells.Add(column);
        }

        for (int row = 0; row < rows; row++)
            table.AddRow([.. cells.Select(column => Markup.Escape(column[row]))]);
        console.Write(table);
        if (predictions.Rows.RowCount > rows)
            console.WriteLine($"  and {Figures.Plural(predictions.Rows.RowCount - rows, "more row", "more rows")}; --csv or --json prints all");
    }

    private static IEnumerable<(string Head, bool IsNumber, Func<int, string> Cell)> Columns(TablePredictions predictions, InputSchema input)
    {
        var task = predictions.Task;
        yield return ("row", true, row => Figures.Count(row + 1));
        if (task.IsClassification)
        {
            yield return ("prediction", false, row => task.Names[predictions.ClassOf(row)]);
            yield return ("probability", true, row => Figures.Percent(predictions.Outputs(row)[predictions.ClassOf(row)]));
        }
        else
        {
            for (int i = 0; i < task.Names.Count; i++)
            {
                int value = i;
                yield return (predictions.Columns[i], true, row => predictions.Outputs(row)[value].ToString("G6", CultureInfo.InvariantCulture));
            }
        }

        foreach (string name in input.FeatureNames)
        {
            if (predictions.Rows.Columns.FirstOrDefault(column => column.Name == name) is { } column)
                yield return (name, column.HoldsNumbers, row => column.TextAt(row) ?? "");
        }
    }

    private static string Cut(string text) => text.Length <= MaxLetters ? text : $"{text[..(MaxLetters - 3)]}...";
}
