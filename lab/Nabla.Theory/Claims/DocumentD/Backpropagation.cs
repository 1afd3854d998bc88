using Nabla.Autograd;
using Nabla.Theory.Definitions;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>Backpropagation through the deep network (sections 3 to 3.2).</summary>
internal static class Backpropagation
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "D52",
            "hᵢ = σ(Wᵢ hᵢ₋₁ + bᵢ) for i = 1 … L, y = softmax(h_L), l = −Σ ȳₖ log yₖ, D_L = K: σ is applied to the last layer too.",
            "scalar loops, 4 layers, three activations",
            formula: (DeepNetwork net) => Loss(net, net.Layers),
            perturbed: net => Loss(net, net.Layers - 1),
            check: loss =>
            [
                .. Networks.Select(net => Finding.Relative([loss(net)], [net.LossFrom(Derivative.Constants(net.Input), 0).Value], 1e-12)),
            ]),

        Claim.Erratum(
            "D53",
            "h_L is in ℝ^{D_L×1}; h_L[k] is a number.",
            says: "h_L[k] in ℝ^{D_L×1}.",
            "how many numbers yₖ = exp(h_L[k])/Σⱼ exp(h_L[j]) is: 1, where D_L = 2; the library's Softmax, k = 0, 1",
            formula: (Matrix last, int k) => last.SubMatrix(k, 1, 0, 1),
            perturbed: (last, k) => last.SubMatrix(last.RowCount - 1 - k, 1, 0, 1),
            printed: (last, k) => last,
            check: element =>
            [
                .. Networks.SelectMany(net =>
                {
                    var last = ColumnOf(net.Hidden(net.Layers));
                    var y = Library.Run(new Networks.Softmax(2), last.Transpose(), last.Transpose()).Output;
                    return Enumerable.Range(0, 2).SelectMany(k => new[]
                    {
                        Finding.Equal(element(last, k).RowCount, 1),
                        Library.Check(element(last, k).PointwiseExp() / last.PointwiseExp().ColumnSums()[0], y.SubMatrix(0, 1, k, 1)),
                    });
                }),
            ],
            margin: 1),

        Claim.Holds(
            "D54",
            "dl/dh_L = y − ȳ in ℝᴷ for Σ ȳ = 1; in general y Σȳ − ȳ.",
            "dual numbers and central differences, one-hot, soft and unnormalised labels",
            formula: (double[] y, double[] target) => y.Zip(target, (probability, label) => (probability * target.Sum()) - label),
            perturbed: (y, target) => y.Zip(target, (probability, label) => probability + label),
            check: gradient =>
            [
                .. new double[][] { [0, 1, 0], [0.2, 0.5, 0.3], [0.4, 1.1, 0.2] }.SelectMany(target => Derivative.Check(
                    h => DeepNetwork.CrossEntropy(h, target), [0.3, -1.1, 0.8], gradient(DeepNetwork.Softmax([0.3, -1.1, 0.8]), target))),
                Finding.Close(
                    gradient(DeepNetwork.Softmax([0.3, -1.1, 0.8]), [0, 1, 0]),
                    DeepNetwork.Softmax([0.3, -1.1, 0.8]).Select((probability, k) => probability - (k == 1 ? 1 : 0)), 1e-15),
            ]),

        Claim.Holds(
            "D55",
            "dl/dhᵢ = Wᵢ₊₁ᵀ [dl/dhᵢ₊₁ ∘ σ′(Wᵢ₊₁ hᵢ + bᵢ₊₁)] for 0 ≤ i < L.",
            "dual numbers, central differences and autograd on every hᵢ, 4 layers of distinct widths, tanh, ELU and ReLU",
            formula: (Matrix w, Matrix dh, Matrix slope) => w.TransposeThisAndMultiply(dh.PointwiseMultiply(slope)),
            perturbed: (w, dh, slope) => w.TransposeThisAndMultiply(dh),
            check: step =>
            [
                .. Networks.SelectMany(net => Enumerable.Range(0, net.Layers).SelectMany(i => Derivative.Check(
                    h => net.LossFrom(h, i), net.Hidden(i), step(net.Weights[i], OfHidden(net, i + 1), Slope(net, i + 1)).ToColumnMajorArray())
                    .Append(Tapes.Check(h => OnTape(net, h, i), ColumnOf(net.Hidden(i)), step(net.Weights[i], OfHidden(net, i + 1), Slope(net, i + 1)))))),
            ]),

        Claim.Holds(
            "D56",
            "dl/dWᵢ = [dl/dhᵢ ∘ σ′(Wᵢ hᵢ₋₁ + bᵢ)] hᵢ₋₁ᵀ in ℝ^{Dᵢ×Dᵢ₋₁}.",
            "dual numbers, central differences and autograd on every Wᵢ",
            formula: (Matrix dh, Matrix slope, Matrix previous) => dh.PointwiseMultiply(slope) * previous.Transpose(),
            perturbed: (dh, slope, previous) => -dh.PointwiseMultiply(slope) * previous.Transpose(),
            check: gradient =>
            [
                .. Networks.SelectMany(net => Enumerable.Range(1, net.Layers).SelectMany(i => Derivative.Check(
                    w => net.LossWithWeight(w, i), net.Weights[i - 1], gradient(OfHidden(net, i), Slope(net, i), ColumnOf(net.Hidden(i - 1))))
                    .Append(Tapes.Check(
                        w => OnTape(net, net.Activation.OnTape.Forward(w.Times(w.Constant(ColumnOf(net.Hidden(i - 1)))) + w.Constant(ColumnOf(net.Biases[i - 1]))), i),
                        net.Weights[i - 1], gradient(OfHidden(net, i), Slope(net, i), ColumnOf(net.Hidden(i - 1))))))),
            ]),

        Claim.Holds(
            "D57",
            "dl/dbᵢ = dl/dhᵢ ∘ σ′(Wᵢ hᵢ₋₁ + bᵢ) in ℝ^{Dᵢ}.",
            "dual numbers, central differences and autograd on every bᵢ",
            formula: (Matrix dh, Matrix slope) => dh.PointwiseMultiply(slope),
            perturbed: (dh, slope) => dh,
            check: gradient =>
            [
                .. Networks.SelectMany(net => Enumerable.Range(1, net.Layers).SelectMany(i => Derivative.Check(
                    b => net.LossWithBias(b, i), net.Biases[i - 1], gradient(OfHidden(net, i), Slope(net, i)).ToColumnMajorArray())
                    .Append(Tapes.Check(
                        b => OnTape(net, net.Activation.OnTape.Forward(b.Constant(net.Weights[i - 1] * ColumnOf(net.Hidden(i - 1))) + b), i),
                        ColumnOf(net.Biases[i - 1]), gradient(OfHidden(net, i), Slope(net, i)))))),
            ]),
    ];

    private static ActivationFunction[] Activations => [ActivationFunction.Tanh, ActivationFunction.Elu, ActivationFunction.Relu];

    private static IReadOnlyList<DeepNetwork> Networks => [.. Activations.Select(DeepNetwork.Draw)];

    /// <summary>The definition in matrices; σ up to a layer.</summary>
    private static double Loss(DeepNetwork net, int activated)
    {
        var hidden = ColumnOf(net.Input);
        for (int i = 1; i <= net.Layers; i++)
        {
            hidden = (net.Weights[i - 1] * hidden) + ColumnOf(net.Biases[i - 1]);
            if (i <= activated)
                hidden = hidden.Map(z => net.Activation.Function(z).Value);
        }

        return -net.Target.Zip(DeepNetwork.Softmax(hidden.ToColumnMajorArray()), (target, probability) => target * Math.Log(probability)).Sum();
    }

    /// <summary>dl/dhᵢ by dual numbers, so that each equation is tested alone.</summary>
    private static Matrix OfHidden(DeepNetwork net, int layer) => ColumnOf(Derivative.ByDuals(h => net.LossFrom(h, layer), net.Hidden(layer)));

    /// <summary>l from hᵢ on, on a tape, for targets that sum to 1.</summary>
    private static Node OnTape(DeepNetwork net, Node hidden, int layer)
    {
        for (int i = layer; i < net.Layers; i++)
            hidden = net.Activation.OnTape.Forward(hidden.Constant(net.Weights[i]).Times(hidden) + hidden.Constant(ColumnOf(net.Biases[i])));
        return hidden.LogSumExp() - hidden.Weighed(ColumnOf(net.Target));
    }

    private static Matrix Slope(DeepNetwork net, int layer) => ColumnOf([.. net.PreActivation(layer).Select(net.Activation.Slope)]);

    private static Matrix ColumnOf(double[] values) => Matrix.Build.DenseOfColumnArrays(values);
}
