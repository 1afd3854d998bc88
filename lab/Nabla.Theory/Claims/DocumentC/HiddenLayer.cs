using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentC;

/// <summary>Backpropagation through LeakyReLU and the first layer to the input (section 2, l to p).</summary>
internal static class HiddenLayer
{
    private static readonly double[] Points = [-1.5, -0.2, 0.3, 2];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "C35",
            "LeakyReLU′(z) = 1 for z ≥ 0, else α; the value at 0 is a convention (C9 takes the other).",
            "dual numbers and central differences away from 0; the difference to the right of 0; autograd away from 0",
            formula: (double z) => z >= 0 ? 1 : TwoLayerNetwork.Slope,
            perturbed: z => z >= 0 ? 1 : -TwoLayerNetwork.Slope,
            check: slope =>
            [
                .. Derivative.Check(v => Dual.Sum(v.Select(Leaky)), Points, Points.Select(slope)),
                Finding.Close(slope(0), (Leaky(1e-3).Value - Leaky(0).Value) / 1e-3, 1e-12),
                Tapes.Check(z => new Autograd.Layers.LeakyRelu(TwoLayerNetwork.Slope).Forward(z).Sum(), Row(Points), Row(Points).Map(slope)),
            ]),

        Claim.Erratum(
            "C36",
            "dhˢⱼ/dhᵃⱼ = LeakyReLU′(hᵃⱼ).",
            says: "LeakyReLU(hᵃⱼ)/hᵃⱼ: the same by luck where hᵃⱼ ≠ 0, and 0/0 at 0.",
            "dual numbers at −1.5, −0.2, 0, 0.3, 2, with the case z ≥ 0 at 0",
            formula: (double z) => z >= 0 ? 1 : TwoLayerNetwork.Slope,
            perturbed: z => z >= 0 ? TwoLayerNetwork.Slope : 1,
            printed: z => Leaky(z).Value / z,
            check: slope =>
            [
                Finding.Close(slope(0), Derivative.ByDuals(v => Leaky(v[0]), [0])[0], 1e-12),
                Finding.Close(Points.Select(slope), Derivative.ByDuals(v => Dual.Sum(v.Select(Leaky)), Points), 1e-12),
            ],
            margin: 1),

        Claim.Erratum(
            "C37",
            "dL/dhᵃ = dL/dhˢ ∘ LeakyReLU′(hᵃ) in ℝ^{d_h}, each component by its own sign.",
            says: "with the vector [1, …, 1, α, …, α], as if the components were sorted.",
            "dual numbers and central differences of every hᵃⱼ, the first negative, the last positive",
            formula: (Matrix dh, Matrix z) => dh.PointwiseMultiply(z.Map(Slope)),
            perturbed: (dh, z) => dh,
            printed: (dh, z) => dh.PointwiseMultiply(Matrix.Build.DenseOfColumns([z.Column(0).Select(Slope).OrderDescending()])),
            check: gradient => Derivative.Check(Net.LossOfPreActivation, Net.PreActivation, gradient(Net.OfHidden, Net.PreActivation)),
            margin: 0.05),

        Claim.Holds(
            "C38",
            "dL/dW₁ₖⱼ = dL/dhᵃₖ xⱼ and dL/db₁ₖ = dL/dhᵃₖ.",
            "dual numbers and central differences of every weight and bias",
            formula: (Matrix z, Matrix x, int k, int j) => z[k, 0] * x[j, 0],
            perturbed: (z, x, k, j) => -z[k, 0] * x[j, 0],
            check: entry =>
            [
                .. Derivative.Check(w => Net.Loss(w1: w), Net.W1, Matrix.Build.Dense(5, 3, (k, j) => entry(Net.OfPreActivation, Net.X, k, j))),
                .. Derivative.Check(b => Net.Loss(b1: b), Net.B1, Matrix.Build.Dense(5, 1, (k, _) => entry(Net.OfPreActivation, Matrix.Build.Dense(3, 1, 1), k, 0))),
            ]),

        Claim.Holds(
            "C39",
            "dL/dW₁ = dL/dhᵃ xᵀ, dL/db₁ = dL/dhᵃ.",
            "dual numbers and central differences; autograd; the library's layers",
            formula: (Matrix z, Matrix x) => z * x.Transpose(),
            perturbed: (z, x) => z * x.Transpose() / x.RowCount,
            check: gradient =>
            [
                .. Derivative.Check(w => Net.Loss(w1: w), Net.W1, gradient(Net.OfPreActivation, Net.X)),
                Tapes.Check(w => Net.LossOnTape(w, w1: w), Net.W1, gradient(Net.OfPreActivation, Net.X)),
                Tapes.Check(b => Net.LossOnTape(b, b1: b), Net.B1, Net.OfPreActivation),
                Library.Check(gradient(Net.OfPreActivation, Net.X), Net.InLibrary()[0]),
                Library.Check(Net.OfPreActivation, Net.InLibrary()[1]),
            ]),

        Claim.Erratum(
            "C40",
            "dL/dW₁ is in ℝ^{d_h×d}, and x in ℝᵈ.",
            says: "dL/dW₁ in ℝ^{d_h×d_h}, x in ℝ^{d_h}.",
            "shapes of W₁ tried one by one, d = 3, d_h = 5",
            formula: (int d, int hidden) => (Rows: hidden, Columns: d),
            perturbed: (d, hidden) => (Rows: d, Columns: hidden),
            printed: (d, hidden) => (Rows: hidden, Columns: hidden),
            check: shape =>
            {
                var (rows, columns) = Oracles.Shapes.ThatFit(w => (w * Net.X) + Net.B1).Single();
                return [Finding.Equal([shape(3, 5).Rows, shape(3, 5).Columns], [rows, columns])];
            },
            margin: 2),

        Claim.Erratum(
            "C41",
            "hᵃⱼ = W₁ⱼ x + b₁ⱼ, one number, so dL/dxᵢ = Σⱼ dL/dhᵃⱼ W₁ⱼᵢ and dL/dx = W₁ᵀ dL/dhᵃ in ℝᵈ.",
            says: "the middle term is W₁ₖ xᵢ + b₁ⱼ, which is a row of d numbers.",
            "how many numbers hᵃⱼ is; scalar loops; for dL/dx dual numbers, central differences, autograd and the library's layers",
            formula: (Matrix w, Matrix x, Matrix b, int j) => (w.SubMatrix(j, 1, 0, 3) * x) + b[j, 0],
            perturbed: (w, x, b, j) => w.SubMatrix(j, 1, 0, 3) * x,
            printed: (w, x, b, j) => (w.SubMatrix(j, 1, 0, 3) * x[0, 0]) + b[j, 0],
            check: middle =>
            [
                Finding.Equal(middle(Net.W1, Net.X, Net.B1, 2).ColumnCount, 1),
                .. Enumerable.Range(0, 5).Select(j => Finding.Relative(middle(Net.W1, Net.X, Net.B1, j), Net.PreActivation.SubMatrix(j, 1, 0, 1), 1e-12)),
                .. Derivative.Check(x => Net.Loss(x: x), Net.X, Net.W1.TransposeThisAndMultiply(Net.OfPreActivation)),
                Tapes.Check(x => Net.LossOnTape(x, x: x), Net.X, Net.W1.TransposeThisAndMultiply(Net.OfPreActivation)),
                Library.Check(Net.W1.TransposeThisAndMultiply(Net.OfPreActivation), Net.InLibrary()[4]),
            ],
            margin: 2),
    ];

    private static TwoLayerNetwork Net => TwoLayerNetwork.Drawn;

    private static double Slope(double z) => z >= 0 ? 1 : TwoLayerNetwork.Slope;

    private static Dual Leaky(Dual z) => z.Value >= 0 ? z : TwoLayerNetwork.Slope * z;

    private static Matrix Row(double[] values) => Matrix.Build.DenseOfRowArrays(values);
}
