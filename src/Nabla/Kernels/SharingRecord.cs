namespace Nabla.Networks;

/// <summary>Records the recent cost of sharing jobs, and decides whether to continue: the system may give the workers' cores to others.</summary>
/// <remarks>
/// A caller that has finished its parts waits for the workers', usually for less than the duration of a part. A worker preempted by the system
/// delays the caller by milliseconds, while a part may take microseconds. If such delays are more than a third of the time of shared
/// jobs, sharing does not pay, and jobs are not shared for a multiple of the delay, which doubles on each recurrence.
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

    /// <summary>Returns whether a job may be shared at this time.</summary>
    public bool Allows(long now)
    {
        if (_isPaused && now >= _pausedUntil)
            _isPaused = false;
        return !_isPaused;
    }

    /// <summary>Records a shared job.</summary>
    /// <param name="parts">The number of parts.</param>
    /// <param name="own">The number of parts that the caller processed.</param>
    /// <param name="start">The time at which the caller began.</param>
    /// <param name="end">The time at which the caller had finished its parts.</param>
    /// <param name="done">The time at which all parts were complete.</param>
    /// <param name="frequency">The number of time units per second.</param>
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
            // The influence of old jobs decays.
            _pause = Math.Max(ShortestPause, _pause / 2);
            (_shared, _delayed) = (_shared / 2, _delayed / 2);
        }
    }
}
