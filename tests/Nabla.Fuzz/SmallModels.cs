namespace Nabla.Fuzz;

/// <summary>Small trained models whose files are damaged, and what every model that was read keeps to.</summary>
internal static class SmallModels
{
    /// <summary>Gets a classifier and a regressor.</summary>
    public static IReadOnlyList<Model> All { get; } =
    [
        Classifier.Train(Rows("species", i => i % 2 == 0 ? "a" : "b"), new() { Hidden = [3], Epochs = 2, Threads = 1 }).Model,
        Regressor.Train(Rows("price", i => $"{i}.5").WithKind("price", ColumnKind.Numeric), new() { Hidden = [2, 2], Epochs = 2, Threads = 1 }).Model,
    ];

    /// <summary>Checks that predictions are finite, and hashes them with the parameters and names.</summary>
    public static ulong Check(Predictor predictor)
    {
        var hash = new ContentHash();
        hash.Add(predictor.Model.Network.Parameters.Fingerprint());
        foreach (string name in predictor.Model.Task.Names)
            hash.Add(name);
        foreach (float output in predictor.PredictOutputs(Rows(target: null, _ => "")))
        {
            if (!float.IsFinite(output))
                throw new FuzzException("a prediction is not finite");
            hash.Add(BitConverter.SingleToInt32Bits(output));
        }

        return hash.Value;
    }

    private static Table Rows(string? target, Func<int, string> value)
    {
        var numbers = Column.Numeric("size", Enumerable.Range(0, 40).Select(i => i % 9 == 0 ? double.NaN : i * 0.5));
        var colours = Column.Categorical("colour", Enumerable.Range(0, 40).Select(i => new[] { "red", "green", null, "blue" }[i % 4]));
        return target is null
            ? Table.FromColumns([numbers, colours])
            : Table.FromColumns([numbers, colours, Column.Categorical(target, Enumerable.Range(0, 40).Select(value))], target);
    }
}
