namespace Nabla.Networks;

/// <summary>One worker of a team: processes parts, spins for more, and sleeps if none come.</summary>
/// <remarks>
/// Waking a thread takes fifty microseconds, and a spinning thread uses a core: a worker spins about as long as waking it would take, which
/// is at most twice the optimum. If it spun in vain, it spins half as long the next time, down to almost nothing, until it
/// has processed a part again. While it spins it yields its core to other threads.
/// </remarks>
internal sealed class TeamWorker
{
    private const int SpinsBetweenLooks = 4;
    private const int LooksBetweenYields = 16;

    private readonly WorkerTeam _team;
    private readonly int _index;
    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private readonly object _gate = new();
    private readonly long _longestWait;
    private readonly long _shortestWait;
    private long _wait;
    private volatile bool _isAsleep;

    public TeamWorker(WorkerTeam team, int index, TimeProvider time)
    {
        (_team, _index, _time) = (team, index, time);
        (_longestWait, _shortestWait) = (time.TimestampFrequency / 10_000, time.TimestampFrequency / 500_000);
        _wait = _longestWait;
        _thread = new Thread(Work) { IsBackground = true, Name = $"Nabla worker {index + 1}" };
    }

    /// <summary>Gets whether the worker sleeps until it is woken.</summary>
    public bool IsAsleep => _isAsleep;

    public void Start() => _thread.Start();

    /// <summary>Wakes the worker if it sleeps.</summary>
    public void Wake()
    {
        if (!_isAsleep)
            return;
        lock (_gate)
            Monitor.Pulse(_gate);
    }

    /// <summary>Ends the thread when the team is disposed.</summary>
    public void End()
    {
        lock (_gate)
            Monitor.Pulse(_gate);
        _thread.Join();
    }

    private void Work()
    {
        while (!_team.IsDisposed)
        {
            while (_team.RunPart(_index))
                _wait = _longestWait;

            if (!AwaitPart())
                Sleep();
        }
    }

    /// <summary>Spins until there is a part.</summary>
    /// <returns>Whether there is one.</returns>
    private bool AwaitPart()
    {
        long start = _time.GetTimestamp();
        do
        {
            for (int look = 0; look < LooksBetweenYields; look++)
            {
                if (_team.HasPart(_index))
                    return true;
                Thread.SpinWait(SpinsBetweenLooks);
            }

            Thread.Yield();
        }
        while (_time.GetTimestamp() - start < _wait && !_team.IsDisposed);
        return false;
    }

    private void Sleep()
    {
        _wait = Math.Max(_shortestWait, _wait / 2);
        lock (_gate)
        {
            _isAsleep = true;
            // A wake-up before the wait would be lost: either the caller sees the worker asleep, or the worker sees the part.
            Interlocked.MemoryBarrier();
            if (!_team.IsDisposed && !_team.HasPart(_index))
                Monitor.Wait(_gate);
            _isAsleep = false;
        }
    }
}
