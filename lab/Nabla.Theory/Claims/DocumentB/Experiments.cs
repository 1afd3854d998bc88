using Nabla.Theory.Definitions;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentB;

/// <summary>Two runs of the default network, in NumPy and in PyTorch (questions 3, 4 and 6.b), and what their figures betray.</summary>
internal static class Experiments
{
    /// <summary>Test accuracies of repetitions, in per cent.</summary>
    private const double Lowest = 46.0, Highest = 51.5;

    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Reported(
            "B14",
            "NumPy, default parameters: the best model by validation accuracy reaches 49.41 % on the test images.",
            "XB1", "the middle of 46.0 to 51.5 %, where repetitions lie",
            formula: () => 49.41,
            perturbed: () => 59.41,
            check: InBand),

        Claim.Reported(
            "B15",
            "PyTorch, default parameters: 47.85 % on the test images.",
            "XB2", "the middle of 46.0 to 51.5 %, where repetitions lie",
            formula: () => 47.85,
            perturbed: () => 57.85,
            check: InBand),

        Claim.Holds(
            "B16",
            "Both end alike, between 47 and 49.5 %: "
            + "two accuracies of n images differ by z = (p₁ − p₂)/√(p₁(1−p₁)/n + p₂(1−p₂)/n), 2.207 here and −2.844 in document A, so their order is that of seeds and set-ups.",
            "the exact variance of p₁ − p₂ for n = 12, by all outcomes; z of 49.41 and 47.85 %, of 47.84 and 49.85 %; the fused gradient and the one in two steps, computed by the library from the same logits",
            formula: (double p, double q, double n) => (p - q) / Math.Sqrt(((p * (1 - p)) + (q * (1 - q))) / n),
            perturbed: (p, q, n) => (p - q) / Math.Sqrt(((p * (1 - p)) + (q * (1 - q))) / (n - 1)),
            check: z =>
            [
                Finding.Close(z(0.4941, 0.4785, 10_000), 2.207, 5e-4), Finding.Close(z(0.4784, 0.4985, 10_000), -2.844, 5e-4),
                Finding.Relative([Math.Pow((0.4941 - 0.4785) / z(0.4941, 0.4785, 12), 2)], [VarianceOfShare(0.4941, 12) + VarianceOfShare(0.4785, 12)], 1e-12),
                TwoPaths(),
            ]),

        Claim.Erratum(
            "B17",
            "At 47 to 49 % accuracy the batch loss −log softmax(z)_y centres on 1.28 to 1.45.",
            says: "it goes up and down around [1.8, 2.0]. So does the loss of a softmax applied twice, never below −log(e/(e + 9)) = 1.461, when the first is certain of its choice.",
            "20,000 labels drawn from a predictor of ten classes that is right in half of the cases and knows it",
            formula: (double[] probabilities, int label) => -Math.Log(probabilities[label]),
            perturbed: (probabilities, label) => -Math.Log(probabilities.Max()),
            printed: (probabilities, label) => -Math.Log(Softmax(Certain(probabilities))[label]),
            check: loss =>
            [
                Finding.Close(Predicted(loss).Mean, (1.28 + 1.45) / 2, (1.45 - 1.28) / 2),

                // True probabilities p give the loss −log p_y an expectation of −Σ pₖ log pₖ, draw by draw: their difference scatters about 0.
                Finding.Close(
                    Predicted(loss).Mean, Predicted((probabilities, _) => Entropy(probabilities)).Mean,
                    5 * Predicted((probabilities, label) => loss(probabilities, label) - Entropy(probabilities)).MeanError),
                Predicted((probabilities, label) => Array.IndexOf(probabilities, probabilities.Max()) == label ? 1 : 0).CheckMean(0.4941),
                Finding.Close(-Math.Log(Softmax([1, 0, 0, 0, 0, 0, 0, 0, 0, 0])[0]), 1.461150, 1e-6),
                Finding.Close(Predicted((probabilities, label) => -Math.Log(Softmax(Certain(probabilities))[label])).Mean, 1.9, 0.1),
            ],
            margin: 0.4),

        Claim.Erratum(
            "B18",
            "A wrong class that leads by t costs log(eᵗ + 9), without bound: high losses on the first batches belong to cross-entropy on logits, in every framework.",
            says: "PyTorch is much more stable; on softmax outputs the loss is at most log(e + 9) = 2.461.",
            "the definition over scalar loops, t = 0, 2, 5, 11.3",
            formula: (double t) => Math.Log(Math.Exp(t) + 9),
            perturbed: t => Math.Log(Math.Exp(t) + 9) - t,
            printed: t => -Math.Log(Softmax(Softmax([t, 0, 0, 0, 0, 0, 0, 0, 0, 0]))[1]),
            check: loss =>
            [
                Finding.Close(new[] { 11.3, 5, 2, 0 }.Select(loss), new[] { 11.3, 5, 2, 0 }.Select(WrongByDefinition), 1e-12),
                Finding.True(new[] { 0, 1.0, 100 }.All(t => -Math.Log(Softmax(Softmax([t, 0, 0, 0, 0, 0, 0, 0, 0, 0]))[1]) <= Math.Log(Math.E + 9) + 1e-12)),
            ],
            margin: 8),

        Claim.Reported(
            "B28",
            "The confusion matrix of the best model over 10,000 test images, 1,000 of each class: its trace over its total is the accuracy, and the mean recall; 49.41 % is a trace of 4,941.",
            "XB3", "counts of random labels, 1,000 of each of 10 classes; the printed accuracy",
            formula: (double[,] counts) => Enumerable.Range(0, 10).Sum(i => counts[i, i]) / counts.Cast<double>().Sum(),
            perturbed: counts => Enumerable.Range(0, 10).Average(i => counts[i, i] / Enumerable.Range(0, 10).Sum(j => counts[j, i])),
            check: accuracy =>
            {
                var (counts, correct) = RandomCounts();
                double meanRecall = Enumerable.Range(0, 10).Average(i => counts[i, i] / Enumerable.Range(0, 10).Sum(j => counts[i, j]));
                return
                [
                    Finding.Close(accuracy(counts), meanRecall, 1e-12), Finding.Close(accuracy(counts), correct / 10_000.0, 1e-12),
                    Finding.Equal(10_000, counts.Cast<double>().Sum()), Finding.Close(accuracy(WithTrace(4941)), 0.4941, 1e-12),
                ];
            }),
    ];

    private static IReadOnlyList<Finding> InBand(Func<double> accuracy) =>
        [Finding.Close(accuracy(), (Lowest + Highest) / 2, (Highest - Lowest) / 2)];

    /// <summary>Softmax, of logits or of what a softmax put out already.</summary>
    private static double[] Softmax(double[] values)
    {
        double largest = values.Max(), sum = values.Sum(value => Math.Exp(value - largest));
        return [.. values.Select(value => Math.Exp(value - largest) / sum)];
    }

    /// <summary>All probability on the likeliest class: where the loss of a second softmax is smallest.</summary>
    private static double[] Certain(double[] probabilities) => [.. probabilities.Select(value => value == probabilities.Max() ? 1.0 : 0)];

    private static double WrongByDefinition(double t)
    {
        double[] logits = new double[10];
        logits[0] = t;
        var targets = Matrix.Build.Dense(1, 10);
        targets[0, 1] = 1;
        return SoftmaxDefinition.Loss(Derivative.Constants(logits), targets).Value;
    }

    private static double Entropy(double[] probabilities) => -probabilities.Sum(p => p * Math.Log(p));

    /// <summary>A number of each prediction.</summary>
    private static Sample Predicted(Func<double[], int, double> value) =>
        Sample.Draw(Predictions.Count, n => value(Predictions[(int)n].Probabilities, Predictions[(int)n].Label));

    private static Lazy<IReadOnlyList<(double[] Probabilities, int Label)>> LazyPredictions { get; } = new(() => [.. Enumerable.Range(0, 20_000).Select(Predict)]);

    /// <summary>Predictions that are drawn once, for every formula and what it is held against.</summary>
    private static IReadOnlyList<(double[] Probabilities, int Label)> Predictions => LazyPredictions.Value;

    /// <summary>Of a predictor whose probabilities are true: the label is drawn from them.</summary>
    private static (double[] Probabilities, int Label) Predict(int n)
    {
        const double Sharpness = 1.8;
        var (logits, labels) = (Draws.For("B17").Fold(0), Draws.For("B17").Fold(1));
        double[] probabilities = Softmax([.. Enumerable.Range(0, 10).Select(k => Sharpness * logits.Normal((ulong)((n * 10) + k)))]);
        double left = labels.Uniform((ulong)n);
        int label = 0;
        while (label < 9 && left >= probabilities[label])
            left -= probabilities[label++];
        return (probabilities, label);
    }

    /// <summary>The variance of the share of n images that are classified correctly, each with probability p: every outcome weighed.</summary>
    private static double VarianceOfShare(double p, int n)
    {
        double[] probability = Counting.KeptByEnumeration(n, 1 - p);
        double mean = probability.Select((weight, k) => weight * k / n).Sum();
        return probability.Select((weight, k) => weight * Math.Pow(((double)k / n) - mean, 2)).Sum();
    }

    /// <summary>1,000 of each class, and so many of all classified correctly; the others are taken for the next class.</summary>
    private static double[,] WithTrace(int correct)
    {
        double[,] counts = new double[10, 10];
        for (int n = 0; n < 10_000; n++)
            counts[n % 10, n < correct ? n % 10 : (n + 1) % 10]++;
        return counts;
    }

    /// <summary>Cross-entropy on logits against negative log-likelihood on softmax outputs: one gradient.</summary>
    private static Finding TwoPaths()
    {
        var (logits, targets) = (Draws.Normals(Draws.For("B16"), 8, 10), Draws.OneHot(Draws.For("B16").Fold(1), 8, 10));
        var fused = Library.Evaluate(new Nabla.SoftmaxCrossEntropy(), logits, targets).Gradient;
        var probabilities = SoftmaxDefinition.Output(logits);
        var ofProbabilities = Library.Evaluate(new Networks.NegativeLogLikelihood(), probabilities, targets).Gradient;
        return Library.Check(fused, Library.Run(new Networks.Softmax(10), logits, ofProbabilities).InputGradient);
    }

    private static (double[,] Counts, int Correct) RandomCounts()
    {
        var key = Draws.For("B28");
        double[,] counts = new double[10, 10];
        int correct = 0;
        for (int n = 0; n < 10_000; n++)
        {
            int truth = n % 10, prediction = key.Uniform((ulong)n) < 0.4 ? truth : key.Fold(1).Below((ulong)n, 10);
            counts[truth, prediction]++;
            correct += prediction == truth ? 1 : 0;
        }

        return (counts, correct);
    }
}
