namespace Nabla.Studies;

/// <summary>Watches a study; cannot change a number of it. Runs go on side by side, so it is called from several threads at once.</summary>
public interface IStudyObserver
{
    /// <summary>What is to be done is known.</summary>
    void OnStart(StudyPlan plan)
    {
    }

    /// <summary>A run is about to begin. Called on the thread that will train.</summary>
    /// <param name="run">Which.</param>
    /// <param name="threads">How many threads share its work.</param>
    /// <returns>Who watches the run; null for nobody.</returns>
    IRunObserver? OnRun(PlannedRun run, int threads) => null;

    /// <summary>A run has ended, or had ended before.</summary>
    /// <param name="run">Which.</param>
    /// <param name="result">What it found.</param>
    /// <param name="wasThere">Whether it had been done before and was not repeated.</param>
    void OnRunEnd(PlannedRun run, RunResult result, bool wasThere)
    {
    }
}

/// <summary>What a study is about to do.</summary>
/// <param name="Study">The study.</param>
/// <param name="Runs">Its runs in their order: the first seed of every entry, then the second, and so on.</param>
/// <param name="Matches">What parameter matching found, by entry.</param>
/// <param name="Pending">How many of the runs are still to be done.</param>
/// <param name="Threads">Threads that share the work.</param>
public sealed record StudyPlan(
    Study Study, IReadOnlyList<PlannedRun> Runs, IReadOnlyDictionary<string, ParameterMatch> Matches, int Pending, int Threads);

/// <summary>One run of a study.</summary>
/// <param name="Entry">Its entry's name.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Recipe">Its recipe, seed and name included.</param>
/// <param name="Directory">Its directory, seen from the study's.</param>
public sealed record PlannedRun(string Entry, ulong Seed, Recipe Recipe, string Directory);
