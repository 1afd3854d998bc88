namespace Nabla.Networks;

/// <summary>What sharing jobs cost a team lately, and so whether it goes on: the system may give the workers' cores to others.</summary>
/// <remarks>
/// A caller that has finished its parts waits for the workers', as a rule less than a part takes. A worker that the system takes off its core
/// holds the caller up for milliseconds, while a part may take microseconds. If such delays are more than a third of the time of shared
/// jobs, sharing gains nothing, and jobs are not shared for a multiple of the delay, which doubles each time it happens again.
/// </remarks>
internal sealed class SharingRecord
{
    private const int ShortestPause = 8;            // times the delay
    private const int LongestPause = 128;

    private long _shared;
    private long _delayed;
    private long _pausedUntil;
    private int _pause = ShortestPause;
    private bool _isPaused;

    /// <summary>Whether a job may be shared at this time.</summary>
    public bool Allows(long now)
    {
        if (_isPaused && now >= _pausedUntil)
            _isPaused = false;
        return !_isPaused;
    }

    /// <summary>Notes a shared job.</summary>
    /// <param name="parts">All parts.</param>
    /// <param name="own">Those that the caller did.</param>
    /// <param name="start">When the caller began.</param>
    /// <param name="end">When the caller had done its parts.</param>
    /// <param name="done">When all parts were done.</param>
    /// <param name="frequency">Units of time a second.</param>
    public void Add(int parts, int own, long start, long end, long done, long frequency)
    {
        _shared += done - start;
        long part = own > 0 ? (end - start) / own : (done - start) / parts;
        _delayed += Math.Max(0, done - end - part);
        if (_delayed > frequency / 2000 && _delayed > _shared / 3)
        {
            (_isPaused, _pausedUntil) = (true, done + (_delayed * _pause));
            _pause = Math.Min(LongestPause, 2 * _pause);
            (_shared, _delayed) = (0, 0);
        }
        else if (_shared > frequency / 20)
        {
            // Old jobs count less and less.
            _pause = Math.Max(ShortestPause, _pause / 2);
            (_shared, _delayed) = (_shared / 2, _delayed / 2);
        }
    }
}
