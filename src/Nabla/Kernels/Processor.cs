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

    /// <inheritdoc/>
    public void Dispose() => Team.Dispose();

    /// <summary>Its threads and width, for a report's head.</summary>
    public override string ToString() => $"{Threads} {(Threads == 1 ? "thread" : "threads")}, {Width}";
}
