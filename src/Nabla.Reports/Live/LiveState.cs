using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Live;

/// <summary>An immutable snapshot of a run.</summary>
/// <param name="hasEnded">Whether this is the run's last state.</param>
/// <param name="read">Reads the report's data; called at most once, on first use.</param>
public sealed class LiveState(bool hasEnded, Func<ReportedRun> read)
{
    private readonly Lazy<ReportedRun> _run = new(read);

    /// <summary>Gets whether this is the run's last state.</summary>
    public bool HasEnded { get; } = hasEnded;

    /// <summary>Gets the report's data.</summary>
    /// <exception cref="RunFormatException">The directory does not contain a run.</exception>
    /// <exception cref="InvalidDataException">The model or checkpoint is damaged.</exception>
    public ReportedRun Run => _run.Value;
}

/// <summary>A run that may still be in progress.</summary>
public interface ILiveRun
{
    /// <summary>Gets the current state: the same object until there is something new. Called by one thread at a time.</summary>
    LiveState State { get; }
}
