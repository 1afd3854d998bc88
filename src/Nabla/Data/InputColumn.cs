using System.Globalization;

namespace Nabla.Networks;

/// <summary>One column of a model's raw input, with the statistics computed in training.</summary>
/// <remarks>
/// <code>
/// numeric         1 input: the number, the median of the training set where it is missing;
///                 and, if some were missing in training, 1 more: 1 where it is missing, else 0
/// categorical     1 input for each category: 1 for the row's category, else 0;
///                 and, if some were missing in training, 1 more: 1 where it is missing, else 0.
///                 With exactly two categories and none missing, 1 input: −1 for the first, 1 for the second.
///                 A category that training did not see, and a missing one where training saw none missing: all 0
/// ignored         no input
/// </code>
/// </remarks>
public sealed class InputColumn
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    internal InputColumn(string name, ColumnKind kind, double median, IReadOnlyList<string> categories, bool marksMissing)
    {
        (Name, Kind, Median, Categories, MarksMissing) = (name, kind, median, categories, marksMissing);
        for (int i = 0; i < categories.Count; i++)
        {
            if (!_index.TryAdd(categories[i], i))
                throw new ArgumentException($"Column \"{name}\" has the category \"{categories[i]}\" twice.", nameof(categories));
        }

        if (!double.IsFinite(median))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The median of column \"{name}\" is {median}; expected a finite number."), nameof(median));
        IsPair = kind == ColumnKind.Categorical && categories.Count == 2 && !marksMissing;
        Inputs = kind switch
        {
            ColumnKind.Ignored => 0,
            ColumnKind.Numeric => marksMissing ? 2 : 1,
            _ => IsPair ? 1 : categories.Count + (marksMissing ? 1 : 0),
        };
    }

    /// <summary>Gets the name of the column.</summary>
    public string Name { get; }

    /// <summary>Gets the kind of column.</summary>
    public ColumnKind Kind { get; }

    /// <summary>Gets the value that replaces a missing number: the median of the training set. 0 for other kinds.</summary>
    public double Median { get; }

    /// <summary>Gets the categories that occur in the training set, in ordinal order; empty for other kinds.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>Gets whether an additional input indicates missing values, because some were missing in training.</summary>
    public bool MarksMissing { get; }

    /// <summary>Gets the number of inputs of the network for the column.</summary>
    public int Inputs { get; }

    /// <summary>Gets whether two categories share one input.</summary>
    internal bool IsPair { get; }

    /// <summary>Returns the code of a category: its index, NaN if it is missing, −1 if it does not occur in the training set.</summary>
    internal double CodeOf(string? category) => string.IsNullOrEmpty(category) ? double.NaN : _index.TryGetValue(category, out int code) ? code : -1;

    /// <summary>Writes the standardized inputs of one value.</summary>
    /// <param name="value">The number or the category's code; NaN if it is missing, −1 for a category not in the training set.</param>
    /// <param name="inputs">Receives <see cref="Inputs"/> elements.</param>
    /// <param name="means">The mean of each input.</param>
    /// <param name="divisors">The divisor of each input's distance from its mean.</param>
    internal void Encode(double value, Span<float> inputs, ReadOnlySpan<double> means, ReadOnlySpan<double> divisors)
    {
        bool isMissing = double.IsNaN(value);
        if (Kind == ColumnKind.Numeric)
        {
            inputs[0] = (float)Standardizer.Apply(isMissing ? Median : value, means[0], divisors[0]);
            if (MarksMissing)
                inputs[1] = (float)Standardizer.Apply(isMissing ? 1 : 0, means[1], divisors[1]);
            return;
        }

        inputs.Clear();
        if (IsPair)
            inputs[0] = value switch { 0 => -1, 1 => 1, _ => 0 };
        else if (value >= 0)
            inputs[(int)value] = 1;
        if (MarksMissing)
            inputs[^1] = isMissing ? 1 : 0;
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = (float)Standardizer.Apply(inputs[i], means[i], divisors[i]);
    }
}
