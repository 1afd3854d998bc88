namespace Nabla;

/// <summary>An array that is open to be read: its header has been read and checked, its elements have not.</summary>
/// <param name="Bytes">The file, at its first element.</param>
/// <param name="Header">Its header.</param>
internal sealed record NpyFile(BoundedReader Bytes, NpyHeader Header) : IDisposable
{
    /// <summary>Opens an NPY file, plain or gzip.</summary>
    /// <exception cref="InvalidDataException">It is not one, or cannot be read.</exception>
    public static NpyFile Open(string path) => Open(BoundedReader.OpenFile(path));

    /// <summary>Reads the header of an array, which is closed again if that fails.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    public static NpyFile Open(BoundedReader bytes)
    {
        try
        {
            return new(bytes, NpyHeader.Read(bytes));
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>Reads features and targets into memory.</summary>
    /// <exception cref="InvalidDataException">One of them is wrong, or they do not fit each other.</exception>
    public static ArrayDataset ReadDataset(string name, NpyFile features, NpyFile targets, TaskKind kind, IReadOnlyList<string>? names, IReadOnlyList<string>? featureNames)
    {
        NpyFeatures.Check(features.Header, featureNames);
        var answers = NpyTargets.Read(targets.Bytes, targets.Header, features.Header, kind, names);
        float[] numbers = NpyFeatures.Read(features.Bytes, features.Header);
        return answers.Task.IsClassification
            ? ArrayDataset.Classification(name, numbers, answers.Labels, answers.Task.Names, featureNames: featureNames)
            : ArrayDataset.Regression(name, numbers, answers.Values, answers.Task.Names, featureNames: featureNames);
    }

    public void Dispose() => Bytes.Dispose();
}
