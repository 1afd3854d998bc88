namespace Nabla.Cli;

/// <summary>What the tool tells the shell. Scripts rely on these numbers.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A check failed.</summary>
    public const int CheckFailed = 1;

    /// <summary>The call or the recipe is wrong, or the place of the output is refused.</summary>
    public const int WrongCall = 2;

    /// <summary>The data or the model file is missing or wrong.</summary>
    public const int WrongData = 3;

    /// <summary>The run diverged.</summary>
    public const int Diverged = 4;

    /// <summary>A disk or an output failed.</summary>
    public const int OutputFailed = 5;

    /// <summary>An error of Nabla's own: EX_SOFTWARE of sysexits.h, apart from all that a user can cause.</summary>
    public const int Internal = 70;

    /// <summary>Cancelled: 128 plus the number of SIGINT, as shells have it.</summary>
    public const int Cancelled = 130;

    /// <summary>Terminated: 128 plus the number of SIGTERM.</summary>
    public const int Terminated = 143;
}
