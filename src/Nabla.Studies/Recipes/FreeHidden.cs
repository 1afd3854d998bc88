using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Nabla.Studies;

/// <summary>Widths of hidden layers with one number left open: "512,120x?" for some layers of 120, "512,?x5" for five layers of some width, "?" for one.</summary>
public sealed record FreeHidden
{
    private const char Open = '?';

    private FreeHidden(string text, bool isDepth) => (Text, IsDepth) = (text, isDepth);

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Whether the number of layers is open, not a width.</summary>
    public bool IsDepth { get; }

    /// <summary>The largest number that may stand there; the smallest is 1.</summary>
    public int Most => IsDepth ? HiddenSizes.MostLayers : 65_536;

    /// <summary>Reads the text.</summary>
    /// <returns>False when it has not exactly one open number where a number can be.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out FreeHidden? hidden)
    {
        hidden = null;
        int open = text.IndexOf(Open, StringComparison.Ordinal);
        if (open < 0 || text.IndexOf(Open, open + 1) >= 0)
            return false;
        // Of 1 and 2 the text must make sizes that differ, or the open number would be a part of another: "12?".
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

    /// <summary>The widths with a number in the open place.</summary>
    public IReadOnlyList<int> With(int number) =>
        HiddenSizes.TryParse(Fill(number), out var sizes) ? sizes : throw new ArgumentOutOfRangeException(nameof(number), number, $"1 to {Most} can stand in {Text}.");

    /// <inheritdoc/>
    public override string ToString() => Text;

    private string Fill(int number) => Text.Replace(Open.ToString(), number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
