namespace Nabla.Cli.Display;

/// <summary>Lines above a display that is redrawn: it counts each as one, so each must fit the terminal.</summary>
internal static class TerminalLine
{
    private const int Narrowest = 20;

    /// <summary>A sentence in pieces that fit.</summary>
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

    /// <summary>As much of a line of a table as fits.</summary>
    public static string Cut(string line, int width) => line.Length < Math.Max(Narrowest, width) ? line : line[..(Math.Max(Narrowest, width) - 1)];
}
