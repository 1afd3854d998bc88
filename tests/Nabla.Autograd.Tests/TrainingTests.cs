using Nabla.Autograd.Layers;
using Nabla.Autograd.Losses;
using Nabla.Autograd.Optimizers;
using Nabla.Autograd.Training;
using Nabla.Testing;

namespace Nabla.Autograd.Tests;

/// <summary>A whole recipe in double precision.</summary>
public sealed class TrainingTests
{
    [Fact]
    public void A_step_computes_the_gradient_of_loss_and_penalty()
    {
        var network = Network();
        var batch = Drawn.Normal(8, 6, 1);
        var targets = new Targets([0, 1, 2, 0, 1, 2, 0, 1]);
        Matrix[] masks = [Drawn.Map(Drawn.Normal(8, 5, 2), x => x > 0 ? 2 : 0)];
        var step = new TrainingStep(network, new Autograd.Losses.SoftmaxCrossEntropy(), new Autograd.Optimizers.Sgd(), new ElasticNet(0.01, 0.02));
        step.Differentiate(batch, targets, masks);
        Matrix[] gradients = [.. step.Gradients.Select(gradient => gradient.Copy())];

        // All together: a bias before a normalisation has a gradient of 0, and no relative error.
        double[] numeric = [.. network.Parameters.SelectMany(parameter => CentralDifferences.Gradient(parameter.Value.Elements, () =>
        {
            step.Differentiate(batch, targets, masks);
            return step.Loss + step.Penalty;
        }))];
        Assert.True(Compare.RelativeError([.. gradients.SelectMany(gradient => gradient.Elements)], numeric) < 1e-8);
    }

    [Fact]
    public void Training_makes_the_loss_small()
    {
        foreach (UpdateRule rule in new UpdateRule[] { new Autograd.Optimizers.Sgd(0.9), new Autograd.Optimizers.Sgd(0.9, nesterov: true), new Autograd.Optimizers.Adam(), new Autograd.Optimizers.Adam(weightDecay: 0.01), new RmsProp(), new RmsProp(momentum: 0.5) })
        {
            var (first, last) = Train(rule);
            Assert.True(last < first / 2, $"{rule.GetType().Name}: {first} became {last}.");
        }
    }

    /// <summary>96 rows and 96 · 40 · 30 products are so many that threads share them.</summary>
    [Fact]
    public void Training_does_not_depend_on_threads()
    {
        Assert.Equal(Losses(threads: 1), Losses(threads: 3));

        static double[] Losses(int threads)
        {
            var network = WithWeights(new Sequence(new Linear(40, 30), new BatchNorm(30), new Tanh(), new Linear(30, 3)));
            var step = new TrainingStep(network, new Autograd.Losses.SoftmaxCrossEntropy(), new Autograd.Optimizers.Sgd(0.9), penalty: null, threads);
            var batch = Drawn.Normal(96, 40, 1);
            var targets = new Targets([.. Enumerable.Range(0, 96).Select(i => i % 3)]);
            return [.. Enumerable.Range(0, 5).Select(_ => step.Run(batch, targets, 0.1))];
        }
    }

    [Fact]
    public void A_rule_goes_on_from_the_memories_of_another()
    {
        var (value, gradient) = (Matrix.Of([[1, -2, 3]]), Matrix.Of([[0.5, 0.25, -1]]));
        Parameter whole = new("weight", ParameterRole.Weight, value.Copy()), parted = whole with { Value = value.Copy() };
        Autograd.Optimizers.Adam rule = new(), before = new(), after = new();
        for (int i = 0; i < 4; i++)
            rule.Update([whole], [gradient], 0.1);

        before.Update([parted], [gradient], 0.1);
        before.Update([parted], [gradient], 0.1);
        after.ResumeAfter(before.Step);
        foreach (var (from, to) in before.Memories([parted])[0].Zip(after.Memories([parted])[0]))
            from.Data.CopyTo(to.Data);
        after.Update([parted], [gradient], 0.1);
        after.Update([parted], [gradient], 0.1);

        Assert.Equal((4, 4), (rule.Step, after.Step));
        Assert.Equal(whole.Value.Elements, parted.Value.Elements);
    }

    [Fact]
    public void A_mask_too_many_is_refused()
    {
        var step = new TrainingStep(new Sequence(new Linear(2, 3)), new Autograd.Losses.SoftmaxCrossEntropy(), new Autograd.Optimizers.Sgd());
        var refused = Assert.Throws<ArgumentException>(() => step.Run(new Matrix(1, 2), new Targets([0]), 0.1, [new Matrix(1, 3)]));
        Assert.Equal("There are 1 masks, and 0 dropout layers. Give one mask for each layer.", refused.Message);
    }

    private static (double First, double Last) Train(UpdateRule rule)
    {
        var step = new TrainingStep(Network(), new Autograd.Losses.SoftmaxCrossEntropy(), rule);
        var batch = Drawn.Normal(8, 6, 1);
        var targets = new Targets([0, 1, 2, 0, 1, 2, 0, 1]);
        double first = step.Run(batch, targets, 0.01);
        for (int i = 0; i < 100; i++)
            step.Run(batch, targets, 0.01);
        return (first, step.Loss);
    }

    private static Sequence Network() => WithWeights(new Sequence(
        new Linear(6, 5), new BatchNorm(5), new Elu(), new Dropout(), new Residual(new Linear(5, 5), new WhiteningBatchNorm(5), new Tanh()), new Linear(5, 3)));

    private static Sequence WithWeights(Sequence network)
    {
        for (int i = 0; i < network.Parameters.Count; i++)
        {
            if (network.Parameters[i].Role == ParameterRole.Weight)
                Drawn.Normal(network.Parameters[i].Value.Rows, network.Parameters[i].Value.Columns, (ulong)(10 + i)).Data.CopyTo(network.Parameters[i].Value.Data);
        }

        return network;
    }
}
