namespace Nabla.Networks;

/// <summary>Threads that wait for the next part of a training step and start on it within a microsecond or two.</summary>
/// <remarks>
/// A job is divided into parts; free threads, including the caller, claim the next one, and <see cref="Run"/> returns when all are complete.
/// The parts write to different memory, so their order does not matter.
/// <para>
/// One 64-bit ticket contains the job's number, the number of workers that may help, and the range of unclaimed parts. A part is claimed by a
/// compare-and-swap of the ticket, and the job's fields are read after the claim: while a part is unclaimed or unfinished its job cannot be
/// replaced, so the fields belong to it. A worker that comes late finds nothing to claim and delays no one.
/// </para>
/// <para>
/// The caller claims from the front and workers from the back: with two threads each has the same half of the data in every job of a step,
/// and finds it in its own cache, while a thread that finishes early still takes over from one that is delayed.
/// </para>
/// <para>
/// More threads must not do harm. The number of threads that share a job depends on its size; there are at most as many workers as other cores; a sleeping worker
/// is woken only for enough work (<see cref="TeamWorker"/> documents when it sleeps); and if cores are busy otherwise, so that
/// the caller waits for workers that the system does not run, it works alone for a while (<see cref="SharingRecord"/>).
/// </para>
/// </remarks>
internal sealed unsafe class WorkerTeam : IDisposable
{
    /// <summary>The work of a job of unknown size: enough for any number of threads.</summary>
    public const long MuchWork = long.MaxValue;

    // In multiply-adds: about 5 µs, and 80 µs, at AVX-512's full speed. Handing over a part takes one or two, waking a thread fifty.
    private const long WorthAThread = 1 << 18;
    private const long WorthWaking = 1 << 22;
    private const int WorthEachWakeUp = 1 << 20;     // waking one costs the caller some microseconds
    private const int SpinsBeforeSleep = 2000;      // of the caller: more than a hundred microseconds, since workers are usually almost finished
    private const int MaxParts = (1 << 20) - 1;
    private const int MaxWorkers = (1 << 8) - 1;

    private readonly TeamWorker[] _workers;
    private readonly SharingRecord _record = new();
    private readonly TimeProvider _time;
    private readonly Lock _disposing = new();
    private readonly object _done = new();

    private delegate*<void*, int, void> _job;
    private void* _context;
    private long _ticket;           // job number (16 bits) | workers that may help (8 bits) | end of the unclaimed parts (20 bits) | their beginning (20 bits)
    private int _unfinished;
    private int _callerSleeps;
    private int _busy;
    private long _missed;           // work that was not shared because the workers slept
    private volatile bool _disposed;

    public WorkerTeam(int threads)
        : this(threads, Environment.ProcessorCount, TimeProvider.System)
    {
    }

    /// <summary>Initializes a team for a machine with this many cores.</summary>
    public WorkerTeam(int threads, int cores, TimeProvider time)
    {
        (Threads, _time) = (threads, time);
        _workers = new TeamWorker[Math.Min(Math.Min(threads, cores) - 1, MaxWorkers)];
        for (int i = 0; i < _workers.Length; i++)
            _workers[i] = new TeamWorker(this, i, time);
        foreach (var worker in _workers)
            worker.Start();
    }

    /// <summary>Gets the number of threads requested.</summary>
    public int Threads { get; }

    /// <summary>Gets the number of threads that can run at a time, including the caller's: at most the number of cores.</summary>
    public int Concurrency => _workers.Length + 1;

    /// <summary>Gets the number of workers that are not asleep.</summary>
    public int Awake => _workers.Count(worker => !worker.IsAsleep);

    /// <summary>Gets whether the team is disposed.</summary>
    public bool IsDisposed => _disposed;

    /// <summary>Calls <paramref name="job"/> once with every part from 0 to <paramref name="parts"/> − 1. Jobs must not throw.</summary>
    /// <param name="parts">The number of parts.</param>
    /// <param name="work">The approximate number of multiply-adds of all parts, or their equivalent: affects the number of threads, never a result.</param>
    /// <param name="job">Processes a part.</param>
    /// <param name="context">The argument passed to the job.</param>
    /// <exception cref="ObjectDisposedException">The team is disposed.</exception>
    public void Run(int parts, long work, delegate*<void*, int, void> job, void* context)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(Processor));
        int helpers = (int)Math.Min(Math.Min(parts, Concurrency), work / WorthAThread) - 1;
        if (helpers <= 0 || parts > MaxParts || Interlocked.Exchange(ref _busy, 1) != 0)
        {
            RunAlone(parts, job, context);
            return;
        }

        long start = _time.GetTimestamp();
        if (_record.Allows(start) && CanHelp(helpers, work, out int wakeUps))
            Share(parts, helpers, wakeUps, start, job, context);
        else
            RunAlone(parts, job, context);
        Volatile.Write(ref _busy, 0);
    }

    public void Dispose()
    {
        lock (_disposing)
        {
            _disposed = true;
            foreach (var worker in _workers)
                worker.End();
        }
    }

    /// <summary>Claims a part for a worker and processes it.</summary>
    /// <returns>Whether there was a part.</returns>
    public bool RunPart(int worker)
    {
        if (!TryClaim(worker, out int part))
            return false;
        _job(_context, part);
        if (Interlocked.Decrement(ref _unfinished) == 0 && Volatile.Read(ref _callerSleeps) != 0)
        {
            lock (_done)
                Monitor.Pulse(_done);
        }

        return true;
    }

    /// <summary>Returns whether there is a part that a worker may claim.</summary>
    public bool HasPart(int worker) => MayClaim(Volatile.Read(ref _ticket), worker);

    private static void RunAlone(int parts, delegate*<void*, int, void> job, void* context)
    {
        for (int part = 0; part < parts; part++)
            job(context, part);
    }

    /// <summary>Returns whether some of the first workers are awake, or are worth waking.</summary>
    private bool CanHelp(int helpers, long work, out int wakeUps)
    {
        int awake = 0;
        for (int i = 0; i < helpers; i++)
            awake += _workers[i].IsAsleep ? 0 : 1;
        _missed = awake == helpers ? 0 : _missed + Math.Min(work, WorthWaking);
        wakeUps = 0;
        if (_missed >= WorthWaking)
        {
            _missed = 0;
            wakeUps = (int)Math.Clamp(work / WorthEachWakeUp, 1, helpers);
        }

        return wakeUps > 0 || awake > 0;
    }

    private void Share(int parts, int helpers, int wakeUps, long start, delegate*<void*, int, void> job, void* context)
    {
        _job = job;
        _context = context;
        _unfinished = parts;
        long number = (Volatile.Read(ref _ticket) >> 48) + 1;
        Interlocked.Exchange(ref _ticket, (number << 48) | ((long)helpers << 40) | ((long)parts << 20));
        for (int i = 0; i < wakeUps; i++)
            _workers[i].Wake();

        int own = 0;
        for (; TryClaim(worker: -1, out int part); own++)
        {
            job(context, part);
            Interlocked.Decrement(ref _unfinished);
        }

        long end = _time.GetTimestamp();
        bool waited = Volatile.Read(ref _unfinished) != 0;
        if (waited)
            AwaitWorkers();
        _record.Add(parts, own, start, end, waited ? _time.GetTimestamp() : end, _time.TimestampFrequency);
    }

    /// <summary>Waits until all parts are complete; sleeps if it takes long, so that a worker waiting for a core gets this one.</summary>
    private void AwaitWorkers()
    {
        for (int spins = 0; spins < SpinsBeforeSleep; spins++)
        {
            if (Volatile.Read(ref _unfinished) == 0)
                return;
            Thread.SpinWait(2);
        }

        Interlocked.Exchange(ref _callerSleeps, 1);
        lock (_done)
        {
            while (Volatile.Read(ref _unfinished) != 0)
                Monitor.Wait(_done);
        }

        Volatile.Write(ref _callerSleeps, 0);
    }

    private static bool MayClaim(long ticket, int worker) =>
        (ticket & MaxParts) < ((ticket >> 20) & MaxParts) && worker < ((ticket >> 40) & MaxWorkers);

    /// <summary>Claims a part: the caller, which is worker −1, from the front, others from the back.</summary>
    private bool TryClaim(int worker, out int part)
    {
        while (true)
        {
            long ticket = Volatile.Read(ref _ticket);
            part = worker < 0 ? (int)(ticket & MaxParts) : (int)((ticket >> 20) & MaxParts) - 1;
            if (!MayClaim(ticket, worker))
                return false;
            if (Interlocked.CompareExchange(ref _ticket, worker < 0 ? ticket + 1 : ticket - (1L << 20), ticket) == ticket)
                return true;
        }
    }
}
