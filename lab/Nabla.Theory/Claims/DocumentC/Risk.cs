using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentC;

/// <summary>The empirical risk and its gradient descent (section 2, e to g), over six samples of one network.</summary>
internal static class Risk
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "C23",
            "R̂ = −(1/n) Σᵢ log oˢ_{yᵢ}(xᵢ) = −(1/n) Σᵢ [oᵃ_{yᵢ} − log Σⱼ exp oᵃⱼ].",
            "scalar loops, n = 6",
            formula: (Matrix o, int y) => -(o[y, 0] - LogSumExp(o)),
            perturbed: (o, y) => o[y, 0] - LogSumExp(o),
            check: loss => [Finding.Relative([Samples.Average(sample => loss(sample.Logits, sample.Label))], [RiskOf(Samples)], 1e-12)]),

        Claim.Erratum(
            "C24",
            "Inside the logarithm the sum runs over j: Σⱼ exp(b₂ⱼ + W₂ⱼ hˢ).",
            says: "Σⱼ exp(b₂_y + W₂_y hˢ): all terms are alike, and the risk is log m = 1.386 whatever the parameters are (1.099 for m = 3).",
            "scalar loops, n = 6, m = 4; two networks",
            formula: (Matrix w, Matrix h, Matrix b, int j, int y) => b[j, 0] + w.Row(j).DotProduct(h.Column(0)),
            perturbed: (w, h, b, j, y) => b[y, 0] + w.Row(j).DotProduct(h.Column(0)),
            printed: (w, h, b, j, y) => b[y, 0] + w.Row(y).DotProduct(h.Column(0)),
            check: term =>
            [
                .. new[] { 1.0, 2 }.Select(scale =>
                {
                    TwoLayerNetwork[] samples = [.. Samples.Select(sample => sample with { W2 = scale * sample.W2 })];
                    return Finding.Relative(
                        [samples.Average(sample => -(sample.Logits[sample.Label, 0] - Math.Log(Enumerable.Range(0, 4).Sum(j => Math.Exp(term(sample.W2, sample.Hidden, sample.B2, j, sample.Label))))))],
                        [RiskOf(samples)], 1e-12);
                }),
            ],
            margin: 0.05),

        Claim.Erratum(
            "C25",
            "The hidden layer is LeakyReLU(b₁ + W₁x), a whole vector, for every term.",
            says: "LeakyReLU(b₁_y + W₁_y x), which is one number, though W₂_y takes d_h of them.",
            "how many numbers W₂_y takes, d_h = 5; scalar loops",
            formula: (TwoLayerNetwork net) => Leaky(net.B1 + (net.W1 * net.X)),
            perturbed: net => Leaky(net.W1 * net.X),
            printed: net => Leaky((net.B1 + (net.W1 * net.X)).SubMatrix(net.Label, 1, 0, 1)),
            check: hidden =>
            [
                Finding.Equal(hidden(Samples[1]).RowCount, Oracles.Shapes.ThatFit(h => Samples[1].W2.SubMatrix(1, 1, 0, 5) * h)[0].Rows),
                Finding.Relative(hidden(Samples[1]), Samples[1].Hidden, 1e-12),
            ],
            margin: 4),

        Claim.Holds(
            "C27",
            "θ* = argmin R̂(θ). For outputs that do not depend on x it is known: b₂ₖ = log of the share of class k.",
            "the gradient of R̂ there by dual numbers; 300 other biases, classes in shares 1 : 2 : 5",
            formula: (double[] counts) => counts.Select(count => Math.Log(count / counts.Sum())).ToArray(),
            perturbed: counts => [.. counts.Select(count => count / counts.Sum())],
            check: minimum =>
            {
                double[] counts = [1, 2, 5], best = minimum(counts);
                Dual R(Dual[] b) => -Dual.Sum(counts.Select((count, k) => count * Dual.Log(Definitions.SoftmaxDefinition.Output(b, 3)[k]))) / counts.Sum();
                double lowest = R(Derivative.Constants(best)).Value;
                return
                [
                    Finding.Close([0, 0, 0], Derivative.ByDuals(R, best), 1e-12),
                    Finding.True(Enumerable.Range(0, 300).All(i => R(Derivative.Constants(Draws.Normals(Draws.For("C27").Fold((ulong)i), 3))).Value >= lowest)),
                ];
            }),

        Claim.Erratum(
            "C28",
            "A step on a minibatch is −η (1/batch size) Σ over the batch of the samples' gradients; over all n samples it is −η (1/n) Σ.",
            says: "(1/n) in front of a sum over the batch: n/batch size times too small.",
            "the gradient of the batch's mean loss by b₂, by dual numbers; batch of 6, n = 60, η = 0.1",
            formula: (double[] sum, int batch, int n) => sum.Select(value => -0.1 * value / batch).ToArray(),
            perturbed: (sum, batch, n) => [.. sum.Select(value => 0.1 * value / batch)],
            printed: (sum, batch, n) => [.. sum.Select(value => -0.1 * value / n)],
            check: step =>
            [
                Finding.Relative(
                    step([.. Enumerable.Range(0, 4).Select(k => Samples.Sum(sample => OfBias(sample)[k]))], 6, 60),
                    Derivative.ByDuals(b => Dual.Sum(Samples.Select(sample => sample.Loss(b2: b))) / 6, Samples[0].B2.ToColumnMajorArray()).Select(value => -0.1 * value), 1e-12),
            ],
            margin: 0.4),

        Claim.Holds(
            "C29",
            "∇R̂ is the mean of the samples' gradients.",
            "dual numbers and central differences of R̂ by W₂; each sample's gradient by autograd",
            formula: (IReadOnlyList<Matrix> gradients) => gradients.Aggregate((sum, next) => sum + next) / gradients.Count,
            perturbed: gradients => gradients.Aggregate((sum, next) => sum + next),
            check: mean =>
                Derivative.Check(
                    w => Dual.Sum(Samples.Select(sample => sample.Loss(w2: w))) / Samples.Count, Samples[0].W2,
                    mean([.. Samples.Select(sample => Tapes.Gradient(w => sample.LossOnTape(w, w2: w), sample.W2))]))),
    ];

    /// <summary>One network, six inputs, labels of all classes.</summary>
    private static IReadOnlyList<TwoLayerNetwork> Samples =>
        [.. Enumerable.Range(0, 6).Select(i => TwoLayerNetwork.Drawn with { X = Draws.Normals(Draws.For("C23").Fold((ulong)i), 3, 1), Label = i % 4 })];

    private static double RiskOf(IEnumerable<TwoLayerNetwork> samples) => samples.Average(sample => sample.Loss().Value);

    private static double[] OfBias(TwoLayerNetwork sample) => sample.Probabilities.Column(0).Select((p, k) => p - (k == sample.Label ? 1 : 0)).ToArray();

    private static double LogSumExp(Matrix o) => Math.Log(o.Column(0).Sum(Math.Exp));

    private static Matrix Leaky(Matrix z) => z.PointwiseMaximum(TwoLayerNetwork.Slope * z);
}
