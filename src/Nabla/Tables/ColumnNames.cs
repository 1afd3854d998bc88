namespace Nabla.Networks;

/// <summary>Lists column names in messages.</summary>
internal static class ColumnNames
{
    private const int Shown = 12;

    /// <summary>Returns the names, quoted: the first twelve, and the number of remaining ones.</summary>
    public static string List(IReadOnlyList<Column> columns) => List([.. columns.Select(column => column.Name)]);

    /// <inheritdoc cref="List(IReadOnlyList{Column})"/>
    public static string List(IReadOnlyList<string> names)
    {
        string list = string.Join(", ", names.Take(Shown).Select(name => $"\"{ShownText.Of(name)}\""));
        return names.Count > Shown ? $"{list} and {names.Count - Shown} more" : list;
    }
}
