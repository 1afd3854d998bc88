namespace Nabla;

/// <summary>Reads features from an array of one axis or more: the first counts the examples, the others together are the features.</summary>
internal static class NpyFeatures
{
    /// <summary>The maximum number of features of an example: each has a name in memory.</summary>
    public const int MaxFeatures = 1 << 20;

    /// <summary>Checks that the array can be the features of examples.</summary>
    /// <param name="header">The header of the file.</param>
    /// <param name="featureNames">The names of the features, or null.</param>
    /// <exception cref="InvalidDataException">The array has no examples or no features, too many features, or their number differs from that of the names.</exception>
    public static void Check(NpyHeader header, IReadOnlyList<string>? featureNames)
    {
        if (header.Shape.Count == 0 || header.Elements == 0)
            throw new InvalidDataException($"{header.Where}: got {header}; expected features of at least 1 example, as examples x features. Save an array that is not empty.");
        if (header.Rows > int.MaxValue)
            throw new InvalidDataException($"{header.Where}: got {header.Rows} examples; expected at most {int.MaxValue}. Split the file.");
        if (header.Columns > MaxFeatures)
            throw new InvalidDataException($"{header.Where}: got {header.Columns} features per example; expected at most {MaxFeatures}. Check the order of the axes: examples come first.");
        if (featureNames is not null && featureNames.Count != header.Columns)
            throw new InvalidDataException($"{header.Where}: got {header.Columns} features per example for {featureNames.Count} feature names; expected the same number. Name each feature once.");
        header.RequireMatrixOrder();
    }

    /// <summary>Reads all features, example after example.</summary>
    /// <param name="file">The file, after its header.</param>
    /// <param name="header">The header, checked.</param>
    /// <exception cref="InvalidDataException">There are more elements than in the largest array, one is not finite, or the file is damaged.</exception>
    public static float[] Read(BoundedReader file, NpyHeader header)
    {
        if (header.Elements > Array.MaxLength)
            throw new InvalidDataException($"{header.Where}: got {header}; at most {Array.MaxLength} fit into memory at once. Use ArrayDataset.OpenNpy, which leaves them on disk.");
        return NpyElements.ReadFinite(file, header, (value, row, column) => NotFinite(header.Where, value, row, column));
    }

    /// <summary>Creates the error for a feature that is infinite or NaN.</summary>
    public static InvalidDataException NotFinite(string where, float value, long row, long column) => new(
        $"{where}: feature {column} of example {row} is {Shown.Number(value)} in single precision; expected a finite number. Fill in missing values and rescale huge ones before saving.");
}
