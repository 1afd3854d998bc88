using Microsoft.AspNetCore.Components;
using Nabla.Reports.Live;
using Nabla.Reports.Runs;

namespace Nabla.Reports.Pages;

/// <summary>A run in six figures and a few sentences.</summary>
public sealed partial class SummarySection : ComponentBase
{
    /// <summary>Gets or sets the run.</summary>
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
                yield return ("Test accuracy", Figures.Percent(accuracy), $"of {Figures.Count(RunWords.Examples(result))} test {RunWords.Noun(result)}s");
                yield return ("Test loss", result.TestLoss is { } loss ? Figures.Loss(loss) : "not finite", RunWords.LossUnit(result.Recipe) is { } unit ? $"mean, in {unit} per {RunWords.Noun(result)}" : $"mean per {RunWords.Noun(result)}");
                yield return ("Best epoch", Figures.Invariant($"{best} of {result.Epochs.Count}"), $"validation accuracy {Figures.Percent(result.Epochs[best - 1].ValidationAccuracy ?? double.NaN)}");
            }
            else if (result is { BestEpoch: { } bestOfValues, TestRmse: { } rmse, TestMae: { } mae })
            {
                yield return ("Test RMSE", Figures.Rounded(rmse), "root mean squared error, in the units of the target");
                yield return ("Test MAE", Figures.Rounded(mae), "mean absolute error, in the units of the target");
                yield return ("Test R²", result.TestR2 is { } r2 ? Figures.Share(r2) : "not defined", "1 is perfect; predicting the mean gives 0");
                yield return ("Best epoch", Figures.Invariant($"{bestOfValues} of {result.Epochs.Count}"), $"validation RMSE {Figures.Rounded(result.Epochs[bestOfValues - 1].ValidationRmse ?? double.NaN)}");
            }

            yield return ("Trainable parameters", Figures.Count(result.Parameters), $"hidden layers: {RunWords.Hidden(result.Recipe)}");
            yield return ("Training time", Figures.Duration(result.TrainingSeconds), $"in {Figures.Plural(result.Steps, "step", "steps")}");
            yield return ("Throughput", Figures.Count(result.SamplesPerSecond), "samples/s");
        }
    }
}
