using System.CommandLine;
using System.Globalization;

namespace Nabla.Cli;

/// <summary><c>--threads N</c>: the number of threads. It never changes a result.</summary>
internal sealed class ThreadsOption(Host host)
{
    private const int Most = 256;

    /// <summary>Gets the option.</summary>
    public Option<string> Option { get; } = new("--threads") { HelpName = "N", Description = "Number of threads; never changes a result [default: all cores]" };

    /// <summary>Returns the specified number of threads, or all cores.</summary>
    /// <exception cref="UsageException">The value is not a valid number of threads.</exception>
    public int Value(ParseResult call)
    {
        if (call.GetValue(Option) is not { } text)
            return host.ProcessorCount;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads is >= 1 and <= Most
            ? threads
            : throw new UsageException($"--threads is \"{text}\"; it must be a whole number from 1 to {Most}.");
    }
}
