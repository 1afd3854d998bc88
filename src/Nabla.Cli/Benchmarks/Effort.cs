namespace Nabla.Cli.Benchmarks;

/// <summary>How long to measure.</summary>
/// <param name="WarmUp">Runs before anything is timed: the runtime replaces first-call code only after a tenth of a second.</param>
/// <param name="Sample">What one sample lasts at least, so that the clock's own steps do not show.</param>
/// <param name="Samples">How many samples a median is taken of.</param>
internal sealed record Effort(TimeSpan WarmUp, TimeSpan Sample, int Samples)
{
    /// <summary>For figures to publish.</summary>
    public static Effort Full { get; } = new(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(10), 31);

    /// <summary>For a first look, and for tests.</summary>
    public static Effort Quick { get; } = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(1), 5);
}
