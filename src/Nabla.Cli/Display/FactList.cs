using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>Prints names and values in two columns.</summary>
internal static class FactList
{
    public static void Write(IAnsiConsole console, params IReadOnlyList<(string Name, string Value)> facts)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(3)).AddColumn(new GridColumn());
        foreach (var (name, value) in facts)
            grid.AddRow(new Text(name, new Style(Color.Grey)), new Text(value));
        console.Write(grid);
    }
}
