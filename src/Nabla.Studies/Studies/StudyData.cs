using System.Collections.Concurrent;

namespace Nabla.Studies;

/// <summary>The data of a study, each set loaded once, when the first run asks for it, and shared by all that want it: nobody writes to them.</summary>
internal sealed class StudyData(Func<string, string?> environment, int threads)
{
    private readonly ConcurrentDictionary<string, Lazy<RunData>> _sets = new(StringComparer.Ordinal);

    public RunData Of(Recipe recipe) => _sets.GetOrAdd(RunData.Key(recipe), _ => new(() => RunData.Load(recipe, environment, threads))).Value;
}
