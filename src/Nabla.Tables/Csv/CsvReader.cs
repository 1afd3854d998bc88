using System.Globalization;
using System.Text;

namespace Nabla.Networks;

/// <summary>Converts CSV text to a table. CsvFields splits lines into fields; the table's builder determines the kinds of columns.</summary>
internal static class CsvReader
{
    private const int BufferSize = 1 << 16;
    private const int MaxFieldLength = 1 << 20;
    private const int MaxColumns = 1 << 16;
    private static readonly char[] s_separators = [',', ';', '\t', '|'];

    public static Table Read(Stream stream, string name, string? target, CsvOptions options) =>
        Parse(stream, name, options, fields => Read(fields, name, target, options));

    /// <summary>Returns the names of the columns.</summary>
    public static IReadOnlyList<string> ReadHeader(Stream stream, string name, CsvOptions options) =>
        Parse(stream, name, options, fields => Columns(fields, name, options));

    private static T Parse<T>(Stream stream, string name, CsvOptions options, Func<CsvFields, T> read)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, BufferSize, leaveOpen: true);
        RequireDistinct(options);
        CsvFields? fields = null;
        try
        {
            var lines = new FirstLine(reader, MaxFieldLength);
            fields = new(lines, name, options.Separator ?? Separator(lines.Text, options), options.Quote, MaxFieldLength, maxFields: MaxColumns + 1);
            return read(fields);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"{name}, line {fields?.Line ?? 1} or after it: the file is not UTF-8 text; save it as UTF-8.", e);
        }
    }

    private static Table Read(CsvFields fields, string name, string? target, CsvOptions options)
    {
        string[] columns = Columns(fields, name, options);
        int first = HasRowNames(fields, options) ? 1 : 0;
        var builder = new TableBuilder(name, columns, target, options.ForColumns(columns, target));
        if (options.HasHeader && !ReadRow(fields))
            return builder.Build();
        do
        {
            builder.BeginRow(fields.Line);
            for (int i = first; i < fields.Count; i++)
                builder.Add(RequireText(fields[i], name, fields.Line));
        }
        while (ReadRow(fields));
        return builder.Build();
    }

    /// <summary>Reads the first line.</summary>
    private static string[] Columns(CsvFields fields, string name, CsvOptions options)
    {
        if (!ReadRow(fields))
            throw new InvalidDataException($"{name} is empty; expected {(options.HasHeader ? "a header line with the names of the columns" : "a row")}.");
        if (fields.Count > MaxColumns)
            throw new InvalidDataException($"{name} has {fields.Count} columns; at most {MaxColumns} can be read.");
        string[] first = Texts(fields, name);
        return options.HasHeader
            ? [.. first.Skip(HasRowNames(fields, options) ? 1 : 0).Select(column => column.Trim())]
            : [.. Enumerable.Range(0, first.Length).Select(column => string.Create(CultureInfo.InvariantCulture, $"x{column}"))];
    }

    /// <summary>Returns whether the header begins with an empty field: pandas and R write row numbers or names below it.</summary>
    private static bool HasRowNames(CsvFields fields, CsvOptions options) => options.HasHeader && fields.Count > 1 && string.IsNullOrWhiteSpace(fields[0]);

    /// <summary>Reads the next line that is not blank, and any further lines of quoted fields.</summary>
    private static bool ReadRow(CsvFields fields)
    {
        do
        {
            if (!fields.Read())
                return false;
        }
        while (fields.IsBlank);
        return true;
    }

    private static string[] Texts(CsvFields fields, string name)
    {
        string[] texts = new string[fields.Count];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = RequireText(fields[i], name, fields.Line);
        return texts;
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
