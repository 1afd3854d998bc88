using System.Globalization;
using Nabla.Networks;

namespace Nabla.Cli.Display;

/// <summary>Formats a finished epoch as one line under a header, 76 columns wide.</summary>
internal static class EpochLine
{
    /// <summary>Gets the two header lines.</summary>
    public static string[] Head { get; } =
    [
        "             training             validation",
        "  epoch      loss   accuracy      loss   accuracy     samples/s",
    ];

    /// <summary>Gets the two header lines for a regression.</summary>
    public static string[] RegressionHead { get; } =
    [
        "           training             validation",
        "  epoch        loss        loss        RMSE         R²     samples/s",
    ];

    /// <summary>Formats one epoch's figures.</summary>
    public static string Format(EpochRecord epoch, int epochs, int samplesPerEpoch) => epoch.ValidationAccuracy is { } validation && epoch.TrainAccuracy is { } training
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{$"{epoch.Epoch}/{epochs}",7}{Figures.Loss(epoch.TrainLoss),10}{Figures.Percent(training),11}{Figures.Loss(epoch.ValidationLoss!.Value),10}{Figures.Percent(validation),11}{Figures.Count(SamplesPerSecond(epoch, samplesPerEpoch)),14}")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{$"{epoch.Epoch}/{epochs}",7}{Figures.Loss(epoch.TrainLoss),12}{Figures.Loss(epoch.ValidationLoss!.Value),12}{Figures.Rounded(epoch.ValidationRmse!.Value),12}{Figures.Share(epoch.ValidationR2!.Value),11}{Figures.Count(SamplesPerSecond(epoch, samplesPerEpoch)),14}");

    /// <summary>Returns the training throughput of an epoch, in samples per second.</summary>
    public static double SamplesPerSecond(EpochRecord epoch, int samples) => epoch.TrainingTime > TimeSpan.Zero ? samples / epoch.TrainingTime.TotalSeconds : 0;
}
