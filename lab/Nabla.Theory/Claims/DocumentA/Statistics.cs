using Nabla.Networks;
using Nabla.Theory.Oracles;
using static Nabla.Theory.Claims.DocumentA.NormalizedBatch;

namespace Nabla.Theory.Claims.DocumentA;

/// <summary>Which statistics a batch normalisation answers with (question 5.c): the batch's, running ones, or those of the test data.</summary>
internal static class Statistics
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "A31",
            "For a batch of one row the variance is 0: with ε > 0 the output is β whatever the input, with ε = 0 there is none.",
            "autograd's batch normalisation, and the library's on the batch's own statistics, for three rows; the library refuses to train on one row",
            formula: (Matrix x, Matrix beta) => beta,
            perturbed: (x, beta) => beta + x,
            check: output =>
            [
                .. Enumerable.Range(0, 3).Select(row => Finding.Relative(output(RowOf(row), Beta), Library.Run(Layer(), RowOf(row), RowOf(0), PassMode.Transductive).Output, 1e-6)),
                .. Enumerable.Range(0, 3).Select(row => Finding.Close(
                    output(RowOf(row), Beta).Row(0), Tapes.Value(x => new Autograd.Layers.BatchNorm(3, Epsilon).Forward(x, x.Constant(Gamma), x.Constant(Beta)), RowOf(row)).Row(0), 1e-15)),
                Finding.True(double.IsNaN(Tapes.Value(x => new Autograd.Layers.BatchNorm(3, epsilon: 0).Forward(x, x.Constant(Gamma), x.Constant(Beta)), RowOf(0))[0, 0])),
                Finding.True(IsRefused(RowOf(0))),
            ]),

        Claim.Holds(
            "A32",
            "In training running statistics follow the batches', r ← (1 − q) r + q s, with the variance's s = v B/(B − 1); at inference they stand in, so that a row's output does not depend on the others.",
            "both engines after 12 batches of 4, q = 0.1; one row alone and among others, to the bit",
            formula: (double running, double variance, double q, int rows) => ((1 - q) * running) + (q * variance * rows / (rows - 1)),
            perturbed: (running, variance, q, rows) => ((1 - q) * running) + (q * variance),
            check: follow =>
            {
                var (mean, variance) = (new double[3], new double[] { 1, 1, 1 });
                foreach (var batch in Batches)
                {
                    for (int j = 0; j < 3; j++)
                    {
                        double m = batch.Column(j).Sum() / 4, v = batch.Column(j).Sum(value => (value - m) * (value - m)) / 4;
                        (mean[j], variance[j]) = ((0.9 * mean[j]) + (0.1 * m), follow(variance[j], v, 0.1, 4));
                    }
                }

                var (library, tape) = (RunningStatistics.OfLibrary(Layer(), Batches), RunningStatistics.OnTape(Batches));
                return
                [
                    Finding.Relative(variance, tape.Variance, 1e-12), Finding.Relative(mean, tape.Mean, 1e-12),
                    Finding.Relative(variance, library.Variance, 1e-6), Finding.Relative(mean, library.Mean, 1e-6),
                    Finding.Equal(RowAmong(PassMode.Inference, X), RowAmong(PassMode.Inference, -2 * X)),
                    Finding.True(!RowAmong(PassMode.Training, X).SequenceEqual(RowAmong(PassMode.Training, -2 * X))),
                ];
            }),

        Claim.Holds(
            "A33",
            "With the statistics of the test data themselves, the output has mean β and variance γ² v/(v + ε).",
            "the library's transductive pass over 6 rows",
            formula: (double gamma, double variance) => gamma * gamma * variance / (variance + Epsilon),
            perturbed: (gamma, variance) => gamma * variance / (variance + Epsilon),
            check: ofOutput =>
            {
                var y = Library.Run(Layer(), X, G, PassMode.Transductive).Output;
                return
                [
                    Finding.Relative(Enumerable.Range(0, 3).Select(j => ofOutput(Gamma[0, j], X.ColumnCovariance()[j, j])), y.ColumnCovariance().Diagonal(), 1e-5),
                    Finding.Relative(Beta.Row(0), y.ColumnMeans(), 1e-5),
                ];
            }),
    ];

    private static IReadOnlyList<Matrix> Batches => [.. Enumerable.Range(0, 12).Select(i => Draws.Normals(Draws.For("A32").Fold((ulong)i), 4, 3))];

    private static Matrix RowOf(int row) => X.SubMatrix(row, 1, 0, 3);

    /// <summary>What comes of row 0 of X, followed by others.</summary>
    private static double[] RowAmong(PassMode mode, Matrix others) => [.. Library.Run(Layer(), RowOf(0).Stack(others), G.Stack(RowOf(0)), mode).Output.Row(0)];

    private static bool IsRefused(Matrix row)
    {
        try
        {
            Library.Run(Layer(), row, row);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
