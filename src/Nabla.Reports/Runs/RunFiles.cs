using System.Globalization;
using Nabla.Studies;

namespace Nabla.Reports.Runs;

/// <summary>Reads the tables of a run line by line, and says where a line is wrong.</summary>
internal static class RunFiles
{
    /// <summary>The loss of every step.</summary>
    /// <exception cref="RunFormatException">The file is missing or wrong.</exception>
    public static IReadOnlyList<double> ReadSteps(string path)
    {
        var losses = new List<double>();
        foreach (var (line, number) in Lines(path, RunTables.StepsHeader))
        {
            // Each line is "step,epoch,loss"; only the loss is needed, and that the steps are all there.
            int comma = line.LastIndexOf(',');
            int first = line.IndexOf(',', StringComparison.Ordinal);
            if (comma <= first
                || !int.TryParse(line.AsSpan(0, first), NumberStyles.None, CultureInfo.InvariantCulture, out int step) || step != losses.Count + 1
                || !double.TryParse(line.AsSpan(comma + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double loss))
            {
                throw Wrong(path, number, RunTables.StepsHeader);
            }

            losses.Add(loss);
        }

        return losses;
    }

    /// <summary>Norms and dead units; nothing when the run kept none.</summary>
    /// <exception cref="RunFormatException">The file is wrong.</exception>
    public static IReadOnlyList<LayerLine> ReadLayers(string path)
    {
        var records = new List<LayerLine>();
        if (!File.Exists(path))
            return records;
        foreach (var (line, number) in Lines(path, LayerTable.Header))
        {
            if (!LayerTable.TryParse(line, out int epoch, out var layer))
                throw Wrong(path, number, LayerTable.Header);
            records.Add(LayerLine.Of(epoch, layer));
        }

        return records;
    }

    private static IEnumerable<(string Line, int Number)> Lines(string path, string header)
    {
        using var reader = Open(path);
        if (reader.ReadLine() != header)
            throw Wrong(path, 1, header);
        int number = 1;
        while (reader.ReadLine() is { } line)
            yield return (line, ++number);
    }

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
                : $"{path} is missing; without it the run cannot be reported: put it back, or train again with --force.", error);
        }
    }

    private static RunFormatException Wrong(string path, int line, string header) =>
        new(Figures.Invariant($"{path}, line {line}: expected {(line == 1 ? "the header " : "")}\"{header}\"{(line == 1 ? "" : " in numbers that go on")}; the file was cut off, edited or written by another version: train again with --force."));
}
