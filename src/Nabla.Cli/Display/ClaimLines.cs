using Nabla.Theory;
using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>Prints claims as they are checked: on a terminal a sentence with its figures below, for a pipe one tab-separated line each.</summary>
internal sealed class ClaimLines(Host host)
{
    private const int Indent = 7, FigureWidth = 11;

    private readonly IAnsiConsole _console = host.OutputConsole();

    /// <summary>Prints one claim.</summary>
    public void Write(ClaimResult result)
    {
        string expected = Figure.Text(result.Expected, result.Tolerance), measured = Figure.Text(result.Measured, result.Tolerance);
        string tolerance = Figure.Tolerance(result.Tolerance), verdict = result.Verdict.ToString().ToLowerInvariant();
        if (!host.OutputIsTerminal)
        {
            host.Output.WriteLine(string.Join('\t', result.Id, result.Statement, expected, measured, tolerance, verdict));
            return;
        }

        WriteSentence($"  {result.Id,-(Indent - 2)}", result.Statement, Style.Plain);
        if (result.Printed is not null)
            WriteSentence(Margin, $"Published: {result.Printed} Value: {Figure.Text(result.PrintedValue!.Value, result.Tolerance)}.", new Style(Color.Yellow));
        if (result.Study is not null)
            WriteSentence(Margin, $"Experiment: {result.Study}.", new Style(Color.Grey));
        _console.Write(new Text($"{Margin}expected {expected,-FigureWidth} measured {measured,-FigureWidth} ± {tolerance,-8} ", new Style(Color.Grey)));
        _console.Write(new Text($"{verdict}\n", new Style(ColourOf(result.Verdict))));
    }

    /// <summary>Prints the number of claims by verdict.</summary>
    public void WriteTally(IReadOnlyList<ClaimResult> results)
    {
        if (!host.OutputIsTerminal)
            return;
        _console.WriteLine();
        _console.WriteLine($"  {ClaimPage.Tally(results)}");
    }

    private static string Margin => new(' ', Indent);

    /// <summary>Prints words with line breaks, each line indented to the beginning of the first.</summary>
    private void WriteSentence(string head, string sentence, Style style)
    {
        int room = Math.Max(20, _console.Profile.Width - 1);
        string line = head;
        foreach (string word in sentence.Split(' '))
        {
            if (line.Length > Indent && line.Length + 1 + word.Length > room)
            {
                _console.Write(new Text($"{line}\n", style));
                line = Margin;
            }

            line += line.Length == Indent ? word : $" {word}";
        }

        _console.Write(new Text($"{line}\n", style));
    }

    private static Color ColourOf(Verdict verdict) => verdict switch
    {
        Verdict.Fails => Color.Red,
        Verdict.Erratum => Color.Yellow,
        _ => Color.Green,
    };
}
