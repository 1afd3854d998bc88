using Nabla.Data;
using Nabla.Kernels;
using Nabla.Losses;
using Nabla.Networks;
using Nabla.Numerics;
using Nabla.Optimizers;
using Nabla.Training;

namespace Nabla.Samples;

internal static class TrainANetwork
{
    public static (Network Network, DataSplits Splits, TrainingReport Report, Evaluation Evaluation) Run()
    {
        // sample: train a network
        var (training, test) = Shapes.Generate(new ShapesOptions { TrainingCount = 2_000, TestCount = 500 });
        var key = new RandomKey(Seed: 42);
        var splits = DataSplits.Create(training, test, validationFraction: 0.1, key.Fold(RandomStreams.Splitting));

        var network = MultilayerPerceptron.Create(training.Features, hidden: [128], training.Classes);
        network.Initialize(key.Fold(RandomStreams.Initialization));

        using var processor = new Processor(threads: 2);
        var loss = new SoftmaxCrossEntropy();
        var trainer = new Trainer(network, loss, new Sgd(learningRate: 0.1f), new TrainerOptions { Epochs = 10, Seed = 42 }, processor);
        TrainingReport report = trainer.Fit(splits.Train, splits.Validation);
        Evaluation evaluation = Evaluator.Evaluate(network, loss, splits.Test, processor);
        Console.WriteLine($"Epoch {report.BestEpoch}: {evaluation.Accuracy:P1} of the test images are right. {report.BestFingerprint}");
        // end

        return (network, splits, report, evaluation);
    }
}
