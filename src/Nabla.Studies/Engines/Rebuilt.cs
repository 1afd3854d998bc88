using Nabla.Layers;
using Nabla.Losses;
using Nabla.Networks;
using Nabla.Optimizers;
using Nabla.Training;

namespace Nabla.Studies;

/// <summary>The library's networks, losses and rules, rebuilt on the second opinion with the same settings. Numbers of single precision are taken as they are.</summary>
internal static class Rebuilt
{
    /// <summary>The network, with the values that its parameters and running statistics have now.</summary>
    public static Autograd.Layers.Sequence Network(Network network)
    {
        var rebuilt = new Autograd.Layers.Sequence([.. network.Layers.Select(Layer)]);
        Copy(network.Parameters.All, rebuilt.Parameters);
        Copy(network.Parameters.Buffers, rebuilt.Statistics);
        return rebuilt;

        static void Copy(IReadOnlyList<Parameter> from, IReadOnlyList<Autograd.Layers.Parameter> to)
        {
            for (int i = 0; i < from.Count; i++)
                to[i].Value.CopyFrom(from[i].Value.ToRowMajor());
        }
    }

    /// <summary>The loss.</summary>
    public static Autograd.Losses.Loss Loss(Loss loss) => loss switch
    {
        SoftmaxCrossEntropy entropy => new Autograd.Losses.SoftmaxCrossEntropy(entropy.LabelSmoothing, Doubles(entropy.ClassWeights)),
        BinaryCrossEntropy => new Autograd.Losses.BinaryCrossEntropy(),
        MeanSquaredError => new Autograd.Losses.MeanSquaredError(),
        MeanAbsoluteError => new Autograd.Losses.MeanAbsoluteError(),
        Huber huber => new Autograd.Losses.Huber(huber.Delta),
        _ => throw new NotSupportedException($"The loss {loss.Kind} is not rebuilt on the autograd engine."),
    };

    /// <summary>The update rule.</summary>
    public static Autograd.Optimizers.UpdateRule Rule(Optimizer optimizer) => optimizer switch
    {
        Sgd sgd => new Autograd.Optimizers.Sgd(sgd.Momentum, sgd.Nesterov, sgd.WeightDecay),
        AdaptiveMoments adam => new Autograd.Optimizers.Adam(adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay),
        RmsProp rms => new Autograd.Optimizers.RmsProp(rms.Smoothing, rms.Epsilon, rms.Momentum, rms.WeightDecay),
        _ => throw new NotSupportedException($"The optimizer {optimizer.Kind} is not rebuilt on the autograd engine."),
    };

    /// <summary>The penalty; null where there is none.</summary>
    public static Autograd.Losses.ElasticNet? Penalty(TrainerOptions options) =>
        options.L1.Concat(options.L2).All(coefficient => coefficient == 0) ? null : new(options.L1, options.L2);

    private static Autograd.Layers.Layer Layer(Layer layer) => layer switch
    {
        Linear => new Autograd.Layers.Linear(layer.Inputs, layer.Outputs),
        Elu elu => new Autograd.Layers.Elu(elu.Alpha),
        Relu => new Autograd.Layers.Relu(),
        LeakyRelu leaky => new Autograd.Layers.LeakyRelu(leaky.Slope),
        Sigmoid => new Autograd.Layers.Sigmoid(),
        Tanh => new Autograd.Layers.Tanh(),
        Softplus => new Autograd.Layers.Softplus(),
        Softmax => new Autograd.Layers.Softmax(),
        Identity => new Autograd.Layers.Identity(),
        BatchNorm norm => new Autograd.Layers.BatchNorm(norm.Inputs, norm.Epsilon, norm.Momentum),
        WhiteningBatchNorm norm => new Autograd.Layers.WhiteningBatchNorm(norm.Inputs, norm.Epsilon, norm.Momentum),
        Dropout => new Autograd.Layers.Dropout(),
        Residual block => new Autograd.Layers.Residual([.. block.Layers.Select(Layer)]),
        _ => throw new NotSupportedException($"The layer {layer} is not rebuilt on the autograd engine."),
    };

    private static IReadOnlyList<double>? Doubles(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
            return null;
        double[] doubles = new double[values.Length];
        for (int i = 0; i < doubles.Length; i++)
            doubles[i] = values[i];
        return doubles;
    }
}
