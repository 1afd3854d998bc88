using System.Buffers;

namespace Nabla.Networks;

/// <summary>
/// Splits text into rows of fields, as defined in RFC 4180: a quoted field may contain separators, line ends and, doubled, quotes. Memory is bounded by one row of
/// the longest fields, whatever the text is.
/// </summary>
internal sealed class CsvFields
{
    private const int BufferSize = 1 << 16;

    private readonly TextReader _text;
    private readonly string _name;
    private readonly char _separator, _quote;
    private readonly int _maxFieldLength;
    private readonly SearchValues<char> _stops;
    private readonly char[] _buffer = new char[BufferSize];
    private readonly int[] _ends;
    private char[] _row = new char[1024];
    private int _at, _filled, _length, _fieldLength, _lineEnds;
    private bool _hasQuotes;

    /// <param name="text">The text.</param>
    /// <param name="name">The name in errors.</param>
    /// <param name="separator">The field separator.</param>
    /// <param name="quote">The quote character.</param>
    /// <param name="maxFieldLength">The maximum number of characters of a field.</param>
    /// <param name="maxFields">The number of fields of a row to keep; further ones are only counted.</param>
    public CsvFields(TextReader text, string name, char separator, char quote, int maxFieldLength, int maxFields)
    {
        (_text, _name, _separator, _quote, _maxFieldLength) = (text, name, separator, quote, maxFieldLength);
        _stops = SearchValues.Create([separator, quote, '\r', '\n']);
        _ends = new int[maxFields];
    }

    /// <summary>Gets the line in which the row begins, counted from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Gets the number of fields of the row.</summary>
    public int Count { get; private set; }

    /// <summary>Gets whether the row's line is blank.</summary>
    public bool IsBlank => Count == 1 && _length == 0 && !_hasQuotes;

    /// <summary>Gets a field of the row, without its quotes.</summary>
    public string this[int index] => new(_row.AsSpan(index == 0 ? 0 : _ends[index - 1], _ends[index] - (index == 0 ? 0 : _ends[index - 1])));

    /// <summary>Reads the next row.</summary>
    /// <returns>False at the end of the text.</returns>
    /// <exception cref="InvalidDataException">A quote is out of place or not closed, or a field is too long.</exception>
    public bool Read()
    {
        (Line, Count, _length, _hasQuotes) = (_lineEnds + 1, 0, 0, false);
        if (Peek() < 0)
            return false;
        do
        {
            _fieldLength = 0;
            if (Peek() == _quote)
                ReadQuoted();
            else
                ReadPlain();
            if (Count < _ends.Length)
                _ends[Count] = _length;
            Count++;
        }
        while (Take(_separator));
        if (Take('\r'))
        {
            Take('\n');
            _lineEnds++;
        }
        else if (Take('\n'))
        {
            _lineEnds++;
        }

        return true;
    }

    private void ReadPlain()
    {
        while (Peek() >= 0)
        {
            var rest = _buffer.AsSpan(_at, _filled - _at);
            int stop = rest.IndexOfAny(_stops);
            Keep(stop < 0 ? rest : rest[..stop]);
            if (stop < 0)
                continue;
            if (Peek() == _quote)
                throw Misplaced();
            return;
        }
    }

    private void ReadQuoted()
    {
        _hasQuotes = true;
        _at++;
        bool afterReturn = false;
        while (Peek() >= 0)
        {
            var rest = _buffer.AsSpan(_at, _filled - _at);
            int stop = rest.IndexOf(_quote);
            var part = stop < 0 ? rest : rest[..stop];
            foreach (char character in part)
            {
                // The two characters of a line end may be in different blocks.
                if (character == '\r' || (character == '\n' && !afterReturn))
                    _lineEnds++;
                afterReturn = character == '\r';
            }

            Keep(part);
            if (stop < 0)
                continue;
            _at++;
            int next = Peek();
            if (next == _quote)
            {
                Keep([_quote]);
                continue;
            }

            if (next >= 0 && next != _separator && next != '\r' && next != '\n')
                throw Misplaced();
            return;
        }

        throw Misplaced();
    }

    /// <summary>Advances over characters that belong to the field.</summary>
    private void Keep(ReadOnlySpan<char> part)
    {
        _at += part.Length;
        _fieldLength += part.Length;
        if (_fieldLength > _maxFieldLength)
            throw new InvalidDataException($"{_name}, line {Line} or after it: a field has more than {_maxFieldLength} characters; is a quote not closed?");
        if (Count >= _ends.Length)
            return;
        if (_row.Length - _length < part.Length)
            Array.Resize(ref _row, Math.Max(2 * _row.Length, _length + part.Length));
        part.CopyTo(_row.AsSpan(_length));
        _length += part.Length;
    }

    private bool Take(char character)
    {
        bool isNext = Peek() == character;
        if (isNext)
            _at++;
        return isNext;
    }

    /// <summary>Returns the next character; −1 at the end of the text.</summary>
    private int Peek()
    {
        if (_at == _filled)
            (_at, _filled) = (0, _text.Read(_buffer, 0, _buffer.Length));
        return _at < _filled ? _buffer[_at] : -1;
    }

    private InvalidDataException Misplaced() =>
        new($"{_name}, line {Line}: a quote is out of place or not closed; put the whole field in quotes, and double each quote inside.");
}
