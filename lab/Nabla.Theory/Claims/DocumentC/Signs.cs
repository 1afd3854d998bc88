using Nabla.Theory.Definitions;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentC;

/// <summary>Derivatives of absolute value, rectifier and norms (section 1, e to j). At a kink the documents and both engines take 0.</summary>
internal static class Signs
{
    private static readonly double[] Points = [-2, -0.7, -0.01, 0.02, 0.5, 3];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "C7",
            "sign(x) = 1(x > 0) − 1(x < 0); of what is no number, 0, since both comparisons are false.",
            "−1, 0, 0, 1 at −2, −0.0, 0, 3; autograd",
            formula: (double x) => (x > 0 ? 1.0 : 0) - (x < 0 ? 1 : 0),
            perturbed: x => (x > 0 ? 1.0 : 0) - (x <= 0 ? 1 : 0),
            check: sign =>
            [
                Finding.Equal(new[] { 3, -2, -0.0, 0 }.Select(sign), [1, -1, 0, 0]),
                Finding.Equal(sign(double.NaN), 0),
                Finding.Equal(Points.Select(sign), Tapes.Value(x => x.Sign(), Row(Points)).Row(0)),
            ]),

        Claim.Holds(
            "C8",
            "abs′(x) = sign(x), and 0 is taken at 0.",
            "dual numbers and central differences away from 0; autograd, at 0 too",
            formula: (double x) => (double)Math.Sign(x),
            perturbed: x => x >= 0 ? 1 : -1,
            check: slope =>
            [
                .. Derivative.Check(v => Dual.Sum(v.Select(Dual.Abs)), Points, Points.Select(slope)),
                Tapes.Check(x => x.Abs().Sum(), Row([.. Points, 0]), Row([.. Points, 0]).Map(slope)),
            ]),

        Claim.Holds(
            "C9",
            "rect′(x) = 1(x > 0), and 0 is taken at 0.",
            "dual numbers and central differences away from 0; autograd and the library's Relu, at 0 too",
            formula: (double x) => x > 0 ? 1.0 : 0,
            perturbed: x => x >= 0 ? 1 : 0,
            check: slope =>
            [
                .. Derivative.Check(v => Dual.Sum(v.Select(ActivationFunction.Relu.Function)), Points, Points.Select(slope)),
                Tapes.Check(x => ActivationFunction.Relu.OnTape.Forward(x).Sum(), Row([.. Points, 0]), Row([.. Points, 0]).Map(slope)),
                Library.Check(Row([.. Points, 0]).Map(slope), Library.Run(ActivationFunction.Relu.Layer(7), Row([.. Points, 0]), Row([1, 1, 1, 1, 1, 1, 1])).InputGradient),
            ]),

        Claim.Holds(
            "C10",
            "The gradient of ‖x‖₂² is 2x.",
            "dual numbers and central differences; autograd",
            formula: (double[] x) => x.Select(value => 2 * value).ToArray(),
            perturbed: x => x,
            check: gradient =>
            [
                .. Derivative.Check(v => Dual.Sum(v.Select(value => value * value)), Points, gradient(Points)),
                Tapes.Check(x => x.Squared().Sum(), Row(Points), Row(gradient(Points))),
            ]),

        Claim.Holds(
            "C11",
            "The gradient of ‖x‖₁ is sign(x), element by element.",
            "dual numbers and central differences away from 0; autograd",
            formula: (double[] x) => x.Select(value => (double)Math.Sign(value)).ToArray(),
            perturbed: x => [.. x.Select(Math.Abs)],
            check: gradient =>
            [
                .. Derivative.Check(v => Dual.Sum(v.Select(Dual.Abs)), Points, gradient(Points)),
                Tapes.Check(x => x.Abs().Sum(), Row(Points), Row(gradient(Points))),
            ]),
    ];

    private static Matrix Row(double[] values) => Matrix.Build.DenseOfRowArrays(values);
}
