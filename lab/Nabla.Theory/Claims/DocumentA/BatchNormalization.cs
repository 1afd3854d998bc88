using Nabla.Networks;
using Nabla.Theory.Oracles;
using static Nabla.Theory.Claims.DocumentA.NormalizedBatch;

namespace Nabla.Theory.Claims.DocumentA;

/// <summary>Batch normalisation (questions 5.a and 5.b): y = γ x̂ + β, x̂ = (x − m)/√(v + ε) over a batch of B rows.</summary>
internal static class BatchNormalization
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Erratum(
            "A28",
            "dL/dγₙ = Σₛ dL/dy_sn x̂_sn, over the whole batch and with the normalised input.",
            says: "[dL/dy]ₙ xₙ, of one sample and with the input itself.",
            "dual numbers and central differences, B = 6; autograd; the library's BatchNorm",
            formula: (Matrix g, Matrix x, Matrix normalized) => g.PointwiseMultiply(normalized).ColumnSums().ToRowMatrix(),
            perturbed: (g, x, normalized) => g.PointwiseMultiply(x).ColumnSums().ToRowMatrix(),
            printed: (g, x, normalized) => g.PointwiseMultiply(x).SubMatrix(0, 1, 0, g.ColumnCount),
            check: gradient =>
            [
                .. Derivative.Check(gamma => Loss(gamma, Derivative.Constants(Beta.Row(0))), Gamma, gradient(G, X, Normalized)),
                Tapes.Check(gamma => new Autograd.Layers.BatchNorm(3, Epsilon).Forward(gamma.Constant(X), gamma, gamma.Constant(Beta)).Weighed(G), Gamma, gradient(G, X, Normalized)),
                Library.Check(gradient(G, X, Normalized), Library.Run(Layer(), X, G).ParameterGradients[0]),
            ],
            margin: 0.1),

        Claim.Erratum(
            "A29",
            "dL/dβₙ = Σₛ dL/dy_sn.",
            says: "[dL/dy]ₙ, of one sample.",
            "dual numbers and central differences, B = 6; autograd; the library's BatchNorm",
            formula: (Matrix g) => g.ColumnSums().ToRowMatrix(),
            perturbed: g => g.ColumnSums().ToRowMatrix() / g.RowCount,
            printed: g => g.SubMatrix(0, 1, 0, g.ColumnCount),
            check: gradient =>
            [
                .. Derivative.Check(beta => Loss(Derivative.Constants(Gamma.Row(0)), beta), Beta, gradient(G)),
                Tapes.Check(beta => new Autograd.Layers.BatchNorm(3, Epsilon).Forward(beta.Constant(X), beta.Constant(Gamma), beta).Weighed(G), Beta, gradient(G)),
                Library.Check(gradient(G), Library.Run(Layer(), X, G).ParameterGradients[1]),
            ],
            margin: 0.1),

        Claim.Holds(
            "A30",
            "A layer from 20 to 40 units with batch normalisation has 20·40 + 40 + 2·40 = 920 trained parameters, and 80 running statistics beside.",
            "the library's count",
            formula: (int inputs, int outputs) => (Trained: (inputs * outputs) + outputs + (2 * outputs), Kept: 2 * outputs),
            perturbed: (inputs, outputs) => (Trained: (inputs * outputs) + outputs + outputs, Kept: 2 * outputs),
            check: count =>
            {
                Layer[] layers = [new Linear(20, 40), new BatchNorm(40)];
                return
                [
                    Finding.Equal(count(20, 40).Trained, layers.Sum(layer => layer.Parameters.Sum(parameter => parameter.Count))),
                    Finding.Equal(count(20, 40).Kept, layers.Sum(layer => layer.Buffers.Sum(parameter => parameter.Count))),
                    Finding.Equal(count(20, 40).Trained, 920),
                ];
            }),
    ];

    private static Matrix Normalized => Matrix.Build.DenseOfColumns(X.EnumerateColumns().Select(column =>
    {
        double mean = column.Average(), variance = column.Average(value => (value - mean) * (value - mean));
        return column.Select(value => (value - mean) / Math.Sqrt(variance + Epsilon));
    }));

    /// <summary>Σ G ∘ y, by the definition, from γ and β.</summary>
    private static Dual Loss(Dual[] gamma, Dual[] beta) => Dual.Sum(Enumerable.Range(0, 3).Select(j =>
    {
        double[] x = [.. X.Column(j)];
        double mean = x.Average(), variance = x.Average(value => Math.Pow(value - mean, 2));
        return Dual.Sum(x.Select((value, s) => G[s, j] * ((gamma[j] * (value - mean) / Math.Sqrt(variance + Epsilon)) + beta[j])));
    }));
}
