namespace Nabla.Networks;

/// <summary>The texts that mean a missing number.</summary>
internal sealed class MissingTexts
{
    private readonly HashSet<string> _texts;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public MissingTexts(IEnumerable<string> texts)
    {
        _texts = new(texts.Select(text => text.Trim()), StringComparer.OrdinalIgnoreCase);
        _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public bool Contains(ReadOnlySpan<char> text) => text.IsEmpty || _lookup.Contains(text);
}
