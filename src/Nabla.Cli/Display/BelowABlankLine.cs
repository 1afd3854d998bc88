using Spectre.Console.Rendering;

namespace Nabla.Cli.Display;

/// <summary>Puts a blank line above what is drawn live.</summary>
/// <remarks>
/// It looks better, and it must be: for a display of one line Spectre.Console asks the terminal to go up by 0 lines,
/// which terminals take for 1, so that the display would eat the line above it.
/// </remarks>
internal sealed class BelowABlankLine(IRenderable content) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => content.Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        [new Segment(" "), Segment.LineBreak, .. content.Render(options, maxWidth)];
}
