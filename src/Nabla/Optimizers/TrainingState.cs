namespace Nabla.Networks;

/// <summary>The state of a training method between steps, as a value: named buffers and scalars that can be saved and restored.</summary>
/// <remarks>Restoring it is exact, bit for bit. Names are compared ordinally.</remarks>
public sealed record TrainingState
{
    /// <summary>Gets the kind of method to which the state belongs: "Adam". State of one kind cannot be used by another.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the scalars: "step".</summary>
    public IReadOnlyDictionary<string, double> Scalars { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Gets the buffers in single precision: "velocity".</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<float>> Floats { get; init; } = new Dictionary<string, ReadOnlyMemory<float>>(StringComparer.Ordinal);

    /// <summary>Gets the buffers in double precision.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<double>> Doubles { get; init; } = new Dictionary<string, ReadOnlyMemory<double>>(StringComparer.Ordinal);

    /// <summary>Returns why the state does not fit a method, as the end of a sentence; null if it does.</summary>
    /// <param name="kind">The method's <see cref="Kind"/>.</param>
    /// <param name="length">The length of each of its buffers.</param>
    /// <param name="scalars">The names of its scalars.</param>
    /// <param name="floats">The names of its buffers in single precision.</param>
    /// <param name="doubles">The names of its buffers in double precision.</param>
    public string? WhyNotFor(string kind, int length, IReadOnlyList<string> scalars, IReadOnlyList<string> floats, IReadOnlyList<string> doubles)
    {
        if (Kind != kind)
            return $"its state is of {Kind}, this run's method is {kind}";
        if (Difference(Scalars.Keys, scalars, "number") is { } scalar)
            return scalar;
        if (Difference(Floats.Keys, floats, "buffer in single precision") is { } single)
            return single;
        if (Difference(Doubles.Keys, doubles, "buffer in double precision") is { } twice)
            return twice;
        foreach (var (name, found) in Floats.Select(buffer => (buffer.Key, buffer.Value.Length)).Concat(Doubles.Select(buffer => (buffer.Key, buffer.Value.Length))))
        {
            if (found != length)
                return $"its buffer {name} holds {found} elements, but this network needs {length}";
        }

        return null;
    }

    private static string? Difference(IEnumerable<string> found, IReadOnlyList<string> expected, string what)
    {
        var names = found.ToHashSet(StringComparer.Ordinal);
        foreach (string name in expected)
        {
            if (!names.Remove(name))
                return $"its state has no {what} \"{name}\"";
        }

        return names.Count == 0 ? null : $"its state has a {what} \"{names.Order(StringComparer.Ordinal).First()}\" that the method does not have";
    }
}
