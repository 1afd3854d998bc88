using Nabla.Studies;
using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>Prints the results of engines for one recipe, and their differences.</summary>
internal static class ComparisonSummary
{
    public static void Write(IAnsiConsole console, ComparisonResult result, string directory)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"  [bold]{result.Recipe.RunName}[/], {Figures.Plural(result.Steps, "step", "steps")} with the same initial weights and batches");
        WriteEngines(console, result);
        WriteDifferences(console, result);
        WriteGradients(console, result);
        if (result.WithoutPyTorch is { } reason)
            console.WriteLine($"  PyTorch was skipped. {reason}\n");

        var writer = console.Profile.Out.Writer;
        writer.WriteLine($"  {directory}{Path.DirectorySeparatorChar}");
        writer.WriteLine($"    {EngineComparison.FigureFileName}   loss curves and their differences");
        writer.WriteLine($"    {EngineComparison.LossesFileName}   the loss of every step on every engine");
        writer.WriteLine($"    {EngineComparison.ResultFileName}  all results, as JSON");
    }

    private static void WriteEngines(IAnsiConsole console, ComparisonResult result)
    {
        var table = TableOf("engine", "first loss", "last loss", "test accuracy", "ms per step");
        foreach (var engine in result.Engines)
        {
            table.AddRow(
                engine.Engine, Loss(engine.FirstLoss), engine.Losses.Count < result.Steps ? $"diverged at step {engine.Losses.Count + 1}" : Loss(engine.LastLoss),
                engine.TestAccuracy is { } accuracy ? Figures.Percent(accuracy) : "-",
                engine.Losses.Count == 0 ? "-" : (1000 * engine.Seconds / engine.Losses.Count).ToString("F2", System.Globalization.CultureInfo.InvariantCulture));
        }

        console.Write(table);
    }

    private static void WriteDifferences(IAnsiConsole console, ComparisonResult result)
    {
        var table = TableOf("largest differences", "of a loss", "at step", "of a first gradient");
        foreach (var pair in result.Differences)
            table.AddRow($"{pair.Engine}, {pair.Against}", Small(pair.Loss), Figures.Count(pair.Step), Small(pair.Gradient));
        console.Write(table);
    }

    private static void WriteGradients(IAnsiConsole console, ComparisonResult result)
    {
        const int Most = 12;
        var pairs = result.Differences.Where(pair => pair.Against == result.Engines[0].Engine).ToList();
        if (pairs[0].Gradients.Count is 0 or > Most)
            return;
        var table = TableOf(["first gradient, difference from analytic", .. pairs.Select(pair => pair.Engine)]);
        for (int i = 0; i < pairs[0].Gradients.Count; i++)
            table.AddRow([pairs[0].Gradients[i].Parameter, .. pairs.Select(pair => i < pair.Gradients.Count ? Small(pair.Gradients[i].Relative) : "-")]);
        console.Write(table);
        console.WriteLine("  Differences of gradients are relative to their norms.\n");
    }

    private static TerminalTable TableOf(params IReadOnlyList<string> heads)
    {
        var table = new TerminalTable().Border(TableBorder.Simple);
        table.AddColumn(heads[0]);
        foreach (string head in heads.Skip(1))
            table.AddColumn(new TableColumn(head).RightAligned());
        return table;
    }

    private static string Loss(double? loss) => loss is { } value ? Figures.Loss(value) : "-";

    private static string Small(double value) => value.ToString("0.0e+00", System.Globalization.CultureInfo.InvariantCulture);
}
