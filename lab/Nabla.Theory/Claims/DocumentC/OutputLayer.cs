using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentC;

/// <summary>Backpropagation through the output layer (section 2, g to k).</summary>
internal static class OutputLayer
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "C30",
            "dL/doᵃ = oˢ − onehot(y): oˢₖ for k ≠ y, oˢ_y − 1 for k = y; its sum is 0.",
            "dual numbers and central differences; its sum",
            formula: (double p, bool isLabel) => isLabel ? p - 1 : p,
            perturbed: (p, isLabel) => isLabel ? 1 - p : p,
            check: entry =>
            {
                double[] gradient = [.. Net.Probabilities.Column(0).Select((p, k) => entry(p, k == Net.Label))];
                return [.. Derivative.Check(Net.LossOfLogits, Net.Logits.ToColumnMajorArray(), gradient), Finding.Close(gradient.Sum(), 0, 1e-14)];
            }),

        Claim.Holds(
            "C31",
            "dL/dW₂ₖⱼ = dL/doᵃₖ hˢⱼ and dL/db₂ₖ = dL/doᵃₖ.",
            "dual numbers and central differences of every weight and bias",
            formula: (Matrix o, Matrix h, int k, int j) => o[k, 0] * h[j, 0],
            perturbed: (o, h, k, j) => o[k, 0],
            check: entry =>
            [
                .. Derivative.Check(w => Net.Loss(w2: w), Net.W2, Matrix.Build.Dense(4, 5, (k, j) => entry(Net.OfLogits, Net.Hidden, k, j))),
                .. Derivative.Check(b => Net.Loss(b2: b), Net.B2, Matrix.Build.Dense(4, 1, (k, _) => entry(Net.OfLogits, Matrix.Build.Dense(5, 1, 1), k, 0))),
            ]),

        Claim.Holds(
            "C32",
            "dL/dW₂ = dL/doᵃ (hˢ)ᵀ in ℝ^{m×d_h}, dL/db₂ = dL/doᵃ in ℝᵐ.",
            "dual numbers and central differences; autograd; the library's layers",
            formula: (Matrix o, Matrix h) => o * h.Transpose(),
            perturbed: (o, h) => h * o.Transpose(),
            check: gradient =>
            [
                .. Derivative.Check(w => Net.Loss(w2: w), Net.W2, gradient(Net.OfLogits, Net.Hidden)),
                Tapes.Check(w => Net.LossOnTape(w, w2: w), Net.W2, gradient(Net.OfLogits, Net.Hidden)),
                Tapes.Check(b => Net.LossOnTape(b, b2: b), Net.B2, Net.OfLogits),
                Library.Check(gradient(Net.OfLogits, Net.Hidden), Net.InLibrary()[2]),
                Library.Check(Net.OfLogits, Net.InLibrary()[3]),
            ]),

        Claim.Holds(
            "C33",
            "dL/dhˢⱼ = Σₖ dL/doᵃₖ W₂ₖⱼ.",
            "dual numbers and central differences of every hˢⱼ",
            formula: (Matrix o, Matrix w, int j) => Enumerable.Range(0, 4).Sum(k => o[k, 0] * w[k, j]),
            perturbed: (o, w, j) => Enumerable.Range(0, 3).Sum(k => o[k, 0] * w[k, j]),
            check: entry => Derivative.Check(Net.LossOfHidden, Net.Hidden, Matrix.Build.Dense(5, 1, (j, _) => entry(Net.OfLogits, Net.W2, j)))),

        Claim.Holds(
            "C34",
            "dL/dhˢ = W₂ᵀ dL/doᵃ in ℝ^{d_h}.",
            "dual numbers and central differences",
            formula: (Matrix o, Matrix w) => w.TransposeThisAndMultiply(o),
            perturbed: (o, w) => -w.TransposeThisAndMultiply(o),
            check: gradient => Derivative.Check(Net.LossOfHidden, Net.Hidden, gradient(Net.OfLogits, Net.W2))),
    ];

    private static TwoLayerNetwork Net => TwoLayerNetwork.Drawn;
}
