namespace Nabla.Studies;

/// <summary>Decides which runs are concurrent, and the number of threads of each.</summary>
/// <remarks>
/// Runs on one thread each lose no time waiting, so they come first, as many at a time as there are threads. The remaining
/// runs, fewer than threads, share the threads. This never changes a result.
/// </remarks>
internal static class StudySchedule
{
    /// <summary>Returns rounds of runs that may be concurrent; the next begins when the previous one has ended.</summary>
    /// <param name="runs">The number of runs.</param>
    /// <param name="threads">The number of threads.</param>
    public static IReadOnlyList<Round> Rounds(int runs, int threads)
    {
        int left = runs % threads;
        var rounds = new List<Round>();
        if (runs > left)
            rounds.Add(new(0, runs - left, threads, 1));
        if (left > 0)
            rounds.Add(new(runs - left, left, left, threads / left));
        return rounds;
    }

    /// <summary>Runs distributed over workers, each of which takes the next one when it is free.</summary>
    /// <param name="First">The first run.</param>
    /// <param name="Count">The number of runs.</param>
    /// <param name="Workers">The number of concurrent workers.</param>
    /// <param name="Threads">The number of threads of each.</param>
    public readonly record struct Round(int First, int Count, int Workers, int Threads);
}
