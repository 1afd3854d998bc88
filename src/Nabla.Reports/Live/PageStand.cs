using System.Text;
using Nabla.Networks;
using Nabla.Reports.Pages;
using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Live;

/// <summary>A rendered page.</summary>
/// <param name="Html">The page in UTF-8.</param>
/// <param name="IsLast">Whether the page is final.</param>
internal sealed record RenderedPage(byte[] Html, bool IsLast);

/// <summary>Renders the page of a run on request, once for each state of the run.</summary>
internal sealed class PageStand(ILiveRun run) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private LiveState? _state;
    private RenderedPage? _page;

    /// <summary>Returns the page for the current state, or for the previous one if the files cannot be read because another process is replacing them.</summary>
    /// <exception cref="RunFormatException">The run could never be read.</exception>
    /// <exception cref="InvalidDataException">The model or checkpoint was always damaged.</exception>
    public async Task<RenderedPage> CurrentAsync(CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            var state = run.State;
            if (_page is null || state != _state)
                (_page, _state) = (Render(state), state);
            return _page;
        }
        catch (Exception error) when (_page is not null && error is RunFormatException or InvalidDataException)
        {
            return _page! with { IsLast = false };
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private static RenderedPage Render(LiveState state) => new(Encoding.UTF8.GetBytes(RunReport.Render(state.Run)), state.HasEnded);
}
