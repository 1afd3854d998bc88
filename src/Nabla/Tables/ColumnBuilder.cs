using System.Globalization;

namespace Nabla.Networks;

/// <summary>Collects the texts of one column and determines its kind.</summary>
/// <remarks>
/// The first thousand texts that are not missing are kept. If all of them are numbers, the column is treated as numeric from then on, and only its numbers are
/// kept, which makes long files cheap; otherwise it keeps its categories and counts the numbers among them.
/// </remarks>
internal sealed class ColumnBuilder(string table, string name, ColumnKind? kind, bool keepTexts, MissingTexts missing, CultureInfo culture)
{
    private const int Sample = 1000;
    private const double MostlyNumbers = 0.9;
    private const int ManyCategories = 30;

    private static readonly NumberFormatInfo s_decimalComma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    private readonly CategoryCodes _categories = new();
    private readonly List<int> _codes = [];
    private readonly List<double> _numbers = [];
    private bool _keepsTexts = true;
    private bool _keepsNumbers = kind is not (ColumnKind.Categorical or ColumnKind.Ignored);
    private int _present;
    private int _numeric;
    private int _commas;
    private (string Text, int Line)? _firstText;
    private (string Text, int Line)? _firstComma;

    public void Add(ReadOnlySpan<char> text, int line)
    {
        text = text.Trim();
        bool isMissing = text.IsEmpty || (missing.HoldNumbers && missing.Contains(text));
        double number = double.NaN;
        if (_keepsNumbers && !isMissing && !TryParse(text, out number))
        {
            // Checked last: this costs more than parsing a number, and most texts are numbers.
            isMissing = missing.Contains(text);
            if (!isMissing)
                NoteText(text, line);
        }

        if (!isMissing)
        {
            _present++;
            if (!double.IsNaN(number))
                _numeric++;
        }

        if (_keepsNumbers)
            _numbers.Add(number);
        if (_keepsTexts)
            _codes.Add(_categories.Of(text));
        if (_present == Sample && !isMissing && _keepsNumbers && _keepsTexts && !keepTexts)
            Decide();
    }

    /// <exception cref="InvalidDataException">Most of the texts are numbers, but not all.</exception>
    public Column Build()
    {
        // The texts of a target are kept for a classifier, since they are its classes.
        string[] categories = _keepsTexts ? _categories.ToArray() : [];
        int[]? codes = _keepsTexts ? [.. _codes] : null;
        if (kind is ColumnKind.Categorical or ColumnKind.Ignored)
            return new(name, kind.Value, null, codes, categories);
        // A column of "NA" only may be of either kind: its texts are kept, for a model that has "NA" as a category.
        if (_present == 0)
            return new(name, ColumnKind.Numeric, [.. _numbers], codes, categories);
        if (_numeric == _present)
            return new(name, ColumnKind.Numeric, [.. _numbers], keepTexts ? WithoutMissing(codes!) : null, keepTexts ? categories : []);
        if (_numeric >= MostlyNumbers * _present || !_keepsTexts)
            throw MixedColumn();
        if (_keepsNumbers && _numeric + _commas >= MostlyNumbers * _present)
            throw CommaColumn();
        bool isIdentifier = !keepTexts && _categories.Count > ManyCategories && _categories.Count > codes!.Count(code => code != Column.Missing) / 2;
        return new(name, isIdentifier ? ColumnKind.Ignored : ColumnKind.Categorical, null, codes, categories);
    }

    /// <summary>Checks a declared column immediately; the others are checked at the end.</summary>
    private void NoteText(ReadOnlySpan<char> text, int line)
    {
        if (kind == ColumnKind.Numeric)
            throw new InvalidDataException($"{table}, line {line}: column \"{name}\" is numeric, but holds \"{ShownText.Of(text)}\"; expected a finite number, or an empty field for a missing value.");
        _firstText ??= (ShownText.Of(text), line);
        if (text.Count(',') == 1 && culture.NumberFormat.NumberDecimalSeparator != "," && Column.TryParse(text, s_decimalComma, out _))
        {
            _commas++;
            _firstComma ??= (ShownText.Of(text), line);
        }
    }

    private void Decide()
    {
        if (_numeric == _present)
            _keepsTexts = false;
        else if (_numeric + _commas < MostlyNumbers * _present)
            _keepsNumbers = false;
    }

    private InvalidDataException MixedColumn()
    {
        var (text, line) = _firstText!.Value;
        string others = _numeric < MostlyNumbers * _present ? $"its first {Sample} values are" : _present - _numeric == 1 ? "all its other values are" : "nearly all its other values are";
        return new($"{table}, line {line}: column \"{name}\" holds \"{text}\", but {others} numbers; correct the value, declare \"{text}\" a missing value, or declare the column categorical or ignored.");
    }

    private InvalidDataException CommaColumn() => new(
        $"{table}, line {_firstComma!.Value.Line}: column \"{name}\" holds \"{_firstComma.Value.Text}\", which looks like a number with a comma; set Culture to one that writes numbers in this way, or declare the column categorical or ignored.");

    private bool TryParse(ReadOnlySpan<char> text, out double number)
    {
        if (Column.TryParse(text, culture, out number))
            return true;
        number = double.NaN;
        return false;
    }

    private int[] WithoutMissing(int[] codes)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            if (double.IsNaN(_numbers[i]))
                codes[i] = Column.Missing;
        }

        return codes;
    }
}
