using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Losses;

/// <summary>The table of losses: how to make each, and what one sample loses, in double precision and in the plainest words.</summary>
/// <remarks>A loss that is added to the library gets a row here, and with it every test of gradients, bits, weights, allocation and targets.</remarks>
internal static class LossCases
{
    private const float Smoothing = 0.1f;

    public static IReadOnlyList<LossCase> All { get; } =
    [
        new("SoftmaxCrossEntropy", _ => new SoftmaxCrossEntropy(), (z, t, _, n) => CrossEntropy(z, n, j => t[n, j])),
        new("SoftmaxCrossEntropy, smoothed", _ => new SoftmaxCrossEntropy(Smoothing),
            (z, t, _, n) => CrossEntropy(z, n, j => Smooth(z, t, n, j))),
        new("SoftmaxCrossEntropy, class weights", classes => new SoftmaxCrossEntropy(classWeights: ClassWeights(classes)),
            (z, t, c, n) => CrossEntropy(z, n, j => c[j] * t[n, j])),
        new("SoftmaxCrossEntropy, smoothed, class weights", classes => new SoftmaxCrossEntropy(Smoothing, ClassWeights(classes)),
            (z, t, c, n) => CrossEntropy(z, n, j => c[j] * Smooth(z, t, n, j))),
        new("NegativeLogLikelihood", _ => new NegativeLogLikelihood(), (y, t, _, n) => Sum(y, j => -t[n, j] * Math.Log(y[n, j]))) { Probabilities = true },
        new("NegativeLogLikelihood, class weights", classes => new NegativeLogLikelihood(ClassWeights(classes)),
            (y, t, c, n) => Sum(y, j => -c[j] * t[n, j] * Math.Log(y[n, j]))) { Probabilities = true },
        new("BinaryCrossEntropy", _ => new BinaryCrossEntropy(),
            (z, t, _, n) => Mean(z, j => -(t[n, j] * Math.Log(Sigmoid(z[n, j]))) - ((1 - t[n, j]) * Math.Log(1 - Sigmoid(z[n, j]))))),
        new("MeanSquaredError", _ => new MeanSquaredError(), (x, t, _, n) => Mean(x, j => Math.Pow(x[n, j] - t[n, j], 2))),
        new("MeanAbsoluteError", _ => new MeanAbsoluteError(), (x, t, _, n) => Mean(x, j => Math.Abs(x[n, j] - t[n, j]))),
        new("Huber", _ => new Huber(), (x, t, _, n) => Mean(x, j => Huber(x[n, j] - t[n, j], 1))),
        new("Huber, delta 0.3", _ => new Huber(0.3f), (x, t, _, n) => Mean(x, j => Huber(x[n, j] - t[n, j], 0.3f))),
    ];

    public static LossCase Named(string name) => All.Single(loss => loss.Name == name);

    private static float[] ClassWeights(int classes) => [.. Some.Normal(classes, new RandomKey(31)).Select(value => Math.Abs(value) + 0.1f)];

    /// <summary>−Σⱼ q[j] ln softmax(z)[n,j].</summary>
    private static double CrossEntropy(DoubleMatrix z, int n, Func<int, double> q)
    {
        double logarithm = Math.Log(Sum(z, k => Math.Exp(z[n, k])));
        return Sum(z, j => q(j) * (logarithm - z[n, j]));
    }

    private static double Smooth(DoubleMatrix z, DoubleMatrix t, int n, int j) => ((1 - (double)Smoothing) * t[n, j]) + ((double)Smoothing / z.Columns);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Huber(double d, double delta) => Math.Abs(d) <= delta ? d * d / 2 : delta * (Math.Abs(d) - (delta / 2));

    private static double Sum(DoubleMatrix x, Func<int, double> term) => Enumerable.Range(0, x.Columns).Sum(term);

    private static double Mean(DoubleMatrix x, Func<int, double> term) => Enumerable.Range(0, x.Columns).Average(term);
}

/// <summary>One row of the table.</summary>
/// <param name="Name">What tests call it.</param>
/// <param name="Create">The loss, for outputs of this number.</param>
/// <param name="Definition">What a sample loses: of the outputs, the targets as values, the weight of each class, and the sample.</param>
internal sealed record LossCase(string Name, Func<int, Loss> Create, Func<DoubleMatrix, DoubleMatrix, double[], int, double> Definition)
{
    /// <summary>True when its outputs are above 0 and below 1.</summary>
    public bool Probabilities { get; init; }

    public override string ToString() => Name;
}
