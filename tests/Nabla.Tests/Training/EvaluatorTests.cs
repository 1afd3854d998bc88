using Nabla.Data;
using Nabla.Kernels;
using Nabla.Losses;
using Nabla.Networks;
using Nabla.Numerics;
using Nabla.Training;

namespace Nabla.Tests.Training;

public sealed class EvaluatorTests
{
    [Fact]
    public void Every_example_counts_once_the_last_partial_batch_too()
    {
        var data = new Blobs(700, 6, 3, new RandomKey(1));
        var network = MultilayerPerceptron.Create(6, [5], 3);
        network.Initialize(new RandomKey(2));
        using var processor = new Processor(threads: 1);
        var all = DataSplits.All(data, data.MeasureStandardizer([]));
        var result = Evaluator.Evaluate(network, new SoftmaxCrossEntropy(), all, processor);
        Assert.Equal(700, result.Confusion.Total);

        double sum = 0;
        for (int i = 0; i < 700; i++)
            sum += Evaluator.Evaluate(network, new SoftmaxCrossEntropy(), all with { Rows = new[] { i } }, processor).Loss;
        Assert.Equal(sum / 700, result.Loss, 1e-12);
    }
}
