using System.Globalization;
using System.Text;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Reads and writes <c>steps.csv</c> and <c>epochs.csv</c>: culture-invariant round-trip numbers, with "\n" line ends.</summary>
public static class RunTables
{
    private const string StepsHeader = "step,epoch,loss";

    /// <summary>Returns one line per step. A diverged run's last loss is NaN or Infinity.</summary>
    internal static string Steps(TrainingReport report, int stepsPerEpoch)
    {
        var text = new StringBuilder(StepsHeader).Append('\n');
        for (int i = 0; i < report.StepLosses.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i + 1},{(i / stepsPerEpoch) + 1},{report.StepLosses[i]:R}\n");
        return text.ToString();
    }

    /// <summary>Reads the loss of every step from <c>steps.csv</c>.</summary>
    /// <exception cref="RunFormatException">The file is missing or invalid.</exception>
    public static IReadOnlyList<double> ReadSteps(string path)
    {
        var losses = new List<double>();
        foreach (var (line, number) in TableFile.Lines(path, StepsHeader))
        {
            // Each line is "step,epoch,loss"; only the loss is needed, and that no step is missing.
            int comma = line.LastIndexOf(',');
            int first = line.IndexOf(',', StringComparison.Ordinal);
            if (comma <= first
                || !int.TryParse(line.AsSpan(0, first), NumberStyles.None, CultureInfo.InvariantCulture, out int step) || step != losses.Count + 1
                || !double.TryParse(line.AsSpan(comma + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double loss))
            {
                throw TableFile.Wrong(path, number, StepsHeader);
            }

            losses.Add(loss);
        }

        return losses;
    }

    /// <summary>Returns one line per epoch, with the columns of the result's epochs; the accuracies of a regression are empty.</summary>
    internal static string Epochs(IReadOnlyList<EpochResult> epochs)
    {
        bool isRegression = epochs.Any(epoch => epoch.ValidationRmse is not null);
        var text = new StringBuilder("epoch,trainLoss,trainAccuracy,validationLoss,validationAccuracy,seconds,penalty,learningRate");
        text.Append(isRegression ? ",validationRmse,validationMae,validationR2\n" : "\n");
        foreach (var epoch in epochs)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{epoch.Epoch},{epoch.TrainLoss:R},{epoch.TrainAccuracy:R},{epoch.ValidationLoss:R},{epoch.ValidationAccuracy:R},{epoch.Seconds:R},{epoch.Penalty:R},{epoch.LearningRate:R}");
            if (isRegression)
                text.Append(CultureInfo.InvariantCulture, $",{epoch.ValidationRmse:R},{epoch.ValidationMae:R},{epoch.ValidationR2:R}");
            text.Append('\n');
        }

        return text.ToString();
    }
}
