using Spectre.Console;

namespace Nabla.Cli;

/// <summary>What surrounds one call of the tool: its streams, its terminal, its environment, its clock. Tests bring their own.</summary>
internal sealed record Host
{
    /// <summary>Results go here.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Progress and messages go here.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>What another program says to the tool.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>Opens the data that stand on standard input.</summary>
    public Func<Stream> OpenInput { get; init; } = () => Stream.Null;

    /// <summary>Whether somebody looks at the results on a terminal.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether somebody looks at the progress on a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Looks up environment variables.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>Measures how long things take.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Threads when the call does not say.</summary>
    public int ProcessorCount { get; init; } = 1;

    /// <summary>Makes what fetches downloads.</summary>
    public Func<HttpClient> CreateHttpClient { get; init; } = () => new HttpClient { Timeout = TimeSpan.FromMinutes(30) };

    /// <summary>Ctrl-C and SIGTERM.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Whether it was SIGTERM that cancelled.</summary>
    public Func<bool> IsTerminated { get; init; } = () => false;

    /// <summary>The exit code of a cancelled call.</summary>
    public int CancelledCode => IsTerminated() ? ExitCode.Terminated : ExitCode.Cancelled;

    /// <summary>Whether a display may be drawn over: a terminal that understands it, and no build server.</summary>
    public bool CanRedraw => ErrorIsTerminal && Understands && string.IsNullOrEmpty(Environment("CI"));

    private bool Understands => Environment("TERM") is not ("dumb" or "unknown");

    /// <summary>The process's own surroundings.</summary>
    public static Host OfProcess(Interrupts interrupts) => new()
    {
        Input = Console.In,
        OpenInput = Console.OpenStandardInput,
        Output = Console.Out,
        Error = Console.Error,
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Environment = System.Environment.GetEnvironmentVariable,
        ProcessorCount = Math.Clamp(System.Environment.ProcessorCount, 1, 256),
        Cancellation = interrupts.Token,
        IsTerminated = () => interrupts.IsTerminated,
    };

    /// <summary>Draws tables of results.</summary>
    public IAnsiConsole OutputConsole() => CreateConsole(Output, OutputIsTerminal && Understands);

    /// <summary>Draws progress.</summary>
    public IAnsiConsole ErrorConsole() => CreateConsole(Error, ErrorIsTerminal && Understands);

    private IAnsiConsole CreateConsole(TextWriter writer, bool isTerminal)
    {
        bool hasColour = isTerminal && string.IsNullOrEmpty(Environment("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = hasColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Capabilities.Unicode = writer.Encoding.CodePage is 65001 or 1200;
        // A pipe has no width; the one that every reader can be expected to have will do.
        if (!isTerminal)
            console.Profile.Width = 80;
        return console;
    }
}
