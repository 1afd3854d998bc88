using Nabla.Theory.Definitions;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>The document's network (section 3) for one sample: hᵢ = σ(Wᵢ hᵢ₋₁ + bᵢ), y = softmax(h_L), l = −Σ ȳₖ log yₖ; scalar loops over dual numbers.</summary>
/// <param name="Weights">W₁ … W_L, Dᵢ × Dᵢ₋₁.</param>
/// <param name="Biases">b₁ … b_L.</param>
/// <param name="Input">h₀.</param>
/// <param name="Target">ȳ.</param>
/// <param name="Activation">σ, after the last layer too.</param>
internal sealed record DeepNetwork(IReadOnlyList<Matrix> Weights, IReadOnlyList<double[]> Biases, double[] Input, double[] Target, ActivationFunction Activation)
{
    /// <summary>L.</summary>
    public int Layers => Weights.Count;

    /// <summary>4 layers, all widths different, no pre-activation near the rectifier's kink.</summary>
    public static DeepNetwork Draw(ActivationFunction activation)
    {
        int[] widths = [3, 5, 4, 6, 2];
        for (ulong attempt = 0; ; attempt++)
        {
            var key = Draws.For("D55").Fold(attempt);
            var network = new DeepNetwork(
                [.. Enumerable.Range(0, 4).Select(i => Draws.Normals(key.Fold((ulong)i), widths[i + 1], widths[i]))],
                [.. Enumerable.Range(0, 4).Select(i => Draws.Normals(key.Fold(10 + (ulong)i), widths[i + 1]))],
                Draws.Normals(key.Fold(20), 3), [0, 1], activation);
            if (Enumerable.Range(1, 4).All(i => network.PreActivation(i).All(z => Math.Abs(z) > 1e-2)))
                return network;
        }
    }

    /// <summary>hᵢ.</summary>
    public double[] Hidden(int layer) => [.. Forward(Derivative.Constants(Input), 0, layer).Select(value => value.Value)];

    /// <summary>Wᵢ hᵢ₋₁ + bᵢ.</summary>
    public double[] PreActivation(int layer) => [.. Affine(layer, Derivative.Constants(Hidden(layer - 1))).Select(value => value.Value)];

    /// <summary>l, from any hᵢ on.</summary>
    public Dual LossFrom(Dual[] hidden, int layer) => CrossEntropy(Forward(hidden, layer, Layers), Target);

    /// <summary>l, with Wᵢ given row by row.</summary>
    public Dual LossWithWeight(Dual[] weight, int layer)
    {
        double[] previous = Hidden(layer - 1);
        return LossFrom(
            [.. Biases[layer - 1].Select((bias, row) => Activation.Function(Dual.Sum(previous.Select((h, column) => weight[(row * previous.Length) + column] * h)) + bias))], layer);
    }

    /// <summary>l, with bᵢ given.</summary>
    public Dual LossWithBias(Dual[] bias, int layer)
    {
        var product = Affine(layer, Derivative.Constants(Hidden(layer - 1)));
        return LossFrom([.. product.Select((z, row) => Activation.Function(z - Biases[layer - 1][row] + bias[row]))], layer);
    }

    /// <summary>−Σ ȳₖ log softmax(h)ₖ.</summary>
    public static Dual CrossEntropy(Dual[] logits, double[] target)
    {
        var sum = Dual.Sum(logits.Select(Dual.Exp));
        return -Dual.Sum(logits.Select((logit, k) => target[k] * Dual.Log(Dual.Exp(logit) / sum)));
    }

    /// <summary>softmax(h).</summary>
    public static double[] Softmax(double[] logits)
    {
        double sum = logits.Sum(Math.Exp);
        return [.. logits.Select(logit => Math.Exp(logit) / sum)];
    }

    private Dual[] Forward(Dual[] hidden, int from, int to)
    {
        for (int layer = from + 1; layer <= to; layer++)
            hidden = [.. Affine(layer, hidden).Select(Activation.Function)];
        return hidden;
    }

    private Dual[] Affine(int layer, Dual[] hidden) =>
        [.. Biases[layer - 1].Select((bias, row) => Dual.Sum(hidden.Select((h, column) => Weights[layer - 1][row, column] * h)) + bias)];
}
