using System.Runtime.CompilerServices;

namespace Nabla.Kernels;

/// <summary>Where kernels run: a team of threads and a vector width. Neither ever changes a result.</summary>
/// <remarks>
/// One processor serves one caller at a time at full speed; a second thread that calls in meanwhile runs its kernels alone, on itself.
/// Dispose it to end its threads; a pass on a disposed processor throws <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed class Processor : IDisposable
{
    /// <summary>A team of <paramref name="threads"/> threads, the caller's among them.</summary>
    /// <param name="threads">At least 1; 1 starts no thread.</param>
    /// <param name="width">The vector width; when not given, the widest that this machine has. Any width works on any machine, if slowly.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is below 1, or above 256.</exception>
    public Processor(int threads, VectorWidth? width = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 256);
        Width = width ?? VectorWidths.Widest;
        Team = new WorkerTeam(threads);
    }

    /// <summary>How many threads share the work.</summary>
    public int Threads => Team.Threads;

    /// <summary>The vector width that kernels use.</summary>
    public VectorWidth Width { get; }

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
        Team.Run(parts, &Call.RunPart, Unsafe.AsPointer(ref call));
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
