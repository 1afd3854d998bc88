using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Nabla.Cli;

/// <summary>Handles <c>--version</c>.</summary>
internal sealed class VersionAction(Host host) : SynchronousCommandLineAction
{
    /// <summary>Gets the version, as output by <c>--version</c>.</summary>
    public static string Version { get; } =
        typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public override int Invoke(ParseResult parseResult)
    {
        host.Output.WriteLine($"nabla {Version}");
        return ExitCode.Done;
    }
}
