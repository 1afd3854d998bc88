using System.Diagnostics;

namespace Nabla.Cli.Tests;

/// <summary>The tool as a process of its own, for what one process cannot try: signals, and what the runtime reads when it starts.</summary>
internal static class ToolProcess
{
    public static Process Start(IEnumerable<string> args, params IEnumerable<KeyValuePair<string, string>> environment) => StartIn("", args, environment);

    /// <summary>Starts it in a directory.</summary>
    public static Process StartIn(string directory, IEnumerable<string> args, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "nabla.dll"), .. args])
        {
            UseShellExecute = false,
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
