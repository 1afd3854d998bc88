using Spectre.Console;
using Spectre.Console.Rendering;

namespace Nabla.Cli.Display;

/// <summary>One line: a label, a bar that takes the remaining width, and facts. On a narrow terminal the last facts but one are dropped.</summary>
internal sealed class ProgressBar(string label, double share, params IReadOnlyList<string> facts) : IRenderable
{
    private const int MinBar = 8;
    private const int MaxBar = 40;

    private static readonly Style Done = new(Color.Green);
    private static readonly Style ToDo = new(Color.Grey);

    public Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        string start = $"{label,7} ";
        var shown = facts.Where(fact => fact.Length > 0).ToList();
        // The last column is not used: some terminals wrap when it is written.
        int room = maxWidth - 1 - start.Length;
        while (shown.Count > 0 && room - Width(shown) < MinBar)
            shown.RemoveAt(Math.Max(0, shown.Count - 2));

        int bar = Math.Clamp(room - Width(shown), MinBar, MaxBar);
        int done = (int)Math.Round(Math.Clamp(share, 0, 1) * bar);
        string stroke = options.Unicode ? "━" : "=";
        string rest = options.Unicode ? "─" : "-";
        yield return new Segment(start);
        yield return new Segment(string.Concat(Enumerable.Repeat(stroke, done)), Done);
        yield return new Segment(string.Concat(Enumerable.Repeat(rest, bar - done)), ToDo);
        yield return new Segment(string.Concat(shown.Select(fact => "  " + fact)));
    }

    private static int Width(List<string> shown) => shown.Sum(fact => fact.Length + 2);
}
