using Nabla.Networks;

namespace Nabla.Tests.Training;

/// <summary>One output for two classes, weights of examples, and which data, networks and losses go together.</summary>
public sealed class TargetTests
{
    private static readonly string[] NoYes = ["no", "yes"];

    [Fact]
    public void One_output_with_binary_cross_entropy_learns_two_classes()
    {
        var splits = RegressionTests.SplitsOf(Clouds(600));
        var network = Network(4, [8], 1);
        using var processor = new Processor(threads: 1);
        var correct = new CorrectCounter();
        var report = new Trainer(network, new BinaryCrossEntropy(), new Adam(0.01), new TrainerOptions { Epochs = 10, BatchSize = 32 }, processor)
            .Fit(splits.Train, splits.Validation, correct);
        Assert.True(report.Epochs[^1].TrainAccuracy > 0.9);
        Assert.Equal(report.Epochs[^1].TrainAccuracy!.Value * 352, correct.InLastEpoch, 1e-9);

        // The loss and the counts by their definitions, in double precision.
        var test = Evaluation.Measure(network, new BinaryCrossEntropy(), splits.Test, processor);
        double sum = 0;
        int right = 0;
        var workspace = network.CreateWorkspace(splits.Test.Count, processor);
        int[] labels = new int[splits.Test.Count];
        splits.Test.Gather(processor, [.. Enumerable.Range(0, labels.Length)], new int[labels.Length], workspace.Input(labels.Length), labels);
        var output = network.Forward(new Pass(processor, PassMode.Inference), workspace.Input(labels.Length), workspace);
        for (int i = 0; i < labels.Length; i++)
        {
            double x = output[i, 0];
            sum += Math.Log(1 + Math.Exp(labels[i] == 1 ? -x : x));
            right += x > 0 == (labels[i] == 1) ? 1 : 0;
        }

        Assert.Equal(sum / labels.Length, test.Loss, 1e-6);
        Assert.Equal((double)right / labels.Length, test.Accuracy);
        Assert.Equal((2, labels.Length), (test.Confusion!.Classes, test.Confusion.Total));
        Assert.InRange(test.Accuracy!.Value, 0.85, 1);
    }

    [Fact]
    public void A_weight_of_an_example_counts_as_so_many_examples()
    {
        // Each example as often as its weight says, against the weights themselves.
        const int Count = 60;
        float[] weights = [.. Enumerable.Range(0, Count).Select(i => (float)(i % 3))];
        foreach (bool isRegression in new[] { false, true })
        {
            Dataset weighted = isRegression ? Wave.Create(Count, weights: weights) : Clouds(Count, weights), plain = isRegression ? Wave.Create(Count) : Clouds(Count);
            var standardizer = plain.MeasureStandardizer([.. Enumerable.Range(0, Count)]);
            int[] repeated = [.. Enumerable.Range(0, Count).SelectMany(i => Enumerable.Repeat(i, i % 3))];
            var (once, often) = (DataSplits.All(weighted, standardizer), new Subset(plain, repeated, standardizer));
            Loss loss = isRegression ? new MeanSquaredError() : new BinaryCrossEntropy();

            using var processor = new Processor(threads: 1);
            var (first, second) = (Network(plain.Features, [5], 1), Network(plain.Features, [5], 1));
            var a = Step(first, loss, once, processor);
            var b = Step(second, loss, often, processor);
            Assert.Equal(b.Loss, a.Loss, 1e-6);
            float[] expected = second.Parameters.Values.ToArray(), actual = first.Parameters.Values.ToArray();
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5));

            var (x, y) = (Evaluation.Measure(first, loss, once, processor), Evaluation.Measure(first, loss, often, processor));
            Assert.Equal(y.Loss, x.Loss, 1e-6);
            Assert.Equal(Count, isRegression ? x.Regression!.Total : x.Confusion!.Total);
        }
    }

    [Fact]
    public void What_does_not_go_together_is_refused()
    {
        var (wave, clouds) = (Wave.Create(50), Clouds(50));
        var three = new Blobs(60, 4, 3, new RandomKey(3));
        Refused("The network has 4 inputs; wave has 3 features.", Network(4, [], 1), new MeanSquaredError(), wave);
        Refused("The network has 2 outputs; wave is a regression of 1 value, which takes 1 output.", Network(3, [], 2), new MeanSquaredError(), wave);
        Refused("The network has 3 outputs; clouds is a classification into 2 classes, which takes 2 outputs, or 1 with BinaryCrossEntropy.", Network(4, [], 3), new SoftmaxCrossEntropy(), clouds);
        Refused("The network has 1 output; blobs is a classification into 3 classes, which takes 3 outputs.", Network(4, [], 1), new BinaryCrossEntropy(), three);
        Refused("SoftmaxCrossEntropy takes labels; wave is a regression of 1 value: use MeanSquaredError, MeanAbsoluteError or Huber.", Network(3, [], 1), new SoftmaxCrossEntropy(), wave);
        foreach (Loss loss in new Loss[] { new SoftmaxCrossEntropy(), new MeanSquaredError() })
        {
            Refused(
                $"The network has 1 output for the two classes of clouds, which takes BinaryCrossEntropy: use that in place of {loss.Kind}, or give the network 2 outputs.",
                Network(4, [], 1), loss, clouds);
        }

        static void Refused(string message, Network network, Loss loss, Dataset dataset)
        {
            using var processor = new Processor(threads: 1);
            var all = DataSplits.All(dataset, dataset.MeasureStandardizer([0]));
            var trainer = new Trainer(network, loss, new Sgd(0.1), new TrainerOptions { BatchSize = 10 }, processor);
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => trainer.Fit(all, all)).Message, StringComparison.Ordinal);
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Evaluation.Measure(network, loss, all, processor)).Message, StringComparison.Ordinal);
            var step = new GradientStep(network, loss, new Sgd(0.1), 10, new RandomKey(1), processor);
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => step.Run(all, [0], 1)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_validation_set_that_is_empty_or_teaches_something_else_is_refused()
    {
        var train = All(Clouds(50));
        Refused("The validation set of clouds has no examples; at least 1 is required to choose the best epoch.", train with { Rows = Array.Empty<int>() });
        Refused("The validation set narrow has 1 feature; the training set clouds has 4.", All(ArrayDataset.Classification("narrow", new float[2], [0, 1], NoYes)));
        Refused("The validation set other is a classification into 3 classes; the training set clouds is a classification into 2 classes.",
            All(ArrayDataset.Classification("other", new float[8], [0, 1], ["no", "yes", "perhaps"])));
        Refused("The validation set other has the classes yes, no; the training set clouds has no, yes.", All(ArrayDataset.Classification("other", new float[8], [0, 1], ["yes", "no"])));
        Refused("The validation set other is a regression of 2 values; the training set clouds is a classification into 2 classes.",
            All(ArrayDataset.Regression("other", new float[8], new float[4], ["p", "q"])));

        using var processor = new Processor(threads: 1);
        Assert.StartsWith(
            "The split of clouds has no examples to evaluate.",
            Assert.Throws<ArgumentException>(() => Evaluation.Measure(Network(4, [], 2), new SoftmaxCrossEntropy(), train with { Rows = Array.Empty<int>() }, processor)).Message,
            StringComparison.Ordinal);

        void Refused(string message, Subset validation)
        {
            using var own = new Processor(threads: 1);
            var trainer = new Trainer(Network(4, [], 2), new SoftmaxCrossEntropy(), new Sgd(0.1), new TrainerOptions { BatchSize = 10 }, own);
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => trainer.Fit(train, validation)).Message, StringComparison.Ordinal);
        }

        static Subset All(Dataset dataset) => DataSplits.All(dataset, dataset.MeasureStandardizer([0]));
    }

    [Fact]
    public void A_last_layer_that_does_not_go_with_the_loss_is_refused_unless_it_is_asked_for_by_name()
    {
        var softmax = Nabla.Network.Create(4, [], 2, softmax: true);
        Refused("SoftmaxCrossEntropy expects logits, but the network ends with Softmax, which would be applied twice: leave that layer out, or set AllowOutputMismatch.", softmax, new SoftmaxCrossEntropy());
        Refused("BinaryCrossEntropy expects logits, but the network ends with Softmax, which would be applied twice: leave that layer out, or set AllowOutputMismatch.", softmax, new BinaryCrossEntropy());
        Refused("BinaryCrossEntropy expects logits, but the network ends with Sigmoid, which would be applied twice: leave that layer out, or set AllowOutputMismatch.",
            new Network(new Linear(4, 1), new Sigmoid(1)), new BinaryCrossEntropy());
        Refused("NegativeLogLikelihood expects probabilities, but the network ends with Linear: use SoftmaxCrossEntropy, end with Softmax, or set AllowOutputMismatch.", Network(4, [], 2), new NegativeLogLikelihood());

        using var processor = new Processor(threads: 1);
        foreach (Loss loss in new Loss[] { new NegativeLogLikelihood(), new MeanSquaredError(), new MeanAbsoluteError(), new Huber() })
            Assert.NotNull(new Trainer(softmax, loss, new Sgd(0.1), new TrainerOptions(), processor));

        static void Refused(string message, Network network, Loss loss)
        {
            using var own = new Processor(threads: 1);
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new Trainer(network, loss, new Sgd(0.1), new TrainerOptions(), own)).Message, StringComparison.Ordinal);
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new GradientStep(network, loss, new Sgd(0.1), 8, new RandomKey(1), own)).Message, StringComparison.Ordinal);
            Assert.NotNull(new Trainer(network, loss, new Sgd(0.1), new TrainerOptions { AllowOutputMismatch = true }, own));
        }
    }

    [Fact]
    public void A_network_whose_outputs_are_not_numbers_is_evaluated_as_all_wrong()
    {
        var clouds = Clouds(50);
        var network = Network(4, [], 2);
        network.Parameters.Values.Fill(float.NaN);
        using var processor = new Processor(threads: 1);
        var evaluation = Evaluation.Measure(network, new SoftmaxCrossEntropy(), DataSplits.All(clouds, clouds.MeasureStandardizer([0])), processor);
        Assert.Equal(0, evaluation.Accuracy);
        Assert.Equal((50, 25), (evaluation.Confusion!.Total, evaluation.Confusion.Unpredicted(0)));
        Assert.Equal(double.NaN, evaluation.Loss);
    }

    private static (double Loss, double Penalty, int? Correct) Step(Network network, Loss loss, Subset examples, Processor processor) =>
        new GradientStep(network, loss, new Sgd(0.1), examples.Count, new RandomKey(1), processor).Run(examples, [.. Enumerable.Range(0, examples.Count)], 1);

    private static Network Network(int inputs, int[] hidden, int outputs)
    {
        var network = Nabla.Network.Create(inputs, hidden, outputs);
        network.Initialize(new RandomKey(8));
        return network;
    }

    /// <summary>Two clouds of points that overlap a little.</summary>
    private static ArrayDataset Clouds(int count, float[]? weights = null)
    {
        var key = new RandomKey(5);
        float[] features = [.. Enumerable.Range(0, 4 * count).Select(i => key.Normal((ulong)i) + (i / 4 % 2 == 1 ? 2f : 0))];
        return ArrayDataset.Classification("clouds", features, [.. Enumerable.Range(0, count).Select(i => i % 2)], NoYes, weights);
    }

    private sealed class CorrectCounter : ITrainingObserver
    {
        public int InLastEpoch { get; private set; }

        public void OnStep(long step, double loss, double penalty, int? correct, int samples) => InLastEpoch = correct!.Value + ((step - 1) % 11 == 0 ? 0 : InLastEpoch);
    }
}
