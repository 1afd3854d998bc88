namespace Nabla.Networks;

/// <summary>Gives each category a code, in order of first occurrence.</summary>
internal sealed class CategoryCodes
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public CategoryCodes() => _lookup = _codes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Gets the number of categories.</summary>
    public int Count => _codes.Count;

    /// <summary>Returns the code of a category; −1 for an empty one, which is missing.</summary>
    public int Of(ReadOnlySpan<char> category)
    {
        if (category.IsEmpty)
            return Column.Missing;
        if (!_lookup.TryGetValue(category, out int code))
        {
            code = _codes.Count;
            _codes.Add(category.ToString(), code);
        }

        return code;
    }

    /// <summary>Returns the categories in the order of their codes.</summary>
    public string[] ToArray() => [.. _codes.Keys];
}
