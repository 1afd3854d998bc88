namespace Nabla.Cli.Display;

/// <summary>Shows nothing.</summary>
internal sealed class SilentProgress : Progress
{
    public override T Watch<T>(Func<T> work) => work();
}
