using Nabla.Theory;
using Spectre.Console;

namespace Nabla.Cli.Display;

/// <summary>Claims as they are checked: for people a sentence with its figures below, for a pipe one line each with tabs between.</summary>
internal sealed class ClaimLines(Host host)
{
    private const int Indent = 7, FigureWidth = 11;

    private readonly IAnsiConsole _console = host.OutputConsole();

    /// <summary>One claim.</summary>
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

    /// <summary>How many there were of each verdict.</summary>
    public void WriteTally(IReadOnlyList<ClaimResult> results)
    {
        if (!host.OutputIsTerminal)
            return;
        _console.WriteLine();
        _console.WriteLine($"  {ClaimPage.Tally(results)}");
    }

    private static string Margin => new(' ', Indent);

    /// <summary>Words, as many on a line as there is room for, each line below the first one's beginning.</summary>
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
