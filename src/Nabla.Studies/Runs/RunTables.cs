using System.Globalization;
using System.Text;
using Nabla.Training;

namespace Nabla.Studies;

/// <summary>A run's figures as CSV: numbers that read back to the same bits, in no culture, with "\n" line ends everywhere.</summary>
internal static class RunTables
{
    /// <summary>The first line of <see cref="Steps"/>.</summary>
    public const string StepsHeader = "step,epoch,loss";

    /// <summary>One line a step. A diverged run's last loss is NaN or Infinity.</summary>
    public static string Steps(TrainingReport report, int stepsPerEpoch)
    {
        var text = new StringBuilder(StepsHeader).Append('\n');
        for (int i = 0; i < report.StepLosses.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i + 1},{(i / stepsPerEpoch) + 1},{report.StepLosses[i]:R}\n");
        return text.ToString();
    }

    /// <summary>One line an epoch, with the columns of the result's epochs.</summary>
    public static string Epochs(IReadOnlyList<EpochResult> epochs)
    {
        var text = new StringBuilder("epoch,trainLoss,trainAccuracy,validationLoss,validationAccuracy,seconds,penalty,learningRate\n");
        foreach (var epoch in epochs)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{epoch.Epoch},{epoch.TrainLoss:R},{epoch.TrainAccuracy:R},{epoch.ValidationLoss:R},{epoch.ValidationAccuracy:R},{epoch.Seconds:R},{epoch.Penalty:R},{epoch.LearningRate:R}\n");
        }

        return text.ToString();
    }
}
