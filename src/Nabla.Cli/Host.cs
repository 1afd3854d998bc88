using Spectre.Console;

namespace Nabla.Cli;

/// <summary>The environment of one call of the tool: its streams, terminal, environment variables and clock. Tests substitute their own.</summary>
internal sealed record Host
{
    /// <summary>Gets the writer of results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Gets the writer of progress and messages.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Gets the reader of another program's requests.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>Gets the function that opens standard input for data.</summary>
    public Func<Stream> OpenInput { get; init; } = () => Stream.Null;

    /// <summary>Gets whether the results go to a terminal.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Gets whether the progress goes to a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Gets the lookup of environment variables.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets the default number of threads.</summary>
    public int ProcessorCount { get; init; } = 1;

    /// <summary>Gets the function that creates the client for downloads.</summary>
    public Func<HttpClient> CreateHttpClient { get; init; } = () => new HttpClient { Timeout = TimeSpan.FromMinutes(30) };

    /// <summary>Gets the token that Ctrl-C and SIGTERM cancel.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Gets the function that returns whether SIGTERM cancelled.</summary>
    public Func<bool> IsTerminated { get; init; } = () => false;

    /// <summary>Gets the exit code of a cancelled call.</summary>
    public int CancelledCode => IsTerminated() ? ExitCode.Terminated : ExitCode.Cancelled;

    /// <summary>Gets whether a display may be redrawn: on a capable terminal, and not on a build server.</summary>
    public bool CanRedraw => ErrorIsTerminal && Understands && string.IsNullOrEmpty(Environment("CI"));

    private bool Understands => Environment("TERM") is not ("dumb" or "unknown");

    /// <summary>Returns the environment of the process.</summary>
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

    /// <summary>Creates the console for results.</summary>
    public IAnsiConsole OutputConsole() => CreateConsole(Output, OutputIsTerminal && Understands);

    /// <summary>Creates the console for progress.</summary>
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
        // A pipe has no width; use a conservative one.
        if (!isTerminal)
            console.Profile.Width = 80;
        return console;
    }
}
