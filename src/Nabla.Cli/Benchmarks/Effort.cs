namespace Nabla.Cli.Benchmarks;

/// <summary>The duration of a measurement.</summary>
/// <param name="WarmUp">The time to run before measurements: the runtime replaces first-call code only after a tenth of a second.</param>
/// <param name="Sample">The minimum duration of a sample, so that the resolution of the clock does not matter.</param>
/// <param name="Samples">The number of samples for a median.</param>
internal sealed record Effort(TimeSpan WarmUp, TimeSpan Sample, int Samples)
{
    /// <summary>Gets the effort for published figures.</summary>
    public static Effort Full { get; } = new(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(10), 31);

    /// <summary>Gets the effort for a quick estimate, and for tests.</summary>
    public static Effort Quick { get; } = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(1), 5);
}
