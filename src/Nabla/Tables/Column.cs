using System.Globalization;

using Nabla.Networks;

namespace Nabla;

/// <summary>A named column of a <see cref="Table"/>: numbers or categories, any of them missing.</summary>
/// <remarks>A column is immutable. Parts of a table share its categories.</remarks>
public sealed class Column
{
    /// <summary>The code of a missing category.</summary>
    internal const int Missing = -1;

    private readonly double[]? _numbers;
    private readonly int[]? _codes;
    private readonly string[] _categories;

    /// <param name="name">The name.</param>
    /// <param name="kind">How a network uses the column.</param>
    /// <param name="numbers">The numbers, NaN if missing; null for texts.</param>
    /// <param name="codes">Indices into the categories, −1 if missing; null for numbers whose texts were not kept.</param>
    /// <param name="categories">The categories, each once.</param>
    internal Column(string name, ColumnKind kind, double[]? numbers, int[]? codes, string[] categories)
    {
        (Name, Kind, _numbers, _codes, _categories) = (name, kind, numbers, codes, categories);
        Count = numbers?.Length ?? codes!.Length;
    }

    /// <summary>Gets the name of the column.</summary>
    public string Name { get; }

    /// <summary>Gets how a network uses the column.</summary>
    public ColumnKind Kind { get; }

    /// <summary>Gets the number of rows.</summary>
    public int Count { get; }

    /// <summary>Gets the number of rows whose value is missing.</summary>
    public int MissingCount => _numbers is null ? _codes!.Count(code => code == Missing) : _numbers.Count(double.IsNaN);

    /// <summary>Gets whether the values are numbers; otherwise they are texts.</summary>
    public bool HoldsNumbers => _numbers is not null;

    /// <summary>Creates a numeric column.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">The numbers: finite, or NaN for missing values.</param>
    /// <exception cref="ArgumentException">A value is infinite.</exception>
    public static Column Numeric(string name, IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        double[] numbers = [.. values];
        int infinite = Array.FindIndex(numbers, double.IsInfinity);
        if (infinite >= 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Column \"{name}\": row {infinite} is {numbers[infinite]}; expected a finite number, or NaN for a missing value."), nameof(values));
        return new(name, ColumnKind.Numeric, numbers, null, []);
    }

    /// <summary>Creates a numeric column from single-precision numbers.</summary>
    /// <inheritdoc cref="Numeric(string, IEnumerable{double})"/>
    public static Column Numeric(string name, IEnumerable<float> values) => Numeric(name, values?.Select(value => (double)value)!);

    /// <summary>Creates a categorical column.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">The category of each row; null or empty if it is missing.</param>
    public static Column Categorical(string name, IEnumerable<string?> values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        var categories = new CategoryCodes();
        int[] codes = [.. values.Select(value => categories.Of(value))];
        return new(name, ColumnKind.Categorical, null, codes, categories.ToArray());
    }

    /// <summary>Returns the same values as a column of another kind.</summary>
    /// <param name="kind">The kind. Numbers can become categories: each then becomes its shortest text, such as "3", or the text that was read.</param>
    /// <exception cref="InvalidOperationException">A text is not a number.</exception>
    public Column As(ColumnKind kind)
    {
        if (kind == Kind)
            return this;
        return kind switch
        {
            ColumnKind.Ignored => new(Name, kind, _numbers, _codes, _categories),
            ColumnKind.Numeric => new(Name, kind, _numbers ?? ParseAll(), _codes, _categories),
            ColumnKind.Categorical when _codes is not null => new(Name, kind, null, _codes, _categories),
            ColumnKind.Categorical => FromNumbers(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of column."),
        };
    }

    /// <summary>Returns the number in a row; NaN if it is missing.</summary>
    /// <param name="row">The row, counted from 0.</param>
    /// <exception cref="InvalidOperationException">The column holds texts.</exception>
    public double NumberAt(int row) =>
        _numbers is { } numbers ? numbers[row] : throw new InvalidOperationException($"Column \"{Name}\" contains text, not numbers; use TextAt.");

    /// <summary>Returns the text in a row, a number as its shortest text; null if it is missing.</summary>
    /// <param name="row">The row, counted from 0.</param>
    public string? TextAt(int row)
    {
        if (_numbers is { } numbers && double.IsNaN(numbers[row]))
            return null;
        if (_codes is { } codes)
            return codes[row] == Missing ? null : _categories[codes[row]];
        return Text(_numbers![row]);
    }

    /// <summary>Gets the numbers, NaN if missing.</summary>
    internal ReadOnlySpan<double> Numbers => _numbers ?? throw new InvalidOperationException($"Column \"{Name}\" contains text, not numbers.");

    /// <summary>Gets the indices into the categories, −1 if missing; empty for numbers whose texts were not kept.</summary>
    internal ReadOnlySpan<int> Codes => _codes;

    /// <summary>Gets the categories; in a part of a table some may not occur.</summary>
    internal IReadOnlyList<string> Categories => _categories;

    /// <summary>Returns some of the rows.</summary>
    internal Column Take(ReadOnlySpan<int> rows) => new(Name, Kind, Take(_numbers, rows), Take(_codes, rows), _categories);

    /// <summary>Returns the shortest text that parses to the same number; 0 and −0 give the same text.</summary>
    internal static string Text(double number) => number == 0 ? "0" : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Returns whether a text is a finite number.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, IFormatProvider culture, out double number) =>
        double.TryParse(text, NumberStyles.Float, culture, out number) && double.IsFinite(number);

    private static T[]? Take<T>(T[]? values, ReadOnlySpan<int> rows)
    {
        if (values is null)
            return null;
        var taken = new T[rows.Length];
        for (int i = 0; i < taken.Length; i++)
            taken[i] = values[rows[i]];
        return taken;
    }

    private double[] ParseAll()
    {
        double[] numbers = [.. _categories.Select(Parse)];
        return [.. _codes!.Select(code => code == Missing ? double.NaN : numbers[code])];
    }

    private double Parse(string text) => TryParse(text, CultureInfo.InvariantCulture, out double number)
        ? number
        : throw new InvalidOperationException($"Column \"{Name}\" holds the text \"{text}\", which is not a number; leave it categorical, or read it with \"{text}\" among the missing values.");

    private Column FromNumbers()
    {
        var categories = new CategoryCodes();
        int[] codes = [.. _numbers!.Select(number => double.IsNaN(number) ? Missing : categories.Of(Text(number)))];
        return new(Name, ColumnKind.Categorical, null, codes, categories.ToArray());
    }
}
