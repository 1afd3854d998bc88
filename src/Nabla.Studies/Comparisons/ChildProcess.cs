using System.ComponentModel;
using System.Diagnostics;

namespace Nabla.Studies;

/// <summary>Runs another program to its end.</summary>
internal static class ChildProcess
{
    /// <summary>Returns its exit code, and the last line of its standard error; -1 if it cannot be started.</summary>
    public static (int Code, string Error) Run(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        try
        {
            using var process = Process.Start(start)!;
            using var end = cancellation.Register(() => process.Kill(entireProcessTree: true));
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            string error = process.StandardError.ReadToEnd();
            output.GetAwaiter().GetResult();
            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            return (process.ExitCode, error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("it said nothing").TrimEnd('.'));
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            return (-1, error.Message.TrimEnd('.'));
        }
    }
}
