using Nabla.Networks;
using Nabla.Theory.Definitions;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentA;

/// <summary>Dead neurons (questions 5.d and 5.f).</summary>
internal static class DeadNeurons
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Erratum(
            "A34",
            "A rectifier puts out more than 0 where its one pre-activation w·x + b > 0; its neuron is dead if that is ≤ 0 for every training sample.",
            says: "where the input vector is greater than zero; dead if all inputs are negative.",
            "the library's Linear and Relu, w = (1, −3), b = 0.5, x = (1, −1), (1, 1), (0.2, 0.2), (−2, −1)",
            formula: (double[] w, double b, double[] x) => (w[0] * x[0]) + (w[1] * x[1]) + b > 0,
            perturbed: (w, b, x) => (w[0] * x[0]) + (w[1] * x[1]) > 0,
            printed: (w, b, x) => x.All(value => value > 0),
            check: active =>
            [
                Finding.Equal(
                    Samples.Select(x => active([1, -3], 0.5, x) ? 1.0 : 0),
                    Samples.Select(x => Neuron(Matrix.Build.DenseOfRowArrays(x)) > 0 ? 1.0 : 0)),
                Finding.Equal([4.5, 0], Samples.Take(2).Select(x => Neuron(Matrix.Build.DenseOfRowArrays(x)))),
            ],
            margin: 1),

        Claim.Holds(
            "A35",
            "A dead rectifier has gradient 0 for its w and b, so gradient descent never moves it; an ELU in its place moves.",
            "the library's layers, b = −100 and −8: w and b after 100 steps, to the bit",
            formula: Layer (int width) => new Relu(width),
            perturbed: width => new Elu(width),
            check: activation =>
            [
                Finding.Equal(Trained(activation(1), -8), [1, -3, -8]),
                Finding.Equal(Trained(activation(1), -100), [1, -3, -100]),
                Finding.True(!Trained(new Elu(1), -8).SequenceEqual([1, -3, -8])),
            ]),

        Claim.Erratum(
            "A40",
            "An ELU never dies: for x < 0 its derivative is αeˣ > 0, so the gradient of A35 is not exactly 0; it only saturates as x → −∞. And this network has one hidden layer.",
            says: "since ELU is used, there should be fewer dead neurons in the later layers.",
            "dual numbers, autograd and the library's Elu, x = −0.5, −4, −30, where a dead neuron has 0",
            formula: (double x) => Math.Exp(x),
            perturbed: x => Math.Exp(2 * x),
            printed: _ => 0,
            check: slope =>
            [
                .. new[] { -0.5, -4, -30 }.Select(x => Finding.Relative([slope(x)], Derivative.ByDuals(v => ActivationFunction.Elu.Function(v[0]), [x]), 1e-12)),
                Tapes.Check(x => new Autograd.Layers.Elu().Forward(x).Sum(), Points, Points.Map(slope)),
                Library.Check(Points.Map(slope), Library.Run(new Elu(3), Points, Matrix.Build.Dense(1, 3, 1)).InputGradient),
                Finding.True(new[] { -0.5, -4, -30 }.All(x => Derivative.ByDuals(v => ActivationFunction.Elu.Function(v[0]), [x])[0] > 0)),
            ],
            margin: 0.5),
    ];

    private static Matrix Points => Matrix.Build.DenseOfRowArrays([[-0.5, -4, -30]]);

    private static double[][] Samples => [[1, -1], [1, 1], [0.2, 0.2], [-2, -1]];

    private static double Neuron(Matrix x)
    {
        var z = Library.Run(Library.Linear(Matrix.Build.DenseOfRowArrays([[1, -3]]), [0.5]), x, Matrix.Build.Dense(1, 1)).Output;
        return Library.Run(new Relu(1), z, Matrix.Build.Dense(1, 1)).Output[0, 0];
    }

    /// <summary>w and b after 100 steps that pull the output of four samples up, from w = (1, −3).</summary>
    private static double[] Trained(Layer activation, double bias)
    {
        var (w, b) = (Matrix.Build.DenseOfRowArrays([[1, -3]]), bias);
        var (x, up) = (Matrix.Build.DenseOfRows(Samples), Matrix.Build.Dense(4, 1, -1));
        for (int step = 0; step < 100; step++)
        {
            var linear = Library.Linear(w, [b]);
            var z = Library.Run(linear, x, up).Output;
            var gradients = Library.Run(linear, x, Library.Run(activation, z, up).InputGradient).ParameterGradients;
            (w, b) = (w - (0.1 * gradients[0].Transpose()), b - (0.1 * gradients[1][0, 0]));
        }

        return [w[0, 0], w[0, 1], b];
    }
}
