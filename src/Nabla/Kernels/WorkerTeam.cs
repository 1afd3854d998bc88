namespace Nabla.Networks;

/// <summary>Threads that wait for the next piece of a training step and start on it within a microsecond or two.</summary>
/// <remarks>
/// A job is cut into parts; whoever is free claims the next one, the caller included, and <see cref="Run"/> returns when all are done.
/// The parts write to different places, so the order in which they run changes nothing.
/// <para>
/// One 64-bit ticket holds the job's number and the range of parts that nobody has claimed. A part is claimed by a compare-and-swap of the ticket,
/// and the job's fields are read after the claim: while a part is unclaimed or unfinished its job cannot be replaced, so they are the right ones.
/// A worker that comes late finds nothing to claim and holds nobody up.
/// </para>
/// <para>
/// The caller claims from the front and workers from the back: with two threads each has the same half of the data in every job of a step,
/// and finds it in its own cache, while who is done early still takes over from who is held up.
/// </para>
/// <para>
/// Workers spin for some tens of microseconds, longer than any gap in a training step, and then sleep until they are called.
/// </para>
/// </remarks>
internal sealed unsafe class WorkerTeam : IDisposable
{
    private const int SpinsBeforeSleep = 4000;
    private const int SpinsBeforeYield = 2000;
    private const int MostParts = (1 << 20) - 1;

    private readonly Thread[] _workers;
    private readonly SemaphoreSlim _wake = new(0);

    private delegate*<void*, int, void> _job;
    private void* _context;
    private long _ticket;           // job number (24 bits) | end of the unclaimed parts (20 bits) | their beginning (20 bits)
    private int _finished;
    private int _sleeping;
    private int _busy;
    private int _disposing;
    private volatile bool _disposed;

    public WorkerTeam(int threads)
    {
        _workers = new Thread[threads - 1];
        for (int i = 0; i < _workers.Length; i++)
        {
            _workers[i] = new Thread(Work) { IsBackground = true, Name = $"Nabla worker {i + 1}" };
            _workers[i].Start();
        }
    }

    public int Threads => _workers.Length + 1;

    /// <summary>Calls <paramref name="job"/> with every part from 0 to <paramref name="parts"/> − 1, each once. Jobs must not throw.</summary>
    /// <exception cref="ObjectDisposedException">The team's threads have ended.</exception>
    public void Run(int parts, delegate*<void*, int, void> job, void* context)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(Processor));
        if (parts <= 1 || _workers.Length == 0 || parts > MostParts || Interlocked.Exchange(ref _busy, 1) != 0)
        {
            for (int part = 0; part < parts; part++)
                job(context, part);
            return;
        }

        _job = job;
        _context = context;
        _finished = 0;
        long number = (Volatile.Read(ref _ticket) >> 40) + 1;
        Interlocked.Exchange(ref _ticket, (number << 40) | ((long)parts << 20));
        int sleeping = Volatile.Read(ref _sleeping);
        if (sleeping > 0)
            _wake.Release(sleeping);

        while (TryClaim(fromFront: true, out int part))
        {
            job(context, part);
            Interlocked.Increment(ref _finished);
        }

        for (int spins = 0; Volatile.Read(ref _finished) != parts; spins++)
        {
            if (spins < SpinsBeforeYield)
                Thread.SpinWait(1);
            else
                Thread.Yield();
        }

        Volatile.Write(ref _busy, 0);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposing, 1) != 0)
            return;
        _disposed = true;
        _wake.Release(_workers.Length + 1);
        foreach (var worker in _workers)
            worker.Join();
        _wake.Dispose();
    }

    private bool TryClaim(bool fromFront, out int part)
    {
        while (true)
        {
            long ticket = Volatile.Read(ref _ticket);
            int first = (int)(ticket & MostParts), end = (int)((ticket >> 20) & MostParts);
            part = fromFront ? first : end - 1;
            if (first >= end)
                return false;
            if (Interlocked.CompareExchange(ref _ticket, fromFront ? ticket + 1 : ticket - (1L << 20), ticket) == ticket)
                return true;
        }
    }

    private void Work()
    {
        int spins = 0;
        while (!_disposed)
        {
            if (TryClaim(fromFront: false, out int part))
            {
                _job(_context, part);
                Interlocked.Increment(ref _finished);
                spins = 0;
            }
            else if (spins < SpinsBeforeSleep)
            {
                Thread.SpinWait(1);
                spins++;
            }
            else
            {
                Sleep();
                spins = 0;
            }
        }
    }

    private void Sleep()
    {
        Interlocked.Increment(ref _sleeping);
        long ticket = Volatile.Read(ref _ticket);
        bool nothingToDo = (ticket & MostParts) >= ((ticket >> 20) & MostParts);
        if (nothingToDo && !_disposed)
            _wake.Wait();
        Interlocked.Decrement(ref _sleeping);
    }
}
