using System.CommandLine;
using System.Globalization;

namespace Nabla.Cli;

/// <summary><c>--threads N</c>: how many threads share the work. It never changes a result.</summary>
internal sealed class ThreadsOption(Host host)
{
    private const int Most = 256;

    /// <summary>The option.</summary>
    public Option<string> Option { get; } = new("--threads") { HelpName = "N", Description = "Number of threads; never changes a result [default: all cores]" };

    /// <summary>What the call says, or all cores.</summary>
    /// <exception cref="UsageException">It is not a number that there can be of threads.</exception>
    public int Value(ParseResult call)
    {
        if (call.GetValue(Option) is not { } text)
            return host.ProcessorCount;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads is >= 1 and <= Most
            ? threads
            : throw new UsageException($"--threads is \"{text}\"; it must be a whole number from 1 to {Most}.");
    }
}
