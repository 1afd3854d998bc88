using System.CommandLine;
using System.CommandLine.Invocation;

namespace Nabla.Cli;

/// <summary>Handles <c>--version</c>.</summary>
internal sealed class VersionAction(Host host) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        host.Output.WriteLine(ToolVersion.Line);
        return ExitCode.Done;
    }
}
