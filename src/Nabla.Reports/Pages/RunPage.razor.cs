using Microsoft.AspNetCore.Components;
using Nabla.Reports.Runs;

namespace Nabla.Reports.Pages;

/// <summary>The report of one run.</summary>
public sealed partial class RunPage : ComponentBase
{
    /// <summary>Gets or sets the run.</summary>
    [Parameter, EditorRequired]
    public ReportedRun Run { get; set; } = null!;

    private string Version => Run.Result.Machine.Nabla.Split('+')[0];

    private bool HasPredictions => Run is { IsRegression: true, IsPartial: false, Result.BestEpoch: not null };

    private IReadOnlyList<string> ClassNames => [.. Run.Result.PerClass!.Select(figures => figures.Class)];

    private IReadOnlyList<(string Id, string Heading)> Sections =>
    [
        ("summary", "Summary"),
        ("curves", "Training curves"),
        .. Run.Result.ConfusionMatrix is null ? [] : new[] { ("confusion", "Misclassifications"), ("classes", "Metrics by class") },
        .. Run.IsOfTable ? [] : new[] { ("wrong", "Incorrect predictions"), ("weights", "First-layer weights") },
        .. HasPredictions ? [("predictions", "Predictions")] : Array.Empty<(string, string)>(),
        .. Run.Features.Count == 0 ? [] : new[] { ("features", "Features") },
        .. Run.Layers.Count == 0 ? [] : new[] { ("layers", "Layers") },
        ("origin", "Reproduce this run"),
    ];
}
