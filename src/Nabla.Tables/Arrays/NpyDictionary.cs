using System.Globalization;

namespace Nabla;

/// <summary>Reads the text of an NPY header: {'descr': '&lt;f8', 'fortran_order': False, 'shape': (3, 4), }.</summary>
/// <remarks>Supports the Python literals that numpy.save writes for numeric arrays.</remarks>
internal ref struct NpyDictionary
{
    private const int MaxAxes = 64;

    private readonly string _where;
    private readonly string _text;
    private int _at;

    private NpyDictionary(string where, string text) => (_where, _text) = (where, text);

    /// <summary>Reads the three fields.</summary>
    /// <exception cref="InvalidDataException">The text has another form.</exception>
    public static (string Type, bool IsFortran, long[] Shape) Parse(string where, string text) => new NpyDictionary(where, text).Parse();

    private (string Type, bool IsFortran, long[] Shape) Parse()
    {
        string? type = null;
        bool? isFortran = null;
        long[]? shape = null;
        Expect('{');
        while (!Take('}'))
        {
            SkipSpace();
            int start = _at;
            string key = Quoted();
            Expect(':');
            switch (key)
            {
                case "descr" when type is null: type = Quoted(); break;
                case "fortran_order" when isFortran is null: isFortran = Boolean(); break;
                case "shape" when shape is null: shape = Tuple(); break;
                default:
                    _at = start;
                    throw Bad($"the key '{Shown.Text(key)}'", "descr, fortran_order and shape, each once");
            }

            if (!Take(','))
            {
                Expect('}');
                break;
            }
        }

        SkipSpace();
        if (_at < _text.Length)
            throw Bad(Next(), "nothing after the dictionary");
        return type is not null && isFortran is { } order && shape is not null
            ? (type, order, shape)
            : throw Bad("a dictionary without one of them", "the keys descr, fortran_order and shape");
    }

    private string Quoted()
    {
        SkipSpace();
        if (_at >= _text.Length || _text[_at] is not ('\'' or '"'))
            throw Bad(Next(), "text in quotes (of a structured array, read one field: save array['name'])");
        int end = _text.IndexOf(_text[_at], _at + 1);
        if (end < 0)
            throw Bad(Next(), "a closing quote");
        string quoted = _text[(_at + 1)..end];
        _at = end + 1;
        return quoted;
    }

    private bool Boolean()
    {
        SkipSpace();
        foreach (bool value in new[] { false, true })
        {
            string word = value ? "True" : "False";
            if (_text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal))
            {
                _at += word.Length;
                return value;
            }
        }

        throw Bad(Next(), "True or False");
    }

    private long[] Tuple()
    {
        List<long> lengths = [];
        Expect('(');
        while (!Take(')'))
        {
            lengths.Add(Length());
            if (lengths.Count > MaxAxes)
                throw Bad("more axes", $"at most {MaxAxes}");
            if (!Take(','))
            {
                Expect(')');
                break;
            }
        }

        return [.. lengths];
    }

    private long Length()
    {
        SkipSpace();
        int start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
            _at++;
        if (!long.TryParse(_text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out long length))
        {
            _at = start;
            throw Bad(Next(), "the length of an axis, a whole number from 0");
        }

        // Python 2 marked its long integers.
        if (_at < _text.Length && _text[_at] == 'L')
            _at++;
        return length;
    }

    private void Expect(char mark)
    {
        if (!Take(mark))
            throw Bad(Next(), $"'{mark}'");
    }

    private bool Take(char mark)
    {
        SkipSpace();
        if (_at >= _text.Length || _text[_at] != mark)
            return false;
        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is (' ' or '\n' or '\t'))
            _at++;
    }

    private readonly string Next() => _at < _text.Length ? $"\"{Shown.Text(_text.AsSpan(_at))}\"" : "its end";

    private readonly InvalidDataException Bad(string got, string expected) => new(
        $"{_where}: the header's dictionary has {got} at position {_at}; expected {expected}. Save the array again with numpy.save.");
}
