namespace Nabla.Studies;

/// <summary>Observes a study; cannot change its results. Runs are concurrent, so it is called on several threads at a time.</summary>
public interface IStudyObserver
{
    /// <summary>Called when the plan is known.</summary>
    void OnStart(StudyPlan plan)
    {
    }

    /// <summary>Called when a run is about to begin, on the thread that will train.</summary>
    /// <param name="run">The run.</param>
    /// <param name="threads">The number of threads of the run.</param>
    /// <returns>The observer of the run; null for none.</returns>
    IRunObserver? OnRun(PlannedRun run, int threads) => null;

    /// <summary>Called when a run has ended, or had ended before.</summary>
    /// <param name="run">The run.</param>
    /// <param name="result">The result of the run.</param>
    /// <param name="wasThere">Whether it had been completed before and was not repeated.</param>
    void OnRunEnd(PlannedRun run, RunResult result, bool wasThere)
    {
    }
}

/// <summary>The plan of a study.</summary>
/// <param name="Study">The study.</param>
/// <param name="Runs">The runs, in order: the first seed of every entry, then the second, and so on.</param>
/// <param name="Matches">The results of parameter matching, by entry.</param>
/// <param name="Pending">The number of runs still to be done.</param>
/// <param name="Threads">The number of threads.</param>
public sealed record StudyPlan(
    Study Study, IReadOnlyList<PlannedRun> Runs, IReadOnlyDictionary<string, ParameterMatch> Matches, int Pending, int Threads);

/// <summary>One run of a study.</summary>
/// <param name="Entry">The name of its entry.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Recipe">The recipe, including seed and name.</param>
/// <param name="Directory">The directory, relative to the study's.</param>
public sealed record PlannedRun(string Entry, ulong Seed, Recipe Recipe, string Directory);
