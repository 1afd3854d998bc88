namespace Nabla.Cli.Benchmarks;

/// <summary>Returns the name of the processor, without which a speed is meaningless.</summary>
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
