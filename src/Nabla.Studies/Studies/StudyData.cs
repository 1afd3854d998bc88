using System.Collections.Concurrent;

namespace Nabla.Studies;

/// <summary>The data of a study. Each set is loaded once, on first use, and shared by all runs, which do not modify it.</summary>
internal sealed class StudyData(Func<string, string?> environment, int threads)
{
    private readonly ConcurrentDictionary<string, Lazy<RunData>> _sets = new(StringComparer.Ordinal);

    public RunData Of(Recipe recipe) => _sets.GetOrAdd(RunData.Key(recipe), _ => new(() => RunData.Load(recipe, environment, threads))).Value;
}
