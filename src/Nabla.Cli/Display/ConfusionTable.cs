using Nabla.Studies;
using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>Prints the confusion matrix: a row for each true class, a column for each predicted one.</summary>
internal static class ConfusionTable
{
    private const int MaxClasses = 12;

    public static void Write(IAnsiConsole console, long[][] counts, IReadOnlyList<ClassResult> classes)
    {
        if (counts.Length > MaxClasses)
        {
            console.MarkupLineInterpolated($"The confusion matrix has {counts.Length} rows, too many to show; use --json.");
            return;
        }

        // Columns have the first letters of their classes; the rows have the whole names.
        var table = new TerminalTable().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("true \\ predicted").NoWrap());
        foreach (var column in classes)
            table.AddColumn(new TableColumn(Markup.Escape(column.Class.Length <= 4 ? column.Class : column.Class[..4])).RightAligned().NoWrap().PadLeft(0).PadRight(1));
        for (int truth = 0; truth < counts.Length; truth++)
        {
            table.AddRow(
            [
                Markup.Escape(classes[truth].Class),
                .. counts[truth].Select((count, predicted) => predicted == truth ? $"[bold green]{count}[/]" : count == 0 ? "[grey].[/]" : $"{count}"),
            ]);
        }

        console.Write(table);
    }
}
