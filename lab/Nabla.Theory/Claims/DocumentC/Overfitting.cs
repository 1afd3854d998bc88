using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentC;

/// <summary>A logistic regression with more inputs than samples, by gradient descent: the smallest thing that overfits.</summary>
/// <param name="Training">The training loss after each step.</param>
/// <param name="Validation">The validation loss after each step.</param>
/// <param name="TrainingAccuracy">The training accuracy after the last step.</param>
/// <param name="ValidationAccuracy">The validation accuracy after the last step.</param>
/// <param name="Samples">The number of training samples.</param>
internal sealed record Overfitting(double[] Training, double[] Validation, double TrainingAccuracy, double ValidationAccuracy, int Samples)
{
    private const int Inputs = 60, Steps = 300, Unseen = 400;

    /// <summary>The standard error of the difference of both accuracies, if both estimated the validation accuracy p: √(p(1 − p)(1/n + 1/400)).</summary>
    public double GapError => Math.Sqrt(ValidationAccuracy * (1 - ValidationAccuracy) * ((1.0 / Samples) + (1.0 / Unseen)));

    /// <summary>Validation loss above training loss after a step.</summary>
    public double Gap(int step) => Validation[step] - Training[step];

    /// <summary>Trains for 300 steps, with 400 samples to validate on; labels depend on five inputs, and one in six is wrong.</summary>
    /// <param name="samples">The number of training samples.</param>
    /// <param name="dropout">The probability with which an input is dropped in training; the others are scaled up.</param>
    public static Overfitting Run(int samples, double dropout)
    {
        var key = Draws.For("C45");
        var (x, t) = Drawn(key.Fold(1), samples);
        var (unseenX, unseenT) = Drawn(key.Fold(2), Unseen);
        var w = Matrix.Build.Dense(Inputs, 1);
        double[] training = new double[Steps], validation = new double[Steps];
        for (int step = 0; step < Steps; step++)
        {
            var masks = key.Fold(3).Fold((ulong)step);
            var input = dropout == 0 ? x : x.MapIndexed((row, column, value) =>
                masks.Uniform((ulong)((row * Inputs) + column)) < dropout ? 0 : value / (1 - dropout));
            w -= 0.5 * input.TransposeThisAndMultiply((input * w).Map(Logistic) - t) / x.RowCount;
            (training[step], validation[step]) = (Loss(x * w, t), Loss(unseenX * w, unseenT));
        }

        return new(training, validation, Accuracy(x * w, t), Accuracy(unseenX * w, unseenT), samples);
    }

    private static (Matrix X, Matrix T) Drawn(Networks.RandomKey key, int samples)
    {
        var x = Draws.Normals(key, samples, Inputs);
        return (x, Matrix.Build.Dense(samples, 1, (row, _) => x.Row(row).Take(5).Sum() > 0 == key.Fold(1).Uniform((ulong)row) > 1.0 / 6 ? 1 : 0));
    }

    /// <summary>The mean of −log of the probability of the true label.</summary>
    private static double Loss(Matrix z, Matrix t) => z.Column(0).Zip(t.Column(0), (logit, label) => -Math.Log(Logistic(label == 1 ? logit : -logit))).Average();

    private static double Accuracy(Matrix z, Matrix t) => z.Column(0).Zip(t.Column(0), (logit, label) => logit > 0 == (label == 1) ? 1.0 : 0).Average();

    private static double Logistic(double z) => 1 / (1 + Math.Exp(-z));
}
