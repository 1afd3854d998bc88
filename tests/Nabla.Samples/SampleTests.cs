using Nabla;
using Nabla.Networks;
using Nabla.Testing;

namespace Samples;

/// <summary>Every sample runs, and does what the pages say it does.</summary>
public sealed class SampleTests
{
    private static readonly Lazy<(Network Network, DataSplits Splits, TrainingReport Report, Evaluation Evaluation)> Trained = new(TrainANetwork.Run);

    [Fact]
    public void A_network_is_trained_the_same_way_every_time()
    {
        var (_, _, report, evaluation) = Trained.Value;
        var (_, _, again, _) = TrainANetwork.Run();

        Assert.Equal(10, report.Epochs.Count);
        Assert.True(evaluation.Accuracy > 0.2, $"test accuracy {evaluation.Accuracy}, where guessing gives 0.1");
        Assert.Equal(report.BestFingerprint, again.BestFingerprint);
    }

    [Fact]
    public void An_image_is_classified_as_the_trained_network_does()
    {
        var (network, splits, _, _) = Trained.Value;
        var test = (ImageDataset)splits.Test.Dataset;
        var some = splits.Test with { Rows = splits.Test.Rows[..50] };
        using var folder = new TemporaryFolder();
        new Model(network, test.DescribeInput(splits.Train.Standardizer), LearningTask.Classification(test.ClassNames)).Save(folder["model.safetensors"]);

        var confusion = new ConfusionMatrix(test.Classes);
        foreach (int i in some.Rows.Span)
        {
            var (best, probabilities) = ClassifyAnImage.Run(folder["model.safetensors"], test.Pixels(i).ToArray());
            Assert.Equal(1, probabilities.Sum(), 1e-5);
            confusion.Add(test.Labels[i], best);
        }

        using var processor = new Processor(threads: 1);
        Assert.Equal(Evaluation.Measure(network, new SoftmaxCrossEntropy(), some, processor).Confusion!.ToRows(), confusion.ToRows());
    }

    [Fact]
    public void A_loop_of_ones_own_equals_the_trainer()
    {
        var (_, splits, report, _) = Trained.Value;
        var network = Network.Create(splits.Train.Dataset.Features, hidden: [128], splits.Train.Dataset.Classes);
        network.Initialize(seed: 42);

        double[] losses = OwnTrainingLoop.Run(network, splits.Train, epochs: 10);

        Assert.Equal(report.Epochs.Select(epoch => epoch.TrainLoss), losses);
        Assert.Equal(report.FinalFingerprint, network.Parameters.Fingerprint());
    }

    [Fact]
    public void A_network_with_more_in_it_learns_too()
    {
        var report = TrainWithMore.Run();
        Assert.True(report.StopReason is StopReason.EarlyStopped or StopReason.Completed);
        double best = report.Epochs[report.BestEpoch - 1].ValidationAccuracy!.Value;
        Assert.True(best > 0.2, $"validation accuracy {best}, where guessing gives 0.1");
    }

    [Fact]
    public void A_network_learns_the_sine()
    {
        double[] losses = LearnTheSine.Run(steps: 2000);
        Assert.True(losses[^1] < 1e-3, $"mean squared error {losses[^1]}, after {losses[0]} at first");
    }

    [Fact]
    public void The_second_opinion_gives_gradients_of_gradients()
    {
        var (gradient, steepest, hessian) = AskTheSecondOpinion.Run();
        double first = Math.Exp(0.5 - 2), second = Math.Exp(1.5 + 1);
        Assert.Equal((first + (3 * second)) / 2, gradient[0, 0], 1e-13);
        Assert.Equal(((2 * first) - second) / 2, gradient[1, 0], 1e-13);
        Assert.Equal(2, steepest.Rows);
        Assert.Equal("2x2 [6 0; 0 12]", hessian.ToString());
    }

    [Fact]
    public void A_gradient_agrees_with_central_differences()
    {
        var (analytic, numeric) = CheckAGradient.Run();
        for (int i = 0; i < analytic.Length; i++)
            Assert.Equal(numeric[i], analytic[i], 1e-5);
    }
}
