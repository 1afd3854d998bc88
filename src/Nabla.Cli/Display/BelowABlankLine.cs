using Spectre.Console.Rendering;

namespace Nabla.Cli.Display;

/// <summary>Writes a blank line above a live display.</summary>
/// <remarks>
/// Besides its appearance it is necessary: for a display of one line Spectre.Console moves the cursor up by 0 lines,
/// which terminals interpret as 1, so that the display would overwrite the line above it.
/// </remarks>
internal sealed class BelowABlankLine(IRenderable content) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => content.Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        [new Segment(" "), Segment.LineBreak, .. content.Render(options, maxWidth)];
}
