using Nabla.Networks;

namespace Nabla.Tests.Training;

public sealed class EvaluationTests
{
    [Fact]
    public void Every_example_counts_once_the_last_partial_batch_too()
    {
        var data = new Blobs(700, 6, 3, new RandomKey(1));
        var network = Network.Create(6, [5], 3);
        network.Initialize(new RandomKey(2));
        using var processor = new Processor(threads: 1);
        var all = DataSplits.All(data, data.MeasureStandardizer([]));
        var result = Evaluation.Measure(network, new SoftmaxCrossEntropy(), all, processor);
        Assert.Equal(700, result.Confusion!.Total);

        double sum = 0;
        for (int i = 0; i < 700; i++)
            sum += Evaluation.Measure(network, new SoftmaxCrossEntropy(), all with { Rows = new[] { i } }, processor).Loss;
        Assert.Equal(sum / 700, result.Loss, 1e-12);
    }

    [Fact]
    public void Class_weights_weigh_every_example_of_the_split_alike_whatever_its_batch()
    {
        var data = new Blobs(700, 6, 3, new RandomKey(1));
        var network = Network.Create(6, [5], 3);
        network.Initialize(new RandomKey(2));
        using var processor = new Processor(threads: 1);
        var all = DataSplits.All(data, data.MeasureStandardizer([]));
        float[] classWeights = [0.5f, 3, 1];
        var loss = new SoftmaxCrossEntropy(labelSmoothing: 0.1f, classWeights);

        // One example alone has the mean w l / w.
        double sum = 0, total = 0;
        for (int i = 0; i < 700; i++)
        {
            var one = Evaluation.Measure(network, loss, all with { Rows = new[] { i } }, processor);
            double weight = classWeights[Enumerable.Range(0, 3).Single(label => one.Confusion!.ToRows()[label].Sum() == 1)];
            sum += weight * one.Loss;
            total += weight;
        }

        Assert.Equal(sum / total, Evaluation.Measure(network, loss, all, processor).Loss, 1e-6);
    }
}
