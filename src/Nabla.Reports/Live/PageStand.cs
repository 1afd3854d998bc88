using System.Text;
using Nabla.Networks;
using Nabla.Reports.Pages;
using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Live;

/// <summary>A page as it goes out.</summary>
/// <param name="Html">In UTF-8.</param>
/// <param name="IsLast">Whether nothing new will come.</param>
internal sealed record RenderedPage(byte[] Html, bool IsLast);

/// <summary>Renders the page of a run when somebody looks, once for each state of the run.</summary>
internal sealed class PageStand(ILiveRun run) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private LiveState? _state;
    private RenderedPage? _page;

    /// <summary>The page as the run is now. Where it cannot be read at this moment, since another process replaces it, as it was before.</summary>
    /// <exception cref="RunFormatException">It could never be read.</exception>
    /// <exception cref="InvalidDataException">Its model or checkpoint was always damaged.</exception>
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
