namespace Nabla.Cli.Display;

/// <summary>Shows no progress of a run.</summary>
internal sealed class SilentProgress : Progress
{
    public override T Watch<T>(Func<T> work) => work();
}
