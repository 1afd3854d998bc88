using Nabla.Networks;
using Nabla.Studies;

namespace Nabla.Cli.Display;

/// <summary>Shows a run in lines, for files, pipes and build servers: no escape codes, no redrawing.</summary>
internal sealed class PlainProgress(TextWriter writer) : Progress
{
    private int _epochs;
    private int _samplesPerEpoch;

    public override T Watch<T>(Func<T> work) => work();

    public override void OnReady(RunPlan plan)
    {
        foreach (string line in Headline(plan))
            writer.WriteLine(line);
    }

    public override void OnStart(int epochs, int stepsPerEpoch, int samplesPerEpoch) => (_epochs, _samplesPerEpoch) = (epochs, samplesPerEpoch);

    public override void OnResume(IReadOnlyList<EpochRecord> epochs) => writer.WriteLine(Continuing(epochs.Count, _epochs));

    public override void OnEpoch(EpochRecord epoch)
    {
        writer.WriteLine(
            $"epoch {epoch.Epoch}/{_epochs}: training loss {Figures.Loss(epoch.TrainLoss)}{(epoch.TrainAccuracy is { } training ? $", accuracy {Figures.Percent(training)}" : "")}; "
            + $"validation loss {Figures.Loss(epoch.ValidationLoss!.Value)}, "
            + (epoch.ValidationAccuracy is { } validation ? $"accuracy {Figures.Percent(validation)}; " : $"RMSE {Figures.Rounded(epoch.ValidationRmse!.Value)}, R² {Figures.Share(epoch.ValidationR2!.Value)}; ")
            + $"{Figures.Count(EpochLine.SamplesPerSecond(epoch, _samplesPerEpoch))} samples/s");
        writer.Flush();
    }
}
