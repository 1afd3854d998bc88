namespace Nabla;

/// <summary>An array open for reading: its header has been read and checked, but not its elements.</summary>
/// <param name="Bytes">The file, at its first element.</param>
/// <param name="Header">Its header.</param>
internal sealed record NpyFile(BoundedReader Bytes, NpyHeader Header) : IDisposable
{
    /// <summary>Opens an NPY file, plain or gzip.</summary>
    /// <exception cref="InvalidDataException">The file is not an NPY file, or cannot be read.</exception>
    public static NpyFile Open(string path) => Open(BoundedReader.OpenFile(path));

    /// <summary>Reads the header of an array; closes the file if that fails.</summary>
    /// <exception cref="InvalidDataException">The bytes are not an NPY file.</exception>
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
    /// <exception cref="InvalidDataException">One of the arrays is invalid, or they are inconsistent.</exception>
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
