using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Converts the library's losses and optimizers to the autograd engine, with the same settings; <see cref="AutogradLayers"/> converts networks. Single-precision values are used unchanged.</summary>
internal static class Rebuilt
{
    /// <summary>Converts a loss.</summary>
    public static Autograd.Losses.Loss Loss(Loss loss) => loss switch
    {
        SoftmaxCrossEntropy entropy => new Autograd.Losses.SoftmaxCrossEntropy(entropy.LabelSmoothing, Doubles(entropy.ClassWeights)),
        BinaryCrossEntropy => new Autograd.Losses.BinaryCrossEntropy(),
        MeanSquaredError => new Autograd.Losses.MeanSquaredError(),
        MeanAbsoluteError => new Autograd.Losses.MeanAbsoluteError(),
        Huber huber => new Autograd.Losses.Huber(huber.Delta),
        _ => throw new NotSupportedException($"The loss {loss.Kind} is not supported by the autograd engine."),
    };

    /// <summary>Converts an optimizer.</summary>
    public static Autograd.Optimizers.UpdateRule Rule(Optimizer optimizer) => optimizer switch
    {
        Sgd sgd => new Autograd.Optimizers.Sgd(sgd.Momentum, sgd.Nesterov, sgd.WeightDecay),
        Adam adam => new Autograd.Optimizers.Adam(adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay),
        RmsProp rms => new Autograd.Optimizers.RmsProp(rms.Smoothing, rms.Epsilon, rms.Momentum, rms.WeightDecay),
        _ => throw new NotSupportedException($"The optimizer {optimizer.Kind} is not supported by the autograd engine."),
    };

    /// <summary>Converts the penalty; null if there is none.</summary>
    public static Autograd.Losses.ElasticNet? Penalty(TrainerOptions options) =>
        options.L1.Concat(options.L2).All(coefficient => coefficient == 0) ? null : new(options.L1, options.L2);

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
