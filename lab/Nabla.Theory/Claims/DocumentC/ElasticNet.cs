using Nabla.Networks;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentC;

/// <summary>The penalty on both weight matrices (section 2, q): λ₁₁‖W₁‖₁ + λ₁₂‖W₁‖₂² + λ₂₁‖W₂‖₁ + λ₂₂‖W₂‖₂².</summary>
internal static class ElasticNet
{
    private static readonly double[] First = [0.03, 0.2], Second = [0.5, 0.07];

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "C42",
            "The penalty is λ₁₁‖W₁‖₁ + λ₁₂‖W₁‖₂² + λ₂₁‖W₂‖₁ + λ₂₂‖W₂‖₂², sums over all entries: ‖·‖₂ is the Frobenius norm.",
            "scalar loops; the library's ElasticNet",
            formula: (Matrix w1, Matrix w2) => OfOne(w1, 0) + OfOne(w2, 1),
            perturbed: (w1, w2) => OfOne(w1, 0),
            check: penalty =>
            [
                Finding.Relative([penalty(Net.W1, Net.W2)], [(Loops(TwoLayerNetwork.Of(Net.W1), 0) + Loops(TwoLayerNetwork.Of(Net.W2), 1)).Value], 1e-12),
                Finding.Relative([penalty(Net.W1, Net.W2)], [InLibrary().Penalty], 1e-5),
            ]),

        Claim.Holds(
            "C43",
            "The gradient by W₁ gains λ₁₁ sign(W₁) + 2λ₁₂W₁, that by W₂ λ₂₁ sign(W₂) + 2λ₂₂W₂; those by the biases gain nothing.",
            "dual numbers and central differences of L plus penalty, weights away from 0; the library's ElasticNet",
            formula: (Matrix w, double first, double second) => (first * w.PointwiseSign()) + (2 * second * w),
            perturbed: (w, first, second) => (first * w.PointwiseSign()) + (second * w),
            check: gain =>
            [
                .. Derivative.Check(w => Net.Loss(w1: w) + Loops(w, 0), Net.W1, (Net.OfPreActivation * Net.X.Transpose()) + gain(Net.W1, First[0], Second[0])),
                .. Derivative.Check(w => Net.Loss(w2: w) + Loops(w, 1), Net.W2, (Net.OfLogits * Net.Hidden.Transpose()) + gain(Net.W2, First[1], Second[1])),
                Library.Check(gain(Net.W1, First[0], Second[0]).Transpose(), InLibrary().Gradients[0]),
                Library.Check(gain(Net.W2, First[1], Second[1]).Transpose(), InLibrary().Gradients[2]),
                Finding.Equal(new double[9], InLibrary().Gradients[1].Row(0).Concat(InLibrary().Gradients[3].Row(0))),
            ]),
    ];

    private static TwoLayerNetwork Net => TwoLayerNetwork.Drawn;

    private static double OfOne(Matrix w, int layer) => (First[layer] * w.PointwiseAbs().RowSums().Sum()) + (Second[layer] * w.FrobeniusNorm() * w.FrobeniusNorm());

    private static Dual Loops(Dual[] w, int layer) =>
        (First[layer] * Dual.Sum(w.Select(Dual.Abs))) + (Second[layer] * Dual.Sum(w.Select(value => value * value)));

    /// <summary>The penalty, and its gradients by W₁, b₁, W₂, b₂: those of a step whose loss is 0 at its minimum, from zeros to zeros without biases.</summary>
    private static (double Penalty, IReadOnlyList<Matrix> Gradients) InLibrary()
    {
        using var processor = new Processor(threads: 1);
        var network = new Network(
            Library.Linear(Net.W1, new double[Net.W1.RowCount]), new Networks.LeakyRelu(5), Library.Linear(Net.W2, new double[Net.W2.RowCount]));
        var zeros = ArrayDataset.Regression("zeros", new float[network.Inputs], new float[network.Outputs], [.. Enumerable.Range(0, network.Outputs).Select(i => $"y{i}")]);
        TrainingMethod method = new Sgd(learningRate: 1);
        var step = method.CreateStep(network, new MeanSquaredError(), batchSize: 1, default, new TrainerOptions { L1 = First, L2 = Second }, processor);
        double penalty = step.Run(DataSplits.All(zeros, zeros.MeasureStandardizer([0])), [0], step: 1).Penalty;
        return (penalty, [.. network.Parameters.All.Select(parameter => Matrix.Build.DenseOfRowMajor(
            parameter.Rows, parameter.Columns, parameter.Gradient.ToRowMajor().Select(value => (double)value)))]);
    }
}
