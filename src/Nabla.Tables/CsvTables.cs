using Nabla.Networks;

namespace Nabla;

/// <summary>Adds <c>Table.FromCsv</c>, which reads tables from CSV files.</summary>
public static class CsvTables
{
    extension(Table)
    {
        /// <summary>Reads a table from a CSV file.</summary>
        /// <remarks>UTF-8, or UTF-16 with a byte order mark; fields as in RFC 4180. The rules for numbers, categories and missing values are those of <see cref="TableOptions"/>.</remarks>
        /// <param name="path">The path of the file.</param>
        /// <param name="target">The name of the column to predict. Default: none.</param>
        /// <param name="options">Options such as separator, header and kinds of columns. Default: see <see cref="CsvOptions"/>.</param>
        /// <exception cref="InvalidDataException">The file is missing or cannot be read as a table; the message states line and column.</exception>
        public static Table FromCsv(string path, string? target = null, CsvOptions? options = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            return WithFile(path, stream => FromCsv(stream, path, target, options));
        }

        /// <summary>Reads the names of the columns of a CSV file.</summary>
        /// <param name="path">The path of the file.</param>
        /// <param name="options">Options such as separator and header. Default: see <see cref="CsvOptions"/>.</param>
        /// <exception cref="InvalidDataException">The file is missing, empty or not text.</exception>
        public static IReadOnlyList<string> ReadCsvHeader(string path, CsvOptions? options = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            return WithFile(path, stream => CsvReader.ReadHeader(stream, path, options ?? new()));
        }

        /// <summary>Reads a table from a stream of CSV text.</summary>
        /// <param name="stream">The stream; it is read to the end and not closed.</param>
        /// <param name="name">The name in messages.</param>
        /// <param name="target">The name of the column to predict. Default: none.</param>
        /// <param name="options">Options such as separator, header and kinds of columns. Default: see <see cref="CsvOptions"/>.</param>
        /// <exception cref="InvalidDataException">The text cannot be read as a table; the message states line and column.</exception>
        public static Table FromCsv(Stream stream, string name, string? target = null, CsvOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(stream);
            ArgumentNullException.ThrowIfNull(name);
            return CsvReader.Read(stream, name, target, options ?? new());
        }
    }

    private static T WithFile<T>(string path, Func<Stream, T> read)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
            return read(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string reason = Directory.Exists(path) ? "it is a directory; name a file" : File.Exists(path) ? e.Message.TrimEnd('.') : "there is no such file";
            throw new InvalidDataException($"{path} cannot be read: {reason}.", e);
        }
    }
}
