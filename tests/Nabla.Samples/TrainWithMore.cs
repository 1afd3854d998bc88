using Nabla;
using Nabla.Networks;

namespace Samples;

internal static class TrainWithMore
{
    public static TrainingReport Run()
    {
        var (training, _) = ImageDataset.GenerateShapes(trainingCount: 1_000, testCount: 200);
        var splits = DataSplits.Create(training, training, validationFraction: 0.1, seed: 42);
        using var processor = new Processor(threads: 2);

        // sample: train with more
        var network = Network.Create(
            training.Features, hidden: [64, 64, 64], training.Classes,
            normalization: Normalization.Batch, dropout: 0.1, residual: true, seed: 42);

        var options = new TrainerOptions
        {
            Epochs = 30,
            L2 = [1e-4],
            Schedule = LearningRateSchedule.WarmUp(steps: 20, LearningRateSchedule.Cosine()),
            MaxGradientNorm = 5,
            Patience = 5,
        };
        var trainer = new Trainer(network, new SoftmaxCrossEntropy(labelSmoothing: 0.05f), new Adam(learningRate: 0.003, weightDecay: 0.01), options, processor);
        TrainingReport report = trainer.Fit(splits.Train, splits.Validation);
        Console.WriteLine($"Ended after {report.Epochs.Count} epochs ({report.StopReason}), best was {report.BestEpoch}.");
        // end

        return report;
    }
}
