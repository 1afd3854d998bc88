namespace Nabla.Studies;

/// <summary>Reads a table of a run line by line, and reports the position of errors.</summary>
internal static class TableFile
{
    /// <summary>Returns the lines below the header, each with its number in the file.</summary>
    /// <exception cref="RunFormatException">The file is missing, or its first line is not the header.</exception>
    public static IEnumerable<(string Line, int Number)> Lines(string path, string header)
    {
        using var reader = Open(path);
        if (reader.ReadLine() != header)
            throw Wrong(path, 1, header);
        int number = 1;
        while (reader.ReadLine() is { } line)
            yield return (line, ++number);
    }

    /// <summary>Creates the error for a malformed line.</summary>
    public static RunFormatException Wrong(string path, int line, string header) =>
        new(FormattableString.Invariant(
            $"{path}, line {line}: expected {(line == 1 ? "the header " : "")}\"{header}\"{(line == 1 ? "" : " with consecutive numbers")}; the file was truncated, edited or written by another version: train again with --force."));

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RunFormatException(File.Exists(path)
                ? $"{path} cannot be read: {error.Message.TrimEnd('.')}."
                : $"{path} is missing, and the report needs it: restore it, or train again with --force.", error);
        }
    }
}
