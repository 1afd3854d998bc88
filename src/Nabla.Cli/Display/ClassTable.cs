using Nabla.Studies;
using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>Precision, recall and F-beta of every class.</summary>
internal static class ClassTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<ClassResult> classes)
    {
        var table = new TerminalTable().Border(TableBorder.Simple);
        table.AddColumn("class");
        foreach (string head in classes[0].FBeta.Keys.Select(beta => $"F{beta}").Prepend("recall").Prepend("precision"))
            table.AddColumn(new TableColumn(head).RightAligned());
        foreach (var entry in classes)
            table.AddRow([Markup.Escape(entry.Class), Figures.Share(entry.Precision), Figures.Share(entry.Recall), .. entry.FBeta.Values.Select(Figures.Share)]);
        console.Write(table);
    }
}
