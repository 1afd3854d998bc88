using System.Reflection;

namespace Nabla.Cli;

/// <summary>The tool's version, as <c>--version</c> and reports give it.</summary>
internal static class ToolVersion
{
    /// <summary>The version without the commit it was built from.</summary>
    public static string Number { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The line that <c>--version</c> prints.</summary>
    public static string Line => $"nabla {Number}";
}
