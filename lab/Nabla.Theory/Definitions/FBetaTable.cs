namespace Nabla.Theory.Definitions;

/// <summary>Table 1 of document B, one entry a class, and what it implies.</summary>
internal static class FBetaTable
{
    /// <summary>β of the rows.</summary>
    public static double[] Betas => [0.1, 1, 10];

    /// <summary>The printed rows, by β.</summary>
    public static double[][] Rows =>
    [
        [0.587, 0.547, 0.394, 0.335, 0.424, 0.429, 0.444, 0.547, 0.578, 0.561],
        [0.543, 0.609, 0.381, 0.223, 0.374, 0.387, 0.520, 0.557, 0.623, 0.510],
        [0.524, 0.702, 0.385, 0.177, 0.347, 0.372, 0.649, 0.588, 0.696, 0.483],
    ];

    /// <summary>Fixture T1: the precision that rows 0.1 and 10 imply.</summary>
    public static double[] Precision => [0.5877, 0.5458, 0.3941, 0.3380, 0.4250, 0.4297, 0.4426, 0.5466, 0.5770, 0.5619];

    /// <summary>Fixture T1: the recall.</summary>
    public static double[] Recall => [0.5234, 0.7040, 0.3849, 0.1762, 0.3464, 0.3715, 0.6520, 0.5884, 0.6974, 0.4823];

    /// <summary>Fixture T1: F₁ of both.</summary>
    public static double[] Implied => [0.5537, 0.6149, 0.3894, 0.2316, 0.3817, 0.3985, 0.5273, 0.5668, 0.6315, 0.5191];

    /// <summary>The smallest and largest F₁ of all whole numbers of predictions, of 1,000 images of the class, that round to the printed rows 0.1 and 10.</summary>
    public static (double Low, double High)? Attainable(int label)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (int predicted = 1; predicted <= 2000; predicted++)
        {
            // F₁₀ leaves few counts to try.
            int first = (int)((Rows[2][label] - 0.0006) * (100_000 + predicted) / 101), last = Math.Min(predicted, (int)((Rows[2][label] + 0.0006) * (100_000 + predicted) / 101) + 1);
            for (int correct = first; correct <= last; correct++)
            {
                if (Rounds(0.1, correct, predicted, Rows[0][label]) && Rounds(10, correct, predicted, Rows[2][label]))
                    (low, high) = (Math.Min(low, Of(1, correct, predicted)), Math.Max(high, Of(1, correct, predicted)));
            }
        }

        return low <= high ? (low, high) : null;
    }

    /// <summary>F_β of counts: (1 + β²) TP/(β² · 1000 + predicted).</summary>
    private static double Of(double beta, int correct, int predicted) => (1 + (beta * beta)) * correct / ((beta * beta * 1000) + predicted);

    private static bool Rounds(double beta, int correct, int predicted, double printed) => Math.Abs(Of(beta, correct, predicted) - printed) <= 0.0005;
}
