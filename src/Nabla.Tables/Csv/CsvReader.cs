using System.Globalization;
using System.Text;

using CsvHelper;
using CsvHelper.Configuration;

namespace Nabla.Networks;

/// <summary>Converts CSV text to a table. CsvHelper splits lines into fields; the table's builder determines the kinds of columns.</summary>
internal static class CsvReader
{
    private const int BufferSize = 1 << 16;
    private const int MaxFieldLength = 1 << 20;
    private const int MaxColumns = 1 << 16;
    private static readonly char[] s_separators = [',', ';', '\t', '|'];

    public static Table Read(Stream stream, string name, string? target, CsvOptions options) =>
        Parse(stream, name, options, (parser, position) => Read(parser, name, target, options, position));

    /// <summary>Returns the names of the columns.</summary>
    public static IReadOnlyList<string> ReadHeader(Stream stream, string name, CsvOptions options) =>
        Parse(stream, name, options, (parser, position) => Columns(parser, name, options, position));

    private static T Parse<T>(Stream stream, string name, CsvOptions options, Func<CsvParser, Position, T> read)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, BufferSize, leaveOpen: true);
        var position = new Position();
        RequireDistinct(options);
        try
        {
            var lines = new FirstLine(reader, MaxFieldLength);
            var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = (options.Separator ?? Separator(lines.Text, options)).ToString(),
                Quote = options.Quote,
                Escape = options.Quote,
                BufferSize = BufferSize,
                MaxFieldSize = MaxFieldLength,
                BadDataFound = _ => throw new InvalidDataException($"{name}, line {position.Line}: a quote is out of place or not closed; put the whole field in quotes, and double each quote inside."),
                IgnoreBlankLines = false,
                DetectColumnCountChanges = false,
            };
            using var parser = new CsvParser(lines, configuration, leaveOpen: true);
            return read(parser, position);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"{name}, line {position.Line} or after it: the file is not UTF-8 text; save it as UTF-8.", e);
        }
        catch (CsvHelperException e) when (e is MaxFieldSizeException or ParserException)
        {
            throw new InvalidDataException($"{name}, line {position.Line} or after it: a field has more than {MaxFieldLength} characters; is a quote not closed?", e);
        }
    }

    private static Table Read(CsvParser parser, string name, string? target, CsvOptions options, Position position)
    {
        string[] columns = Columns(parser, name, options, position);
        int first = HasRowNames(parser, options) ? 1 : 0;
        var builder = new TableBuilder(name, columns, target, options.ForColumns(columns, target));
        if (options.HasHeader && !ReadRow(parser, position))
            return builder.Build();
        do
        {
            builder.BeginRow(position.Line);
            for (int i = first; i < parser.Count; i++)
                builder.Add(RequireText(parser[i], name, position.Line));
        }
        while (ReadRow(parser, position));
        return builder.Build();
    }

    /// <summary>Reads the first line.</summary>
    private static string[] Columns(CsvParser parser, string name, CsvOptions options, Position position)
    {
        if (!ReadRow(parser, position))
            throw new InvalidDataException($"{name} is empty; expected {(options.HasHeader ? "a header line with the names of the columns" : "a row")}.");
        if (parser.Count > MaxColumns)
            throw new InvalidDataException($"{name} has {parser.Count} columns; at most {MaxColumns} can be read.");
        string[] first = Fields(parser, name, position.Line);
        return options.HasHeader
            ? [.. first.Skip(HasRowNames(parser, options) ? 1 : 0).Select(column => column.Trim())]
            : [.. Enumerable.Range(0, first.Length).Select(column => string.Create(CultureInfo.InvariantCulture, $"x{column}"))];
    }

    /// <summary>Returns whether the header begins with an empty field: pandas and R write row numbers or names below it.</summary>
    private static bool HasRowNames(CsvParser parser, CsvOptions options) => options.HasHeader && parser.Count > 1 && string.IsNullOrWhiteSpace(parser[0]);

    /// <summary>Reads the next line that is not blank, and any further lines of quoted fields.</summary>
    private static bool ReadRow(CsvParser parser, Position position)
    {
        do
        {
            position.Line = parser.RawRow + 1;
            if (!parser.Read())
                return false;
        }
        while (parser.Count == 0 || (parser.Count == 1 && parser[0].Length == 0 && parser.RawRecord.AsSpan().Trim("\r\n").IsEmpty));
        return true;
    }

    private static string[] Fields(CsvParser parser, string name, int line)
    {
        string[] fields = new string[parser.Count];
        for (int i = 0; i < fields.Length; i++)
            fields[i] = RequireText(parser[i], name, line);
        return fields;
    }

    private static string RequireText(string field, string name, int line) => field.Contains('\0')
        ? throw new InvalidDataException($"{name}, line {line}: the file holds a NUL character; it is not a text file.")
        : field;

    private static void RequireDistinct(CsvOptions options)
    {
        if (options.Separator is '\r' or '\n' || options.Quote is '\r' or '\n' || options.Separator == options.Quote)
            throw new ArgumentException($"Separator and Quote must be two characters, neither of them a line end; got {Shown(options.Separator)} and {Shown(options.Quote)}.", nameof(options));

        static string Shown(char? character) => character is null ? "none" : $"'{character}' (U+{(int)character:X4})";
    }

    /// <summary>Determines the separator. A comma is not a separator if it is a decimal point.</summary>
    private static char Separator(string line, CsvOptions options)
    {
        bool quoted = false;
        int[] counts = new int[s_separators.Length];
        foreach (char character in line)
        {
            if (character == options.Quote)
                quoted = !quoted;
            int separator = Array.IndexOf(s_separators, character);
            if (separator >= 0 && !quoted && s_separators[separator].ToString() != options.Culture.NumberFormat.NumberDecimalSeparator)
                counts[separator]++;
        }

        return s_separators[Array.IndexOf(counts, counts.Max())];
    }

    /// <summary>The line at which the current row begins, counted from 1.</summary>
    private sealed class Position
    {
        public int Line { get; set; } = 1;
    }

    /// <summary>A reader whose first line that is not blank can be inspected before it is read.</summary>
    private sealed class FirstLine : TextReader
    {
        private readonly TextReader _rest;
        private readonly string _first;
        private int _position;

        public FirstLine(TextReader text, int maxLength)
        {
            _rest = text;
            var line = new StringBuilder();
            int character, shown = 0;
            while (line.Length < maxLength && (character = text.Read()) >= 0)
            {
                line.Append((char)character);
                if (character is not ('\r' or '\n'))
                    shown++;
                else if (character == '\n' && shown > 0)
                    break;
            }

            _first = line.ToString();
        }

        public string Text => _first;

        public override int Peek() => _position < _first.Length ? _first[_position] : _rest.Peek();

        public override int Read() => _position < _first.Length ? _first[_position++] : _rest.Read();

        public override int Read(char[] buffer, int index, int count)
        {
            if (_position >= _first.Length)
                return _rest.Read(buffer, index, count);
            int taken = Math.Min(count, _first.Length - _position);
            _first.CopyTo(_position, buffer, index, taken);
            _position += taken;
            return taken;
        }
    }
}
