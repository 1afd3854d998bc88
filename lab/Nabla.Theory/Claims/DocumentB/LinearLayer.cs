using Nabla.Theory.Definitions;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentB;

/// <summary>The linear layer (question 1): Y = X Wᵀ + B with X in ℝˢˣᴹ, W in ℝᴺˣᴹ, every row of B the bias b; and an activation.</summary>
internal static class LinearLayer
{
    private const int Samples = 3, Inputs = 2, Outputs = 4;

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "B1",
            "d[XWᵀ]_pq/dW_ij = δ_qi X_pj: column i is column j of X, the rest is 0.",
            "dual numbers, all four indices, S, M, N = 3, 2, 4",
            formula: (int p, int q, int i, int j) => q == i ? X[p, j] : 0,
            perturbed: (p, q, i, j) => q == i ? X[p, 1 - j] : 0,
            check: derivative =>
            [
                Derivative.CheckJacobian(
                    w => LinearDefinition.Output(Constants(X), w, Constants(B), Inputs), W.ToRowMajorArray(),
                    Tensor(Outputs * Inputs, (p, q, c) => derivative(p, q, c / Inputs, c % Inputs))),
            ]),

        Claim.Holds(
            "B2",
            "dL/dW = (dL/dY)ᵀ X in ℝᴺˣᴹ.",
            "dual numbers and central differences of Σ G ∘ Y; autograd; the library's Linear",
            formula: (Matrix g, Matrix x) => g.Transpose() * x,
            perturbed: (g, x) => g.Transpose() * x / x.RowCount,
            check: gradient =>
            [
                .. Derivative.Check(w => LinearDefinition.Weighed(LinearDefinition.Output(Constants(X), w, Constants(B), Inputs), G), W, gradient(G, X)),
                Tapes.Check(w => (w.Constant(X).TimesTransposed(w) + w.Constant(B)).Weighed(G), W, gradient(G, X)),
                Library.Check(gradient(G, X).Transpose(), InLibrary.ParameterGradients[0]),
            ]),

        Claim.Holds(
            "B3",
            "dB_pq/db_i = δ_qi: column i is ones.",
            "dual numbers, all three indices",
            formula: (int p, int q, int i) => q == i ? 1.0 : 0,
            perturbed: (p, q, i) => p == i ? 1.0 : 0,
            check: derivative =>
            [
                Derivative.CheckJacobian(
                    b => LinearDefinition.Output(Constants(X), Constants(W), b, Inputs), B.ToRowMajorArray(), Tensor(Outputs, (p, q, i) => derivative(p, q, i))),
            ]),

        Claim.Holds(
            "B4",
            "dL/db = 1ᵀ dL/dY in ℝ¹ˣᴺ.",
            "dual numbers and central differences of Σ G ∘ Y; autograd; the library's Linear",
            formula: (Matrix g) => Matrix.Build.Dense(1, g.RowCount, 1) * g,
            perturbed: g => Matrix.Build.Dense(1, g.RowCount, 1) * g / g.RowCount,
            check: gradient =>
            [
                .. Derivative.Check(b => LinearDefinition.Weighed(LinearDefinition.Output(Constants(X), Constants(W), b, Inputs), G), B, gradient(G)),
                Tapes.Check(b => (b.Constant(X).TimesTransposed(b.Constant(W)) + b).Weighed(G), B, gradient(G)),
                Library.Check(gradient(G), InLibrary.ParameterGradients[1]),
            ]),

        Claim.Holds(
            "B5",
            "d[XWᵀ]_pq/dX_ij = δ_pi W_qj: row i is column j of W, turned, the rest is 0.",
            "dual numbers, all four indices",
            formula: (int p, int q, int i, int j) => p == i ? W[q, j] : 0,
            perturbed: (p, q, i, j) => W[q, j],
            check: derivative =>
            [
                Derivative.CheckJacobian(
                    x => LinearDefinition.Output(x, Constants(W), Constants(B), Inputs), X.ToRowMajorArray(),
                    Tensor(Samples * Inputs, (p, q, c) => derivative(p, q, c / Inputs, c % Inputs))),
            ]),

        Claim.Holds(
            "B6",
            "dL/dX = dL/dY W in ℝˢˣᴹ.",
            "dual numbers and central differences of Σ G ∘ Y; autograd; the library's Linear",
            formula: (Matrix g, Matrix w) => g * w,
            perturbed: (g, w) => -g * w,
            check: gradient =>
            [
                .. Derivative.Check(x => LinearDefinition.Weighed(LinearDefinition.Output(x, Constants(W), Constants(B), Inputs), G), X, gradient(G, W)),
                Tapes.Check(x => (x.TimesTransposed(x.Constant(W)) + x.Constant(B)).Weighed(G), X, gradient(G, W)),
                Library.Check(gradient(G, W), InLibrary.InputGradient),
            ]),

        Claim.Holds(
            "B7",
            "Y = h(X) has dY_pq/dX_ij = h′(X_pq) δ_pi δ_qj, so dL/dX = dL/dY ∘ h′(X).",
            "dual numbers and central differences for ELU, ReLU, LeakyReLU, sigmoid, tanh, softplus; autograd; the library's layers",
            formula: (Matrix g, Matrix slope) => g.PointwiseMultiply(slope),
            perturbed: (g, slope) => g + slope,
            check: gradient =>
            [
                .. ActivationFunction.All.SelectMany(activation =>
                {
                    var x = Draws.AwayFromZero(Draws.For("B7"), Samples, Outputs);
                    var claimed = gradient(G, x.Map(activation.Slope));
                    return Derivative.Check(v => LinearDefinition.Weighed([.. v.Select(activation.Function)], G), x, claimed)
                        .Append(Tapes.Check(v => activation.OnTape.Forward(v).Weighed(G), x, claimed))
                        .Append(Library.Check(claimed, Library.Run(activation.Layer(Outputs), x, G).InputGradient));
                }),
            ]),
    ];

    private static Matrix X => Draws.Normals(Draws.For("B2").Fold(0), Samples, Inputs);

    private static Matrix W => Draws.Normals(Draws.For("B2").Fold(1), Outputs, Inputs);

    private static Matrix B => Draws.Normals(Draws.For("B2").Fold(2), 1, Outputs);

    private static Matrix G => Draws.Normals(Draws.For("B2").Fold(3), Samples, Outputs);

    private static Library.Passed InLibrary => Library.Run(Library.Linear(W, B.ToRowMajorArray()), X, G);

    private static Dual[] Constants(Matrix values) => Derivative.Constants(values.ToRowMajorArray());

    /// <summary>One row an element (p, q) of Y, one column a variable.</summary>
    private static Matrix Tensor(int variables, Func<int, int, int, double> entry) =>
        Matrix.Build.Dense(Samples * Outputs, variables, (row, column) => entry(row / Outputs, row % Outputs, column));
}
