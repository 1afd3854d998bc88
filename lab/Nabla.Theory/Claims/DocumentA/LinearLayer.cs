using Nabla.Theory.Definitions;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentA;

/// <summary>The linear layer and the activation behind it (questions 1.a to 1.d): Y = X Wᵀ + B with X in ℝˢˣᴹ, W in ℝᴺˣᴹ, G = dL/dY in ℝˢˣᴺ.</summary>
internal static class LinearLayer
{
    private const int Samples = 3, Inputs = 2, Outputs = 4;

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "A1",
            "dL/dW = (dL/dY)ᵀ X in ℝᴺˣᴹ: entry (n, m) is Σᵢ G_in X_im.",
            "scalar loops; dual numbers and central differences of Σ G ∘ Y; autograd; the library's Linear",
            formula: (Matrix g, Matrix x) => g.TransposeThisAndMultiply(x),
            perturbed: (g, x) => -g.TransposeThisAndMultiply(x),
            check: gradient =>
            [
                Finding.Relative(gradient(G, X), Matrix.Build.Dense(Outputs, Inputs, (n, m) => Enumerable.Range(0, Samples).Sum(i => G[i, n] * X[i, m])), 1e-12),
                .. Derivative.Check(w => LinearDefinition.Weighed(LinearDefinition.Output(Constants(X), w, Constants(B), Inputs), G), W, gradient(G, X)),
                Tapes.Check(w => (w.Constant(X).TimesTransposed(w) + w.Constant(B)).Weighed(G), W, gradient(G, X)),
                Library.Check(gradient(G, X).Transpose(), InLibrary.ParameterGradients[0]),
            ]),

        Claim.Holds(
            "A2",
            "dY_ij/dW_mn = X_in δ_jm.",
            "dual numbers, all four indices, S, M, N = 3, 2, 4",
            formula: (int i, int j, int m, int n) => j == m ? X[i, n] : 0,
            perturbed: (i, j, m, n) => i == m ? X[i, n] : 0,
            check: derivative =>
            [
                Derivative.CheckJacobian(
                    w => LinearDefinition.Output(Constants(X), w, Constants(B), Inputs), W.ToRowMajorArray(),
                    Matrix.Build.Dense(
                        Samples * Outputs, Outputs * Inputs,
                        (y, w) => derivative(y / Outputs, y % Outputs, w / Inputs, w % Inputs))),
            ]),

        Claim.Holds(
            "A3",
            "dL/db = 1_Sᵀ dL/dY, where 1_Sᵀ is a row of S ones: entry n is Σᵢ G_in.",
            "scalar loops; dual numbers and central differences of Σ G ∘ Y; autograd; the library's Linear",
            formula: (Matrix g) => Matrix.Build.Dense(1, g.RowCount, 1) * g,
            perturbed: g => g.SubMatrix(0, 1, 0, g.ColumnCount),
            check: gradient =>
            [
                Finding.Relative(gradient(G), Matrix.Build.Dense(1, Outputs, (_, n) => Enumerable.Range(0, Samples).Sum(i => G[i, n])), 1e-12),
                .. Derivative.Check(b => LinearDefinition.Weighed(LinearDefinition.Output(Constants(X), Constants(W), b, Inputs), G), B, gradient(G)),
                Tapes.Check(b => (b.Constant(X).TimesTransposed(b.Constant(W)) + b).Weighed(G), B, gradient(G)),
                Library.Check(gradient(G), InLibrary.ParameterGradients[1]),
            ]),

        Claim.Erratum(
            "A4",
            "The gradient of b has one index, [dL/db]ₙ.",
            says: "[dL/db]_mn, with two.",
            "how many numbers the bias has, N = 4; dual numbers of each",
            formula: (Matrix g) => g.ColumnSums().ToRowMatrix(),
            perturbed: g => g.ColumnSums().ToRowMatrix().Append(Matrix.Build.Dense(1, 1)),
            printed: g => Matrix.Build.DenseOfRows(Enumerable.Repeat(g.ColumnSums().AsEnumerable(), Inputs)),
            check: gradient =>
            [
                Finding.Equal(gradient(G).RowCount * gradient(G).ColumnCount, Library.Linear(W, B.ToRowMajorArray()).Parameters[1].Count),
                Finding.Relative(
                    gradient(G).ToRowMajorArray(),
                    Derivative.ByDuals(b => LinearDefinition.Weighed(LinearDefinition.Output(Constants(X), Constants(W), b, Inputs), G), B.ToRowMajorArray()), 1e-12),
            ],
            margin: 4),

        Claim.Holds(
            "A5",
            "dL/dX = dL/dY W in ℝˢˣᴹ, from dY_ij/dX_mn = W_jn δ_im.",
            "dual numbers and central differences of Σ G ∘ Y, and of every Y_ij; autograd; the library's Linear",
            formula: (Matrix g, Matrix w) => g * w,
            perturbed: (g, w) => -g * w,
            check: gradient =>
            [
                .. Derivative.Check(x => LinearDefinition.Weighed(LinearDefinition.Output(x, Constants(W), Constants(B), Inputs), G), X, gradient(G, W)),
                Derivative.CheckJacobian(
                    x => LinearDefinition.Output(x, Constants(W), Constants(B), Inputs), X.ToRowMajorArray(),
                    Matrix.Build.DenseOfRows(Enumerable.Range(0, Samples * Outputs).Select(y => gradient(Unit(y), W).ToRowMajorArray().AsEnumerable()))),
                Tapes.Check(x => (x.TimesTransposed(x.Constant(W)) + x.Constant(B)).Weighed(G), X, gradient(G, W)),
                Library.Check(gradient(G, W), InLibrary.InputGradient),
            ]),

        Claim.Holds(
            "A6",
            "Y_ij = h(X_ij) has dL/dX = dL/dY ∘ h′(X).",
            "dual numbers and central differences for ELU, ReLU, LeakyReLU, sigmoid, tanh, softplus; autograd; the library's layers",
            formula: (Matrix g, Matrix slope) => g.PointwiseMultiply(slope),
            perturbed: (g, slope) => g,
            check: gradient =>
            [
                .. ActivationFunction.All.SelectMany(activation =>
                {
                    var x = Draws.AwayFromZero(Draws.For("A6"), Samples, Outputs);
                    var claimed = gradient(G, x.Map(activation.Slope));
                    return Derivative.Check(v => LinearDefinition.Weighed([.. v.Select(activation.Function)], G), x, claimed)
                        .Append(Tapes.Check(v => activation.OnTape.Forward(v).Weighed(G), x, claimed))
                        .Append(Library.Check(claimed, Library.Run(activation.Layer(Outputs), x, G).InputGradient));
                }),
            ]),
    ];

    private static Matrix X => Draws.Normals(Draws.For("A1").Fold(0), Samples, Inputs);

    private static Matrix W => Draws.Normals(Draws.For("A1").Fold(1), Outputs, Inputs);

    private static Matrix B => Draws.Normals(Draws.For("A1").Fold(2), 1, Outputs);

    private static Matrix G => Draws.Normals(Draws.For("A1").Fold(3), Samples, Outputs);

    private static Library.Passed InLibrary => Library.Run(Library.Linear(W, B.ToRowMajorArray()), X, G);

    private static Dual[] Constants(Matrix values) => Derivative.Constants(values.ToRowMajorArray());

    /// <summary>1 at one element of Y, 0 elsewhere: the gradient of that element alone.</summary>
    private static Matrix Unit(int element) => Matrix.Build.Dense(Samples, Outputs, (i, j) => (i * Outputs) + j == element ? 1 : 0);
}
