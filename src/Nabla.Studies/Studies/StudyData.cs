using System.Collections.Concurrent;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The images of a study, each set loaded once, when the first run asks for it, and shared by all that want it: nobody writes to them.</summary>
internal sealed class StudyData(Func<string, string?> environment, int threads)
{
    private readonly ConcurrentDictionary<(string Data, ulong Seed), Lazy<(ImageDataset Training, ImageDataset Test)>> _sets = new();

    public (ImageDataset Training, ImageDataset Test) Of(Recipe recipe) =>
        _sets.GetOrAdd((recipe.Data, recipe.DataSeed), key => new(() => DataSource.Parse(key.Data).Load(key.Seed, environment, threads))).Value;
}
