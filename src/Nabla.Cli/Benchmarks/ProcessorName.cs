namespace Nabla.Cli.Benchmarks;

/// <summary>What the processor calls itself: a speed without it says nothing.</summary>
internal static class ProcessorName
{
    private const string LinuxFile = "/proc/cpuinfo";

    public static string Read(Func<string, string?> environment)
    {
        if (File.Exists(LinuxFile) && File.ReadLines(LinuxFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line)
            return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        return environment("PROCESSOR_IDENTIFIER") ?? "unknown processor";
    }
}
