namespace Nabla.Studies;

/// <summary>Which runs go on side by side, and on how many threads each.</summary>
/// <remarks>
/// Runs on one thread each waste nothing on waiting for each other, so they come first, as many at once as there are threads. What is left over
/// at the end, fewer runs than threads, shares the threads. No run's bits depend on any of this.
/// </remarks>
internal static class StudySchedule
{
    /// <summary>Rounds of runs that may go on at once; the next begins when the one before has ended.</summary>
    /// <param name="runs">How many runs.</param>
    /// <param name="threads">How many threads.</param>
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

    /// <summary>Runs that are done by some workers, each taking the next one when it is free.</summary>
    /// <param name="First">The first run.</param>
    /// <param name="Count">How many.</param>
    /// <param name="Workers">How many go on at once.</param>
    /// <param name="Threads">Threads of each.</param>
    public readonly record struct Round(int First, int Count, int Workers, int Threads);
}
