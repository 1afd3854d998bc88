namespace Nabla.Networks;

/// <summary>Specifies the distribution of a linear layer's initial weights.</summary>
/// <remarks>Derivation: docs/derivations/initialization.md.</remarks>
public enum Initializer
{
    /// <summary>N(0, gain² / inputs): He et al. 2015, equation 10. Biases 0.</summary>
    KaimingNormal,

    /// <summary>U(−a, a), a = gain √(3 / inputs): the same variance as <see cref="KaimingNormal"/>. Biases 0.</summary>
    KaimingUniform,

    /// <summary>N(0, 2 / (inputs + outputs)): Glorot and Bengio 2010, the normal distribution with the variance of equation 16. Biases 0.</summary>
    XavierNormal,

    /// <summary>U(−a, a), a = √(6 / (inputs + outputs)): Glorot and Bengio 2010, equation 16. Biases 0.</summary>
    XavierUniform,

    /// <summary>U(−a, a), a = 1/√inputs, for weights and biases: the default of PyTorch's Linear.</summary>
    PyTorchLinear,

    /// <summary>Weights and biases 0. For a single linear layer only: in a hidden layer all units would remain equal.</summary>
    Zeros,
}

internal static class Initialization
{
    /// <summary>√2: a rectifier halves the second moment of its input, and this factor compensates for it.</summary>
    public const double RectifierGain = 1.4142135623730951;

    /// <summary>Draws a linear layer's weight [inputs, outputs] and bias [1, outputs].</summary>
    public static void Fill(Initializer initializer, double gain, Parameter weight, Parameter bias, RandomKey key)
    {
        double inputs = weight.Rows, outputs = weight.Columns;
        var (weightKey, biasKey) = (key.Fold(0), key.Fold(1));
        bias.Value.Data.Clear();
        switch (initializer)
        {
            case Initializer.KaimingNormal:
                Normal(weight.Value, gain / Math.Sqrt(inputs), weightKey);
                break;
            case Initializer.KaimingUniform:
                Uniform(weight.Value, gain * Math.Sqrt(3 / inputs), weightKey);
                break;
            case Initializer.XavierNormal:
                Normal(weight.Value, Math.Sqrt(2 / (inputs + outputs)), weightKey);
                break;
            case Initializer.XavierUniform:
                Uniform(weight.Value, Math.Sqrt(6 / (inputs + outputs)), weightKey);
                break;
            case Initializer.PyTorchLinear:
                Uniform(weight.Value, 1 / Math.Sqrt(inputs), weightKey);
                Uniform(bias.Value, 1 / Math.Sqrt(inputs), biasKey);
                break;
            case Initializer.Zeros:
                weight.Value.Data.Clear();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(initializer), initializer, "There is no such initializer.");
        }
    }

    private static void Normal(PanelView values, double deviation, RandomKey key) =>
        Fill(values, key, bits => (float)(deviation * RandomKey.NormalFrom(bits)));

    private static void Uniform(PanelView values, double limit, RandomKey key) =>
        Fill(values, key, bits => (float)(limit * ((2.0 * RandomKey.UniformFrom(bits)) - 1.0)));

    /// <summary>Positions count row by row, so the values do not depend on the memory layout of a matrix.</summary>
    private static void Fill(PanelView values, RandomKey key, Func<uint, float> draw)
    {
        Span<uint> bits = stackalloc uint[PanelView.PanelColumns];
        for (int row = 0; row < values.Rows; row++)
        {
            for (int panel = 0; panel < values.Panels; panel++)
            {
                var segment = values.Segment(row, panel);
                ulong position = ((ulong)row * (ulong)values.Columns) + ((ulong)panel * PanelView.PanelColumns);
                key.Bits(position, bits[..segment.Length]);
                for (int i = 0; i < segment.Length; i++)
                    segment[i] = draw(bits[i]);
            }
        }
    }
}
