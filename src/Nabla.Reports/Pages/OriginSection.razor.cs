using Microsoft.AspNetCore.Components;
using Nabla.Reports.Runs;

namespace Nabla.Reports.Pages;

/// <summary>The origin of the figures, and how to reproduce them.</summary>
public sealed partial class OriginSection : ComponentBase
{
    /// <summary>Gets or sets the run.</summary>
    [Parameter, EditorRequired]
    public ReportedRun Run { get; set; } = null!;

    private IEnumerable<(string Name, string Value)> Machine
    {
        get
        {
            var machine = Run.Result.Machine;
            yield return ("Nabla", machine.Nabla);
            yield return (".NET", machine.Runtime);
            yield return ("system", machine.System);
            yield return ("threads", Figures.Count(machine.Threads));
            yield return ("vector width", Figures.Plural(machine.VectorWidth, "float", "floats"));
            yield return ("stop reason", RunWords.Ended(Run.Result.StopReason));
        }
    }

    private IEnumerable<(string Name, string Value)> Fingerprints =>
    [
        ("initial weights", Run.Result.InitialFingerprint),
        ("last step", Run.Result.FinalFingerprint),
        ("best epoch", Run.Result.BestFingerprint),
    ];
}
