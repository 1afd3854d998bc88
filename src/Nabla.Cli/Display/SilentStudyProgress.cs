namespace Nabla.Cli.Display;

/// <summary>Shows no progress of a study.</summary>
internal sealed class SilentStudyProgress : StudyProgress
{
    public override T Watch<T>(Func<T> work) => work();
}
