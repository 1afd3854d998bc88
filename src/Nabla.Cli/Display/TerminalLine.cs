namespace Nabla.Cli.Display;

/// <summary>Formats lines above a redrawn display, which counts each as one, so that each must fit the terminal.</summary>
internal static class TerminalLine
{
    private const int Narrowest = 20;

    /// <summary>Splits a sentence into lines that fit.</summary>
    public static IEnumerable<string> Wrap(string line, int width)
    {
        int room = Math.Max(Narrowest, width - 1);
        while (line.Length > room)
        {
            int cut = line.LastIndexOf(' ', room);
            cut = cut > 0 ? cut : room;
            yield return line[..cut].TrimEnd();
            line = line[cut..].TrimStart();
        }

        yield return line;
    }

    /// <summary>Truncates a line of a table to the width.</summary>
    public static string Cut(string line, int width) => line.Length < Math.Max(Narrowest, width) ? line : line[..(Math.Max(Narrowest, width) - 1)];
}
