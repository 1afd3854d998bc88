using Nabla.Autograd;
using Nabla.Theory.Definitions;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentB;

/// <summary>Softmax and cross-entropy in one gradient (question 2.a): dL/dZ = αM.</summary>
internal static class SoftmaxCrossEntropy
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "B8",
            "dL/dZ = Y ∘ (dL/dY − (dL/dY ∘ Y)11ᵀ) with dL/dY = −(1/S) T ⊘ Y.",
            "fixture 1; dual numbers and central differences of L by Y and by Z",
            formula: (Matrix y, Matrix t) => -t.PointwiseDivide(y) / t.RowCount,
            perturbed: (y, t) => -t / t.RowCount,
            check: ofOutput =>
            [
                Finding.Close(Through(Y, ofOutput(Y, T)).ToRowMajorArray(), SoftmaxFixture.Gradient.ToRowMajorArray(), SoftmaxFixture.Tolerance),
                .. Derivative.Check(y => SoftmaxDefinition.CrossEntropy(y, T), Y, ofOutput(Y, T)),
                .. Derivative.Check(z => SoftmaxDefinition.Loss(z, T), SoftmaxFixture.Z, Through(Y, ofOutput(Y, T))),
            ]),

        Claim.Erratum(
            "B9",
            "(1/S) Y ∘ ((T ⊘ Y ∘ Y)11ᵀ) = (1/S) Y ∘ (T 11ᵀ) = (1/S) Y.",
            says: "(1/S)(Y ∘ T)11ᵀ: the brackets were moved.",
            "scalar loops over the left side, fixture 1",
            formula: (Matrix y, Matrix t) => y.PointwiseMultiply(t * Ones(3)) / t.RowCount,
            perturbed: (y, t) => y.PointwiseMultiply(t * Ones(3)),
            printed: (y, t) => y.PointwiseMultiply(t) * Ones(3) / t.RowCount,
            check: right =>
            [
                Finding.Relative(
                    right(Y, T),
                    Matrix.Build.Dense(2, 3, (i, j) => Y[i, j] * Enumerable.Range(0, 3).Sum(k => T[i, k] / Y[i, k] * Y[i, k]) / 2), 1e-12),
            ],
            margin: 0.1),

        Claim.Erratum(
            "B10",
            "dL/dZ = αM with α = 1/S and M = Y − T, whose rows sum to 0.",
            says: "M = (Y ∘ T)11ᵀ − T, which is right only if all outputs are equal.",
            "fixture 1; dual numbers and central differences of L by Z; autograd; the library's SoftmaxCrossEntropy",
            formula: (Matrix y, Matrix t) => y - t,
            perturbed: (y, t) => y + t,
            printed: (y, t) => (y.PointwiseMultiply(t) * Ones(3)) - t,
            check: m =>
            [
                Finding.Close((m(Y, T) / 2).ToRowMajorArray(), SoftmaxFixture.Gradient.ToRowMajorArray(), SoftmaxFixture.Tolerance),
                .. Derivative.Check(z => SoftmaxDefinition.Loss(z, T), SoftmaxFixture.Z, m(Y, T) / 2),
                Tapes.Check(z => (z.LogSumExp(Axis.Columns) - (z * z.Constant(T)).Sum(Axis.Columns)).Mean(), SoftmaxFixture.Z, m(Y, T) / 2),
                Finding.Close(m(Y, T).RowSums(), [0, 0], 1e-14),
                Library.Check(m(Y, T) / 2, Library.Evaluate(new Nabla.SoftmaxCrossEntropy(), SoftmaxFixture.Z, T).Gradient),
            ],
            margin: 0.1),
    ];

    private static Matrix Y => SoftmaxDefinition.Output(SoftmaxFixture.Z);

    private static Matrix T => SoftmaxFixture.T;

    /// <summary>11ᵀ.</summary>
    private static Matrix Ones(int classes) => Matrix.Build.Dense(classes, classes, 1);

    private static Matrix Through(Matrix y, Matrix dy) => y.PointwiseMultiply(dy - (dy.PointwiseMultiply(y) * Ones(y.ColumnCount)));
}
