namespace Nabla.Cli.Display;

/// <summary>Shows nothing of a study.</summary>
internal sealed class SilentStudyProgress : StudyProgress
{
    public override T Watch<T>(Func<T> work) => work();
}
