using System.Collections.ObjectModel;
using System.Globalization;

namespace Nabla;

/// <summary>Specifies how the texts of a table become numbers, categories and missing values.</summary>
/// <remarks>
/// By default, the texts of a column decide:
/// <list type="bullet">
/// <item>An empty text is a missing value. <see cref="MissingValues"/> are missing in numeric columns; elsewhere they are categories.</item>
/// <item>A column whose other texts are all finite numbers is numeric, and so is one without any.</item>
/// <item>A column in which at least 9 of 10 texts are numbers, but not all, is an error, and the message states the line of the first other text: a typing error must not
/// turn numbers into categories. So is a column of numbers with a decimal comma if <see cref="Culture"/> has another separator.</item>
/// <item>Other columns are categorical, unless there are more than 30 categories and more than half of the values differ: such columns are names or identifiers, and are ignored.</item>
/// <item>A column's kind is determined after 1,000 values: a text after 1,000 numbers is an error, numbers after 1,000 texts are categories.</item>
/// </list>
/// </remarks>
public sealed record TableOptions
{
    /// <summary>Gets the kinds of columns, by name. Default: the texts decide.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds { get; init; } = ReadOnlyDictionary<string, ColumnKind>.Empty;

    /// <summary>Gets the texts that represent missing numbers, in addition to the empty text; not case-sensitive. Default "NA", "N/A", "NaN", "null" and "?".</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = ["NA", "N/A", "NaN", "null", "?"];

    /// <summary>Gets the culture of the numbers. Default: the invariant culture, with a decimal point.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    /// <summary>Gets the name of a numeric column with the weight of each row in the loss. Default null: all 1.</summary>
    public string? Weights { get; init; }
}
