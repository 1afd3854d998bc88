using System.Text;

namespace Nabla.Cli.Help;

/// <summary>Lines of help, wrapped at words to a width: headings, paragraphs, and terms with their meanings.</summary>
internal sealed class HelpText
{
    private const int MinWidth = 40;
    private const int MaxWidth = 100;
    private const int Indent = 2;
    private const int MaxTermWidth = 28;
    private const int StackedIndent = 8;

    private readonly int _width;
    private readonly List<(string Text, bool IsHeading)> _lines = [];

    /// <summary>Initializes an empty text.</summary>
    /// <param name="width">The width of the terminal in columns; lines are at most 100 wide.</param>
    public HelpText(int width) => _width = Math.Clamp(width, MinWidth, MaxWidth);

    /// <summary>Gets the lines, in order.</summary>
    public IReadOnlyList<(string Text, bool IsHeading)> Lines => _lines;

    /// <summary>Adds a heading, with an empty line before it.</summary>
    public void Heading(string text)
    {
        if (_lines.Count > 0)
            _lines.Add(("", false));
        _lines.Add((text, true));
    }

    /// <summary>Adds a paragraph.</summary>
    public void Paragraph(string text, int indent = 0) => Add(text, indent, indent);

    /// <summary>Adds an empty line.</summary>
    public void Space() => _lines.Add(("", false));

    /// <summary>Adds terms with their meanings in a second column, or below the terms if the text is narrow.</summary>
    public void Terms(IReadOnlyList<(string Term, string Meaning)> terms)
    {
        int column = Indent + Math.Min(MaxTermWidth, terms.Select(term => term.Term.Length).DefaultIfEmpty().Max()) + 2;
        bool isStacked = _width < 2 * column;
        foreach (var (term, meaning) in terms)
        {
            string start = new string(' ', Indent) + term;
            if (isStacked || start.Length + 2 > column)
            {
                _lines.Add((start, false));
                Add(meaning, isStacked ? StackedIndent : column, isStacked ? StackedIndent : column);
            }
            else
            {
                int first = _lines.Count;
                Add(meaning, column, column);
                if (_lines.Count == first)
                    _lines.Add((start, false));
                else
                    _lines[first] = (start.PadRight(column) + _lines[first].Text[column..], false);
            }
        }
    }

    private void Add(string text, int indent, int nextIndent)
    {
        var line = new StringBuilder().Append(' ', indent);
        bool isEmpty = true;
        foreach (string word in Words(text))
        {
            if (!isEmpty && line.Length + 1 + word.Length > _width)
            {
                _lines.Add((line.ToString(), false));
                line.Clear().Append(' ', nextIndent);
                isEmpty = true;
            }

            if (!isEmpty)
                line.Append(' ');
            line.Append(word);
            isEmpty = false;
        }

        if (!isEmpty)
            _lines.Add((line.ToString(), false));
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
