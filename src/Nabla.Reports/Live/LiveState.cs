using Nabla.Reports.Runs;
using Nabla.Studies;

namespace Nabla.Reports.Live;

/// <summary>A run at one moment. It never changes; when the run has moved on, there is another.</summary>
/// <param name="hasEnded">Whether this is the run's last state.</param>
/// <param name="read">Makes what the report shows; called once at most, when somebody looks.</param>
public sealed class LiveState(bool hasEnded, Func<ReportedRun> read)
{
    private readonly Lazy<ReportedRun> _run = new(read);

    /// <summary>Whether this is the run's last state.</summary>
    public bool HasEnded { get; } = hasEnded;

    /// <summary>What the report shows.</summary>
    /// <exception cref="RunFormatException">A directory holds no run that can be shown.</exception>
    /// <exception cref="InvalidDataException">Its model or checkpoint is damaged.</exception>
    public ReportedRun Run => _run.Value;
}

/// <summary>A run that may go on while somebody looks.</summary>
public interface ILiveRun
{
    /// <summary>The run at this moment: the same object for as long as nothing new is to be seen. Asked by one thread at a time.</summary>
    LiveState State { get; }
}
