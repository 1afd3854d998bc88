using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentC;

/// <summary>The forward pass (section 2, introduction to d).</summary>
internal static class ForwardPass
{
    private static readonly double[] Points = [-2, -0.5, 0, 0.4, 3];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "C17",
            "For α < 1, LeakyReLU_α(x) = max(x, αx): x where x ≥ 0, else αx. For α > 1 it is not.",
            "both cases written out, α = −0.5, 0, 0.01, 0.9; α = 2; the library's LeakyRelu",
            formula: (double alpha, double x) => Math.Max(x, alpha * x),
            perturbed: (alpha, x) => Math.Min(x, alpha * x),
            check: leaky =>
            [
                .. new[] { -0.5, 0, 0.01, 0.9 }.Select(alpha => Finding.Close(Points.Select(x => leaky(alpha, x)), Points.Select(x => x >= 0 ? x : alpha * x), 1e-15)),
                Finding.True(leaky(2, 3) != 3),
                Library.Check(
                    Matrix.Build.DenseOfRowArrays(Points).Map(x => leaky(0.1, x)),
                    Library.Run(new Networks.LeakyRelu(5, 0.1f), Matrix.Build.DenseOfRowArrays(Points), Matrix.Build.Dense(1, 5)).Output),
            ]),

        Claim.Holds(
            "C18",
            "b₁ in ℝ^{d_h}, W₁ in ℝ^{d_h×d}, hᵃ = W₁x + b₁, hˢ = LeakyReLU(hᵃ); hᵃⱼ = b₁ⱼ + Σᵢ W₁ⱼᵢ xᵢ.",
            "scalar loops, d = 3, d_h = 5; the library's Linear",
            formula: (Matrix w, Matrix x, Matrix b) => (w * x) + b,
            perturbed: (w, x, b) => w * x,
            check: affine =>
            {
                var z = affine(Net.W1, Net.X, Net.B1);
                return
                [
                    Finding.Relative(z, Net.PreActivation, 1e-12),
                    Finding.Relative(z.PointwiseMaximum(TwoLayerNetwork.Slope * z), Net.Hidden, 1e-12),
                    Library.Check(z.Transpose(), Library.Run(Library.Linear(Net.W1, Net.B1.ToColumnMajorArray()), Net.X.Transpose(), Matrix.Build.Dense(1, 5)).Output),
                ];
            }),

        Claim.Holds(
            "C19",
            "W₂ in ℝ^{m×d_h}, b₂ in ℝᵐ, oᵃ = W₂hˢ + b₂; oᵃₖ = b₂ₖ + Σⱼ W₂ₖⱼ hˢⱼ.",
            "scalar loops, m = 4, d_h = 5; the library's Linear",
            formula: (Matrix w, Matrix h, Matrix b) => (w * h) + b,
            perturbed: (w, h, b) => (w * h) - b,
            check: affine =>
            [
                Finding.Relative(affine(Net.W2, Net.Hidden, Net.B2), Net.Logits, 1e-12),
                Library.Check(
                    affine(Net.W2, Net.Hidden, Net.B2).Transpose(),
                    Library.Run(Library.Linear(Net.W2, Net.B2.ToColumnMajorArray()), Net.Hidden.Transpose(), Matrix.Build.Dense(1, 4)).Output),
            ]),

        Claim.Holds(
            "C20",
            "oˢₖ = exp(oᵃₖ)/Σⱼ exp(oᵃⱼ) > 0 with sum 1; the same after a constant is taken from all oᵃ, which is how logits of 10,000 do not overflow.",
            "scalar loops; sums for logits up to 10,000; a shift of 7; the library's Softmax",
            formula: (double[] o) => Normalized([.. o.Select(value => Math.Exp(value - o.Max()))]),
            perturbed: o => Normalized([.. o.Select(Math.Exp)]),
            check: softmax =>
            [
                Finding.Relative(softmax(Net.Logits.ToColumnMajorArray()), Net.Probabilities.ToColumnMajorArray(), 1e-12),
                .. new[] { 1, 100, 10_000 }.Select(scale => Finding.Close(softmax(Logits(scale)).Sum(), 1, 40e-15)),
                Finding.Close(softmax(Logits(1)), softmax([.. Logits(1).Select(value => value + 7)]), 1e-15),
                Finding.True(softmax(Logits(1)).All(value => value > 0)),
                Library.Check(
                    Matrix.Build.DenseOfRowArrays(softmax(Logits(10_000))),
                    Library.Run(new Networks.Softmax(40), Matrix.Build.DenseOfRowArrays(Logits(10_000)), Matrix.Build.Dense(1, 40)).Output),
            ]),

        Claim.Erratum(
            "C21",
            "W₁ weighs each input's part in each hidden unit, and b₁ has one entry a hidden unit.",
            says: "W is the interaction between pairs of variables, bᵢ the inclination of xᵢ to take the value 1: one entry an input, as in a Boltzmann machine.",
            "entries of the bias of the library's Linear, d = 3, d_h = 5; how its outputs move with each of them, and with each input, from x and from −x",
            formula: (TwoLayerNetwork net) => (OfBias: Matrix.Build.DenseIdentity(5), OfInputs: net.W1),
            perturbed: net => (OfBias: Matrix.Build.DenseIdentity(5), OfInputs: net.W1.MapIndexed((j, _, w) => net.PreActivation[j, 0] > 0 ? w : TwoLayerNetwork.Slope * w)),
            printed: net => (OfBias: net.W1, OfInputs: net.W1),
            check: effects =>
            {
                var (ofBias, ofInputs) = effects(Net);
                return
                [
                    Finding.Equal(ofBias.ColumnCount, Library.Linear(Net.W1, Net.B1.ToColumnMajorArray()).Parameters[1].Count),
                    Library.Check(ofBias, Moved(Net.B1, b => InLibrary(Net.X, b))),

                    // An interaction between pairs of inputs would make the effect of one depend on where the others are.
                    Library.Check(ofInputs, Moved(Net.X, x => InLibrary(x, Net.B1))),
                    Library.Check(ofInputs, Moved(-Net.X, x => InLibrary(x, Net.B1))),
                ];
            },
            margin: 2),

        Claim.Holds(
            "C22",
            "L = −oᵃ_y + log Σⱼ exp(oᵃⱼ), with the largest logit taken out of the sum first.",
            "−log softmax over scalar loops; log Σⱼ exp(oⱼ − o_y) for logits of 1000; the library's SoftmaxCrossEntropy",
            formula: (double[] o, int y) => -o[y] + o.Max() + Math.Log(o.Sum(value => Math.Exp(value - o.Max()))),
            perturbed: (o, y) => o[y] + o.Max() + Math.Log(o.Sum(value => Math.Exp(value - o.Max()))),
            check: loss =>
            [
                Finding.Relative([loss(Net.Logits.ToColumnMajorArray(), Net.Label)], [Net.Loss().Value], 1e-12),
                .. Enumerable.Range(0, 3).Select(y => Finding.Close(
                    loss([1000, 998, 990], y), Math.Log(new[] { 1000, 998, 990.0 }.Sum(value => Math.Exp(value - new[] { 1000, 998, 990.0 }[y]))), 1e-12)),
                Finding.Close(
                    loss([1000, 998, 990], 1),
                    Library.Evaluate(new Nabla.SoftmaxCrossEntropy(), Matrix.Build.DenseOfRowArrays([[1000, 998, 990]]), Matrix.Build.DenseOfRowArrays([[0, 1, 0]])).Mean, 1e-5),
            ]),
    ];

    private static TwoLayerNetwork Net => TwoLayerNetwork.Drawn;

    /// <summary>hᵃ, a column, by the library's Linear.</summary>
    private static Matrix InLibrary(Matrix x, Matrix b) =>
        Library.Run(Library.Linear(Net.W1, b.ToColumnMajorArray()), x.Transpose(), Matrix.Build.Dense(1, 5)).Output.Transpose();

    /// <summary>How a column of outputs moves when each entry of a column grows by 1: one column an entry.</summary>
    private static Matrix Moved(Matrix at, Func<Matrix, Matrix> output) => Matrix.Build.DenseOfColumns(
        Enumerable.Range(0, at.RowCount).Select(i => (output(at.MapIndexed((row, _, value) => row == i ? value + 1 : value)) - output(at)).Column(0)));

    private static double[] Logits(double scale) => [.. Draws.Normals(Draws.For("C20"), 40).Select(value => scale * value)];

    private static double[] Normalized(double[] values) => [.. values.Select(value => value / values.Sum())];
}
