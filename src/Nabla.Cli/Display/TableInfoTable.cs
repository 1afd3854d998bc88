using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>Prints the columns of a table, and the balance of its classes.</summary>
internal static class TableInfoTable
{
    private const int MaxClasses = 40;

    public static void Write(IAnsiConsole console, TableInfo info)
    {
        console.WriteLine();
        FactList.Write(
            console,
            [
                ("data", info.Data),
                ("rows", Figures.Count(info.Rows)),
                ("columns", Figures.Count(info.Columns.Count)),
                .. info.Target is { } target ? [("target", $"{target}, {info.Task}")] : Array.Empty<(string, string)>(),
            ]);
        var table = new TerminalTable().Border(TableBorder.Simple).AddColumn("column").AddColumn(new TableColumn("kind").NoWrap())
            .AddColumn(new TableColumn("missing").RightAligned().NoWrap()).AddColumn("values");
        foreach (var column in info.Columns)
            table.AddRow(Markup.Escape(column.Name), column.Kind, column.Missing == 0 ? "" : Figures.Count(column.Missing), Markup.Escape(Values(column)));
        console.Write(table);
        if (info.Classes is { } classes)
            WriteClasses(console, classes, info.Rows);
    }

    private static string Values(TableColumnInfo column)
    {
        const int Shown = 3;
        if (column is { Minimum: { } minimum, Maximum: { } maximum, Mean: { } mean })
            return $"{Figures.Rounded(minimum)} to {Figures.Rounded(maximum)}, mean {Figures.Rounded(mean)}";
        if (column.Categories is not { } count)
            return "none";
        string first = string.Join(", ", column.Frequent.Take(Shown));
        return count > Shown ? $"{Figures.Count(count)} categories: {first}, ..." : $"{Figures.Plural(count, "category", "categories")}: {first}";
    }

    private static void WriteClasses(IAnsiConsole console, IReadOnlyList<TableClassInfo> classes, int rows)
    {
        var table = new TerminalTable().Border(TableBorder.Simple).AddColumn("class").AddColumn(new TableColumn("rows").RightAligned()).AddColumn(new TableColumn("share").RightAligned());
        foreach (var entry in classes.Take(MaxClasses))
            table.AddRow(Markup.Escape(entry.Class), Figures.Count(entry.Rows), Figures.Percent((double)entry.Rows / rows));
        console.Write(table);
        if (classes.Count > MaxClasses)
            console.WriteLine($"  and {Figures.Count(classes.Count - MaxClasses)} more classes; use --json to list all");
    }
}
