using System.Collections.ObjectModel;
using System.Globalization;

namespace Nabla;

/// <summary>How the texts of a table become numbers, categories and missing values.</summary>
/// <remarks>
/// Without instructions, the texts of a column decide:
/// <list type="bullet">
/// <item>An empty text is a missing value. <see cref="MissingValues"/> are missing in numeric columns; elsewhere they are categories.</item>
/// <item>A column whose other texts are all finite numbers is numeric, and so is one without any.</item>
/// <item>A column in which at least 9 of 10 are numbers, but not all, is an error that names the line of the first text which is not: a typing error must not
/// make categories of numbers. So is one of numbers with a decimal comma where <see cref="Culture"/> has another separator.</item>
/// <item>Other columns are categorical, unless there are more than 30 categories and more than half of the values differ: those are names or identifiers, and ignored.</item>
/// <item>After 1,000 values a column's kind is settled: a text after 1,000 numbers is an error, numbers after 1,000 texts are categories.</item>
/// </list>
/// </remarks>
public sealed record TableOptions
{
    /// <summary>Gets the kinds of columns, by name. Default: the texts decide.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds { get; init; } = ReadOnlyDictionary<string, ColumnKind>.Empty;

    /// <summary>Gets the texts that mean a missing number, beside the empty one; upper and lower case do not differ. Default "NA", "N/A", "NaN", "null" and "?".</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = ["NA", "N/A", "NaN", "null", "?"];

    /// <summary>Gets the culture of the numbers. Default: the invariant culture, with a decimal point.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    /// <summary>Gets the name of a numeric column with the weight of each row in the loss. Default null: each counts 1.</summary>
    public string? Weights { get; init; }
}
