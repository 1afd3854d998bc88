using Microsoft.AspNetCore.Components;
using Nabla.Reports.Charts;
using Nabla.Reports.Runs;
using Nabla.Reports.Studies;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>Accuracy and loss of every entry over the epochs.</summary>
public sealed partial class StudyCurvesSection : ComponentBase
{
    /// <summary>Gets or sets the study.</summary>
    [Parameter, EditorRequired]
    public ReportedStudy Study { get; set; } = null!;

    private IReadOnlyList<Figure> All =>
    [
        new("validation-accuracy", "Validation accuracy", "accuracy", IsShare: true, epoch => epoch.ValidationAccuracy),
        new("training-accuracy", "Training accuracy", "accuracy", IsShare: true, epoch => epoch.TrainAccuracy),
        new("validation-loss", "Validation loss", LossUnit, IsShare: false, epoch => epoch.ValidationLoss),
        new("training-loss", "Training loss", LossUnit, IsShare: false, epoch => epoch.TrainLoss),
    ];

    /// <summary>Gets the unit that all entries have in common.</summary>
    private string LossUnit => Study.Result.Entries.Select(entry => RunWords.LossUnit(entry.Recipe)).Distinct(StringComparer.Ordinal).ToList() is [{ } unit] ? $"loss ({unit})" : "loss";

    private string? Note => EntryGroups.Remark(Study.Result.Entries.Count(entry => entry.Epochs.Count > 0));

    private IReadOnlyList<SpreadLine> LinesOf(Figure figure) => [.. Study.Result.Entries.Where(entry => entry.Epochs.Count > 0).Select(entry =>
        new SpreadLine(entry.Name, [.. entry.Epochs.Select(epoch => (epoch.Epoch, figure.Of(epoch)))]) { Best = Best(entry) })];

    private static int? Best(EntryResult entry) => entry.Figures.TryGetValue("bestEpoch", out var best) ? (int)Math.Round(best.Mean) : null;

    private sealed record Figure(string Id, string Title, string Unit, bool IsShare, Func<EpochSpread, Spread?> Of);
}
