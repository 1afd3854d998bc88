using System.Runtime.CompilerServices;

using Nabla.Networks;

namespace Nabla;

/// <summary>Runs kernels on a team of threads with a given vector width. Neither ever changes a result.</summary>
/// <remarks>
/// The number of threads that share a job depends on its size, and idle threads sleep, so surplus threads do no harm.
/// A processor serves one calling thread at a time at full speed; other threads that call it meanwhile run their kernels alone.
/// Dispose it to end its threads; a pass on a disposed processor throws <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed partial class Processor : IDisposable
{
    /// <summary>Initializes a processor with a team of threads, including the caller's, and the widest vectors of this machine.</summary>
    /// <param name="threads">The number of threads; from 1 to 256. With 1 no thread is started; the threads that run at a time are at most the number of cores.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is below 1, or above 256.</exception>
    public Processor(int threads)
        : this(threads, VectorWidths.Widest)
    {
    }

    /// <summary>Initializes a processor with a given vector width, which works on any machine, if slowly.</summary>
    internal Processor(int threads, VectorWidth width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 256);
        Width = width;
        Team = new WorkerTeam(threads);
    }

    /// <summary>Gets the number of threads that was passed to the constructor.</summary>
    public int Threads => Team.Threads;

    /// <summary>Gets the number of floats that kernels process at once: 16, 8, 4 or 1.</summary>
    public int VectorLanes => (int)Width;

    internal VectorWidth Width { get; }

    internal WorkerTeam Team { get; }

    /// <summary>Calls <paramref name="work"/> once with each part from 0 to <paramref name="parts"/> − 1, on all threads, and returns when all parts are complete.</summary>
    /// <param name="parts">The number of parts; with several per thread the load stays balanced even if a thread is delayed.</param>
    /// <param name="work">Processes a part. Parts run in any order and concurrently, so they must not write to the same memory. Reuse the delegate to avoid allocations.</param>
    /// <exception cref="AggregateException">A part threw an exception; the other parts have run.</exception>
    public unsafe void Run(int parts, Action<int> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var call = new Call { Work = work };
        // The call is on this thread's stack, which does not move, until all parts are complete.
        Team.Run(parts, WorkerTeam.MuchWork, &Call.RunPart, Unsafe.AsPointer(ref call));
        if (call.Failure is { } failure)
            throw new AggregateException("Processor.Run: a part threw; see the inner exception.", failure);
    }

    /// <inheritdoc/>
    public void Dispose() => Team.Dispose();

    /// <summary>Returns the number of threads and the vector width as text, for reports.</summary>
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
            catch (Exception failure)               // otherwise it would end the process
            {
                Interlocked.CompareExchange(ref call.Failure, failure, null);
            }
        }
    }
}
