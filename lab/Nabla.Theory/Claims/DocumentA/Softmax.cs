using Nabla.Autograd;
using Nabla.Theory.Definitions;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentA;

/// <summary>Softmax with cross-entropy behind it (question 1.e): Y = softmax(Z), L = −(1/S) Σ T ∘ log Y; every row of T sums to 1.</summary>
internal static class Softmax
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "A7",
            "Through softmax, dL/dZ = Y ∘ (dL/dY − (dL/dY ∘ Y) 11ᵀ) with 11ᵀ in ℝᶜˣᶜ; each row sums to 0.",
            "dual numbers and central differences of Σ G ∘ Y by Z; autograd; row sums; the library's Softmax",
            formula: Through,
            perturbed: (y, g) => y.PointwiseMultiply(g),
            check: back =>
            [
                .. Derivative.Check(z => LinearDefinition.Weighed(SoftmaxDefinition.Output(z, 3), G), Z, back(Y, G)),
                Tapes.Check(z => (z - z.LogSumExp(Axis.Columns)).Exp().Weighed(G), Z, back(Y, G)),
                Finding.Close(back(Y, G).RowSums(), [0, 0], 1e-14),
                Library.Check(back(Y, G), Library.Run(new Networks.Softmax(3), Z, G).InputGradient),
            ]),

        Claim.Erratum(
            "A8",
            "dL/dY = −(1/S) T ⊘ Y, divided element by element.",
            says: "−(1/S) T.",
            "dual numbers and central differences of L by Y; autograd; fixture 1; the library's NegativeLogLikelihood",
            formula: (Matrix y, Matrix t) => -t.PointwiseDivide(y) / t.RowCount,
            perturbed: (y, t) => t.PointwiseDivide(y) / t.RowCount,
            printed: (y, t) => -t / t.RowCount,
            check: gradient =>
            [
                .. Derivative.Check(y => SoftmaxDefinition.CrossEntropy(y, T), Y, gradient(Y, T)),
                Tapes.Check(y => -(y.Constant(T) * y.Log()).Sum() / T.RowCount, Y, gradient(Y, T)),
                Finding.Close(Through(Y, gradient(Y, T)).ToRowMajorArray(), SoftmaxFixture.Gradient.ToRowMajorArray(), SoftmaxFixture.Tolerance),
                Finding.Close(Through(Y, -T / 2).ToRowMajorArray(), SoftmaxFixture.PrintedInA.ToRowMajorArray(), SoftmaxFixture.Tolerance),
                Library.Check(gradient(Y, T), Library.Evaluate(new Networks.NegativeLogLikelihood(), Y, T).Gradient),
            ],
            margin: 0.1),

        Claim.Erratum(
            "A9",
            "dL/dZ = Y ∘ (−(1/S) T ⊘ Y + (1/S) T 11ᵀ).",
            says: "Y ∘ (−(1/S) T + (1/S) T 11ᵀ).",
            "dual numbers and central differences of L by Z",
            formula: (Matrix y, Matrix t) => y.PointwiseMultiply(-t.PointwiseDivide(y) + (t * Ones)) / t.RowCount,
            perturbed: (y, t) => y.PointwiseMultiply(-t.PointwiseDivide(y) - (t * Ones)) / t.RowCount,
            printed: (y, t) => y.PointwiseMultiply(-t + (t * Ones)) / t.RowCount,
            check: OfLogits,
            margin: 0.1),

        Claim.Erratum(
            "A10",
            "dL/dZ = (1/S)(−T + Y ∘ (T 11ᵀ)), where Y ∘ (T 11ᵀ) = Y.",
            says: "(1/S)(−T + (Y ∘ T) 11ᵀ), which repeats the true class's probability along the row; the two agree only if all outputs of a row are equal.",
            "dual numbers and central differences of L by Z; the printed form at equal outputs",
            formula: (Matrix y, Matrix t) => (-t + y.PointwiseMultiply(t * Ones)) / t.RowCount,
            perturbed: (y, t) => (t + y.PointwiseMultiply(t * Ones)) / t.RowCount,
            printed: Moved,
            check: gradient =>
            [
                .. OfLogits(gradient),
                Finding.Relative(Moved(Matrix.Build.Dense(2, 3, 1.0 / 3), T), (Matrix.Build.Dense(2, 3, 1.0 / 3) - T) / 2, 1e-12),
            ],
            margin: 0.1),

        Claim.Holds(
            "A11",
            "dL/dZ = αM with α = 1/S and M = Y − T in ℝˢˣᶜ; the rows of M sum to 0.",
            "fixture 1; dual numbers and central differences of L by Z; autograd; the library's SoftmaxCrossEntropy",
            formula: (Matrix y, Matrix t) => (y - t) / t.RowCount,
            perturbed: (y, t) => y - t,
            check: gradient =>
            [
                Finding.Close(gradient(Y, T).ToRowMajorArray(), SoftmaxFixture.Gradient.ToRowMajorArray(), SoftmaxFixture.Tolerance),
                Finding.Close(gradient(Y, T).RowSums(), [0, 0], 1e-14),
                .. OfLogits(gradient),
                Tapes.Check(z => (z.LogSumExp(Axis.Columns) - (z * z.Constant(T)).Sum(Axis.Columns)).Mean(), Z, gradient(Y, T)),
                Library.Check(gradient(Y, T), InLibrary.Gradient),
                Finding.Close(SoftmaxFixture.Loss, InLibrary.Mean, 1e-6),
                Finding.Close(SoftmaxFixture.Loss, SoftmaxDefinition.Loss(Derivative.Constants(Z.ToRowMajorArray()), T).Value, SoftmaxFixture.Tolerance),
            ]),
    ];

    private static Matrix Z => SoftmaxFixture.Z;

    private static Matrix T => SoftmaxFixture.T;

    private static Matrix Y => SoftmaxDefinition.Output(Z);

    private static Matrix G => Draws.Normals(Draws.For("A7"), 2, 3);

    /// <summary>11ᵀ.</summary>
    private static Matrix Ones => Matrix.Build.Dense(3, 3, 1);

    private static (double Mean, Matrix Gradient) InLibrary => Library.Evaluate(new Nabla.SoftmaxCrossEntropy(), Z, T);

    private static Matrix Through(Matrix y, Matrix dy) => y.PointwiseMultiply(dy - (dy.PointwiseMultiply(y) * Ones));

    /// <summary>A10 as printed.</summary>
    private static Matrix Moved(Matrix y, Matrix t) => (-t + (y.PointwiseMultiply(t) * Ones)) / t.RowCount;

    private static IReadOnlyList<Finding> OfLogits(Func<Matrix, Matrix, Matrix> gradient) =>
        Derivative.Check(z => SoftmaxDefinition.Loss(z, T), Z, gradient(Y, T));
}
