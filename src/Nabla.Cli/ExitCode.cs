namespace Nabla.Cli;

/// <summary>The exit codes of the tool. Scripts rely on these numbers.</summary>
internal static class ExitCode
{
    /// <summary>Success.</summary>
    public const int Done = 0;

    /// <summary>A check failed.</summary>
    public const int CheckFailed = 1;

    /// <summary>The call or the recipe is invalid, or the output directory is rejected.</summary>
    public const int WrongCall = 2;

    /// <summary>The data or the model file is missing or invalid.</summary>
    public const int WrongData = 3;

    /// <summary>The run diverged.</summary>
    public const int Diverged = 4;

    /// <summary>Writing to a disk or an output failed.</summary>
    public const int OutputFailed = 5;

    /// <summary>An internal error of Nabla: EX_SOFTWARE of sysexits.h, distinct from all errors that a user can cause.</summary>
    public const int Internal = 70;

    /// <summary>Cancelled: 128 plus the number of SIGINT, the convention of shells.</summary>
    public const int Cancelled = 130;

    /// <summary>Terminated: 128 plus the number of SIGTERM.</summary>
    public const int Terminated = 143;
}
