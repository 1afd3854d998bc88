using Nabla;

namespace Samples;

internal static class TrainANetwork
{
    public static (Network Network, DataSplits Splits, TrainingReport Report, Evaluation Evaluation) Run()
    {
        // sample: train a network
        var (training, test) = ImageDataset.GenerateShapes(trainingCount: 2_000, testCount: 500);
        var splits = DataSplits.Create(training, test, validationFraction: 0.1, seed: 42);
        var network = Network.Create(training.Features, hidden: [128], training.Classes, seed: 42);

        using var processor = new Processor(threads: 2);
        var loss = new SoftmaxCrossEntropy();
        var trainer = new Trainer(network, loss, new Sgd(learningRate: 0.1), new TrainerOptions { Epochs = 10, Seed = 42 }, processor);
        TrainingReport report = trainer.Fit(splits.Train, splits.Validation);
        Evaluation evaluation = Evaluation.Measure(network, loss, splits.Test, processor);
        Console.WriteLine($"Test accuracy {evaluation.Accuracy:P1} after epoch {report.BestEpoch}. Fingerprint {report.BestFingerprint}");
        // end

        return (network, splits, report, evaluation);
    }
}
