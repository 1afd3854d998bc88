using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Nabla.Studies;

/// <summary>Widths of hidden layers with one open number: "512,120x?" for some layers of 120, "512,?x5" for five layers of some width, "?" for one.</summary>
public sealed record FreeHidden
{
    private const char Open = '?';

    private FreeHidden(string text, bool isDepth) => (Text, IsDepth) = (text, isDepth);

    /// <summary>Gets the text.</summary>
    public string Text { get; }

    /// <summary>Gets whether the number of layers is open; otherwise a width is.</summary>
    public bool IsDepth { get; }

    /// <summary>Gets the largest permitted number; the smallest is 1.</summary>
    public int Most => IsDepth ? HiddenSizes.MostLayers : 65_536;

    /// <summary>Parses the text.</summary>
    /// <returns>False if the text does not have exactly one open number in a valid position.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out FreeHidden? hidden)
    {
        hidden = null;
        int open = text.IndexOf(Open, StringComparison.Ordinal);
        if (open < 0 || text.IndexOf(Open, open + 1) >= 0)
            return false;
        // The widths for 1 and 2 must differ, otherwise the open number would be a part of another: "12?".
        bool isDepth = open > 0 && text[open - 1] == 'x';
        bool endsThere = open == text.Length - 1 || text[open + 1] is ',' or 'x';
        bool beginsThere = open == 0 || text[open - 1] is ',' or 'x' or ' ';
        if (!endsThere || !beginsThere || (isDepth && open < text.Length - 1 && text[open + 1] == 'x'))
            return false;
        var read = new FreeHidden(text, isDepth);
        if (!HiddenSizes.TryParse(read.Fill(2), out _))
            return false;
        hidden = read;
        return true;
    }

    /// <summary>Returns the widths with a number in the open position.</summary>
    public IReadOnlyList<int> With(int number) =>
        HiddenSizes.TryParse(Fill(number), out var sizes) ? sizes : throw new ArgumentOutOfRangeException(nameof(number), number, $"1 to {Most} can stand in {Text}.");

    /// <inheritdoc/>
    public override string ToString() => Text;

    private string Fill(int number) => Text.Replace(Open.ToString(), number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
