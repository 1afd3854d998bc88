using MathNet.Numerics.LinearAlgebra;
using Nabla.Autograd;
using Nabla.Theory.Definitions;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentC;

/// <summary>The Jacobian of softmax and what it costs to multiply by it (section 1, k and l): S = softmax(x).</summary>
internal static class SoftmaxJacobian
{
    private static readonly double[] X = [0.3, -1.2, 2, 0.8];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "C12",
            "dSᵢ/dxⱼ = Sᵢ 1(i = j) − Sᵢ Sⱼ.",
            "dual numbers, i = j and i ≠ j",
            formula: (double[] s, int i, int j) => (i == j ? s[i] : 0) - (s[i] * s[j]),
            perturbed: (s, i, j) => (i == j ? s[i] : 0) + (s[i] * s[j]),
            check: entry => [Derivative.CheckJacobian(Output, X, Matrix.Build.Dense(4, 4, (i, j) => entry(Softmax(X), i, j)))]),

        Claim.Holds(
            "C13",
            "The Jacobian is diag(S) − S Sᵀ: symmetric, its rows sum to 0, no eigenvalue is negative, its rank is n − 1.",
            "dual numbers; its four properties",
            formula: (Matrix s) => Matrix.Build.DenseOfDiagonalVector(s.Column(0)) - (s * s.Transpose()),
            perturbed: s => Matrix.Build.DenseOfDiagonalVector(s.Column(0)) - s.TransposeThisAndMultiply(s)[0, 0],
            check: jacobian =>
            {
                var j = jacobian(Matrix.Build.DenseOfColumnArrays(Softmax(X)));
                return
                [
                    Derivative.CheckJacobian(Output, X, j),
                    Finding.Close(j.ToRowMajorArray(), j.ToColumnMajorArray(), 1e-15),
                    Finding.Close(j.RowSums(), new double[4], 1e-14),
                    Finding.True(j.Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum() > -1e-15),
                    Finding.Equal(j.Rank(), 3),
                ];
            }),

        Claim.Holds(
            "C14",
            "∇ₓL = (dy/dx)ᵀ ∇_y L, which takes O(n²) operations in general.",
            "dual numbers and central differences of Σ g ∘ y for y = (x₀x₁, exp x₂, x₀ + x₁x₂)",
            formula: (Matrix jacobian, Matrix g) => jacobian.TransposeThisAndMultiply(g),
            perturbed: (jacobian, g) => jacobian * g,
            check: chain =>
            {
                double[] at = [0.7, -1.1, 0.4], g = [1, -2, 0.5];
                Dual[] Y(Dual[] x) => [x[0] * x[1], Dual.Exp(x[2]), x[0] + (x[1] * x[2])];
                return Derivative.Check(
                    x => Dual.Sum(Y(x).Select((y, i) => g[i] * y)), at, chain(Derivative.Jacobian(Y, at), Matrix.Build.DenseOfColumnArrays(g)).Column(0));
            }),

        Claim.Holds(
            "C15",
            "For softmax (dy/dx)ᵀg = S ∘ (g − (S·g)1), which takes 4n − 1 operations and no n × n matrix: O(n).",
            "operations counted for n = 1000 and 2000; fixture 2; (diag(S) − S Sᵀ)g; autograd",
            formula: Product,
            perturbed: Dense,
            check: product =>
            [
                Finding.Equal(4 * 1000 - 1, Operations(product, 1000)),
                Finding.Equal(4 * 2000 - 1, Operations(product, 2000)),
                Finding.Close(Evaluate(product, Softmax([1, 2, 3]), [1, -1, 2]), [-0.0158259355, -0.5324762950, 0.5483022305], 1e-9),
                Finding.Relative(Evaluate(product, Softmax(X), [1, -1, 2, 0.5]), Evaluate(Dense, Softmax(X), [1, -1, 2, 0.5]), 1e-14),
                Tapes.Check(
                    x => (x - x.LogSumExp(Axis.Columns)).Exp().Weighed(Row([1, -1, 2, 0.5])), Row(X), Row(Evaluate(product, Softmax(X), [1, -1, 2, 0.5]))),
            ]),

        Claim.Holds(
            "C16",
            "For the sigmoid (dy/dx)ᵀg = σ ∘ (1 − σ) ∘ g: 3n operations, O(n) too. The document leaves this answer out.",
            "operations counted for n = 1000; dual numbers and central differences; autograd",
            formula: (Counted[] s, Counted[] g) => s.Zip(g, (sigma, gradient) => sigma * (new Counted(1, sigma.Tally) - sigma) * gradient).ToArray(),
            perturbed: (s, g) => [.. s.Zip(g, (sigma, gradient) => sigma * gradient)],
            check: product =>
            {
                double[] sigma = [.. X.Select(x => 1 / (1 + Math.Exp(-x)))], g = [1, -1, 2, 0.5];
                return
                [
                    Finding.Equal(3 * 1000, Operations(product, 1000)),
                    .. Derivative.Check(v => Dual.Sum(v.Select((x, i) => g[i] / (1 + Dual.Exp(-x)))), X, Evaluate(product, sigma, g)),
                    Tapes.Check(x => ActivationFunction.Sigmoid.OnTape.Forward(x).Weighed(Row(g)), Row(X), Row(Evaluate(product, sigma, g))),
                ];
            }),
    ];

    private static Counted[] Product(Counted[] s, Counted[] g)
    {
        var inner = s[0] * g[0];
        for (int i = 1; i < s.Length; i++)
            inner += s[i] * g[i];
        return [.. s.Select((value, i) => value * (g[i] - inner))];
    }

    /// <summary>The same with the whole Jacobian: right, and O(n²).</summary>
    private static Counted[] Dense(Counted[] s, Counted[] g) =>
    [
        .. s.Select((si, i) =>
        {
            var sum = new Counted(0, si.Tally);
            for (int j = 0; j < s.Length; j++)
                sum += ((i == j ? si : new Counted(0, si.Tally)) - (si * s[j])) * g[j];
            return sum;
        }),
    ];

    private static double[] Evaluate(Func<Counted[], Counted[], Counted[]> product, double[] s, double[] g)
    {
        var tally = new Tally();
        return [.. product(tally.Of(s), tally.Of(g)).Select(value => value.Value)];
    }

    private static long Operations(Func<Counted[], Counted[], Counted[]> product, int n)
    {
        var tally = new Tally();
        product(tally.Of(Enumerable.Repeat(1.0 / n, n)), tally.Of(Enumerable.Range(0, n).Select(i => (double)i)));
        return tally.Operations;
    }

    private static Dual[] Output(Dual[] x) => SoftmaxDefinition.Output(x, x.Length);

    private static double[] Softmax(double[] x) => [.. Output(Derivative.Constants(x)).Select(value => value.Value)];

    private static Matrix Row(double[] values) => Matrix.Build.DenseOfRowArrays(values);
}
