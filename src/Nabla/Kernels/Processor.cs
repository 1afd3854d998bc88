using System.Runtime.CompilerServices;

using Nabla.Networks;

namespace Nabla;

/// <summary>Where kernels run: a team of threads and a vector width. Neither ever changes a result.</summary>
/// <remarks>
/// Work is shared by as many threads as it is worth, and threads without work sleep, so more threads than are needed do no harm.
/// One processor serves one caller at a time at full speed; a second thread that calls in meanwhile runs its kernels alone, on itself.
/// Dispose it to end its threads; a pass on a disposed processor throws <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed partial class Processor : IDisposable
{
    /// <summary>Creates a team of threads, the caller's among them, that uses the widest vectors of this machine.</summary>
    /// <param name="threads">The number of threads; from 1 to 256. 1 starts no thread, and no more work than there are cores.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is below 1, or above 256.</exception>
    public Processor(int threads)
        : this(threads, VectorWidths.Widest)
    {
    }

    /// <summary>The same with any vector width, which works on any machine, if slowly.</summary>
    internal Processor(int threads, VectorWidth width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 256);
        Width = width;
        Team = new WorkerTeam(threads);
    }

    /// <summary>Gets the number of threads that may share the work, as it was given.</summary>
    public int Threads => Team.Threads;

    /// <summary>Gets the number of floats that kernels process at once: 16, 8, 4 or 1.</summary>
    public int VectorLanes => (int)Width;

    internal VectorWidth Width { get; }

    internal WorkerTeam Team { get; }

    /// <summary>Calls <paramref name="work"/> with each part from 0 to <paramref name="parts"/> − 1 once, on all threads, and returns when all are done.</summary>
    /// <param name="parts">The number of parts; several for each thread share the work evenly even if a thread is held up.</param>
    /// <param name="work">Parts run in any order and at the same time, so they must not write to the same place. A delegate that is kept allocates nothing.</param>
    /// <exception cref="AggregateException">A part threw; the other parts have run nevertheless.</exception>
    public unsafe void Run(int parts, Action<int> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var call = new Call { Work = work };
        // The call lies on this thread's stack, which does not move, until all parts are done.
        Team.Run(parts, WorkerTeam.MuchWork, &Call.RunPart, Unsafe.AsPointer(ref call));
        if (call.Failure is { } failure)
            throw new AggregateException("Processor.Run: a part threw; see the inner exception.", failure);
    }

    /// <inheritdoc/>
    public void Dispose() => Team.Dispose();

    /// <summary>Its threads and width, for a report's head.</summary>
    public override string ToString() => $"{Threads} {(Threads == 1 ? "thread" : "threads")}, {Width}";

    private struct Call
    {
        public Action<int> Work;
        public Exception? Failure;

        public static unsafe void RunPart(void* context, int part)
        {
            ref var call = ref Unsafe.AsRef<Call>(context);
            try
            {
                call.Work(part);
            }
            catch (Exception failure)               // on a worker thread it would end the process
            {
                Interlocked.CompareExchange(ref call.Failure, failure, null);
            }
        }
    }
}
