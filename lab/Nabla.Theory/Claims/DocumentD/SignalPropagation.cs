using Nabla.Numerics;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>Simulations of layers h = ReLU(Wx) with fresh normal weights: what they do to second moments, forward and backward.</summary>
internal static class SignalPropagation
{
    /// <summary>Every h₁ of draws of weights and input, with E[x²] = 1; and E[h₂²]/E[h₁²] of each draw.</summary>
    public static (Sample First, Sample SecondMoment) FirstSteps(int width, int draws)
    {
        var (first, ratio) = (new Sample(), new Sample());
        for (int draw = 0; draw < draws; draw++)
        {
            var key = Draws.For("D59").Fold((ulong)draw);
            var h1 = Propagate(Draws.Normals(key, width, 1), width, 2.0 / width, key.Fold(1));
            var h2 = Propagate(h1, width, 2.0 / width, key.Fold(2));
            foreach (double value in h1.ToColumnMajorArray())
                first.Add(value);
            ratio.Add(h2.PointwisePower(2).ToColumnMajorArray().Average() / h1.PointwisePower(2).ToColumnMajorArray().Average());
        }

        return (first, ratio);
    }

    /// <summary>E[h_L²]/E[x²] of each draw of weights and input.</summary>
    public static Sample Forward(string id, int[] widths, int draws, Func<int, int, double> variance) => Sample.Draw(draws, draw =>
    {
        var key = Draws.For(id).Fold(draw);
        var x = Draws.Normals(key, widths[0], 1);
        var h = x;
        for (int i = 1; i < widths.Length; i++)
            h = Propagate(h, widths[i], variance(widths[i - 1], widths[i]), key.Fold((ulong)i));
        return h.PointwisePower(2).ToColumnMajorArray().Average() / x.PointwisePower(2).ToColumnMajorArray().Average();
    });

    /// <summary>For i = 0 … L−1: v[dl/dhᵢ]/v[dl/dhᵢ₊₁] of each draw, with a random dl/dh_L.</summary>
    public static Sample[] Backward(string id, int[] widths, int draws, Func<int, int, double> variance)
    {
        Sample[] ratios = [.. Enumerable.Range(0, widths.Length - 1).Select(_ => new Sample())];
        for (int draw = 0; draw < draws; draw++)
        {
            var key = Draws.For(id).Fold((ulong)draw);
            var h = Draws.Normals(key, widths[0], 1);
            var layers = new List<(Matrix Weight, Matrix Mask)>();
            for (int i = 1; i < widths.Length; i++)
            {
                var w = Weights(widths[i], widths[i - 1], variance(widths[i - 1], widths[i]), key.Fold((ulong)i));
                var z = w * h;
                layers.Add((w, z.Map(value => value > 0 ? 1.0 : 0)));
                h = z.Map(value => Math.Max(0, value));
            }

            var gradient = Draws.Normals(key.Fold(100), widths[^1], 1);
            for (int i = widths.Length - 2; i >= 0; i--)
            {
                var below = layers[i].Weight.TransposeThisAndMultiply(gradient.PointwiseMultiply(layers[i].Mask));
                double above = gradient.PointwisePower(2).ToColumnMajorArray().Average();
                if (above == 0)
                    break;                                                                              // all ten of the last layer are off
                ratios[i].Add(below.PointwisePower(2).ToColumnMajorArray().Average() / above);
                gradient = below;
            }
        }

        return ratios;
    }

    private static Matrix Propagate(Matrix h, int outputs, double variance, RandomKey key) =>
        (Weights(outputs, h.RowCount, variance, key) * h).Map(value => Math.Max(0, value));

    private static Matrix Weights(int outputs, int inputs, double variance, RandomKey key) => Draws.Normals(key, outputs, inputs) * Math.Sqrt(variance);
}
