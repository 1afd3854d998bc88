using Microsoft.AspNetCore.Components;
using Nabla.Reports.Live;
using Nabla.Reports.Runs;

namespace Nabla.Reports.Pages;

/// <summary>The run in six figures and a few sentences.</summary>
public sealed partial class SummarySection : ComponentBase
{
    /// <summary>The run.</summary>
    [Parameter, EditorRequired]
    public ReportedRun Run { get; set; } = null!;

    private IEnumerable<(string Name, string Value, string Remark)> Facts
    {
        get
        {
            if (Run.IsPartial)
            {
                foreach (var fact in PartialWords.Facts(Run))
                    yield return fact;
                yield break;
            }

            var result = Run.Result;
            if (result is { BestEpoch: { } best, TestAccuracy: { } accuracy })
            {
                yield return ("Test accuracy", Figures.Percent(accuracy), $"of {Figures.Count(RunWords.Examples(result))} test images");
                yield return ("Test loss", result.TestLoss is { } loss ? Figures.Loss(loss) : "not finite", RunWords.LossUnit(result.Recipe) is { } unit ? $"{unit} an image, on average" : "an image, on average");
                yield return ("Best epoch", Figures.Invariant($"{best} of {result.Epochs.Count}"), $"validation accuracy {Figures.Percent(result.Epochs[best - 1].ValidationAccuracy)}");
            }

            yield return ("Trained numbers", Figures.Count(result.Parameters), $"hidden layers: {RunWords.Hidden(result.Recipe)}");
            yield return ("Training", Figures.Duration(result.TrainingSeconds), $"in {Figures.Plural(result.Steps, "step", "steps")}");
            yield return ("Speed", Figures.Count(result.SamplesPerSecond), "images learnt from in a second");
        }
    }
}
