using Nabla.Networks;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentD;

/// <summary>Simulates layers h = ReLU(Wx) with fresh normal weights, and measures what they do to second moments, forward and backward.</summary>
/// <remarks>
/// The factors of section 3.3 hold for every width, not only for wide layers: given what comes in, the pre-activations are normal and symmetric.
/// Narrow layers scatter more per draw (a layer of D units by about √(5/D)) but cost much less: D² weights. So narrow layers and many draws give the
/// smallest standard error for the time.
/// </remarks>
internal static class SignalPropagation
{
    /// <summary>Draws weights and input; returns every h₁, with Σ x² = D, and E[h₂²]/E[h₁²] of each draw.</summary>
    public static (Sample First, Sample SecondMoment) FirstSteps(int width, int draws)
    {
        var (first, ratio) = (new Sample(), new Sample());
        for (int draw = 0; draw < draws; draw++)
        {
            var key = Draws.For("D59").Fold((ulong)draw);
            double[] x = Draws.Normals(key, width);

            // Inputs of different lengths would add to the variance of h₁ what the formula for wide layers leaves out, 1/(2πD).
            double length = Math.Sqrt(SecondMoment(x));
            double[] h1 = Propagate(Weights(width, width, 2.0 / width, key.Fold(1)), [.. x.Select(value => value / length)]);
            double[] h2 = Propagate(Weights(width, width, 2.0 / width, key.Fold(2)), h1);
            foreach (double value in h1)
                first.Add(value);
            ratio.Add(SecondMoment(h2) / SecondMoment(h1));
        }

        return (first, ratio);
    }

    /// <summary>Draws weights and input; returns E[h_L²]/E[x²] of each draw, and E[hᵢ²]/E[hᵢ₋₁²] of each layer of each draw.</summary>
    public static (Sample Total, Sample Layers) Forward(RandomKey key, int[] widths, int draws, Func<int, int, double> variance)
    {
        var (total, layers) = (new Sample(), new Sample());
        for (int draw = 0; draw < draws; draw++)
        {
            var stream = key.Fold((ulong)draw);
            double[] h = Draws.Normals(stream, widths[0]);
            double first = SecondMoment(h), before = first;
            for (int i = 1; i < widths.Length && before > 0; i++)
            {
                h = Propagate(Weights(widths[i], widths[i - 1], variance(widths[i - 1], widths[i]), stream.Fold((ulong)i)), h);
                double after = SecondMoment(h);
                layers.Add(after / before);
                before = after;
            }

            total.Add(before / first);
        }

        return (total, layers);
    }

    /// <summary>Draws weights, input and dl/dh_L. For i = 0 … L−1, returns v[dl/dhᵢ]/v[dl/dhᵢ₊₁] and v[dl/dhᵢ]/v[dl/dh_L] of each draw.</summary>
    public static (Sample[] Steps, Sample[] Totals) Backward(string id, int[] widths, int draws, Func<int, int, double> variance)
    {
        int depth = widths.Length - 1;
        Sample[] steps = [.. Enumerable.Range(0, depth).Select(_ => new Sample())], totals = [.. Enumerable.Range(0, depth).Select(_ => new Sample())];
        for (int draw = 0; draw < draws; draw++)
        {
            var key = Draws.For(id).Fold((ulong)draw);
            double[][,] weights = [.. Enumerable.Range(1, depth).Select(i => Weights(widths[i], widths[i - 1], variance(widths[i - 1], widths[i]), key.Fold((ulong)i)))];
            double[][] hidden = new double[depth + 1][];
            hidden[0] = Draws.Normals(key, widths[0]);
            for (int i = 1; i <= depth; i++)
                hidden[i] = Propagate(weights[i - 1], hidden[i - 1]);

            double[] gradient = Draws.Normals(key.Fold(100), widths[^1]);
            double last = SecondMoment(gradient), above = last;
            for (int i = depth - 1; i >= 0; i--)
            {
                gradient = PropagateBack(weights[i], gradient, hidden[i + 1]);
                double below = SecondMoment(gradient);
                totals[i].Add(below / last);

                // Nothing comes back once a whole layer is off; a ratio of two zeros says nothing.
                if (above > 0)
                    steps[i].Add(below / above);
                above = below;
            }
        }

        return (steps, totals);
    }

    private static double[] Propagate(double[,] weights, double[] h)
    {
        double[] output = new double[weights.GetLength(0)];
        for (int row = 0; row < output.Length; row++)
        {
            double z = 0;
            for (int column = 0; column < h.Length; column++)
                z += weights[row, column] * h[column];
            output[row] = Math.Max(0, z);
        }

        return output;
    }

    /// <summary>Wᵀ (g ∘ 1(h &gt; 0)).</summary>
    private static double[] PropagateBack(double[,] weights, double[] gradient, double[] hidden)
    {
        double[] below = new double[weights.GetLength(1)];
        for (int row = 0; row < gradient.Length; row++)
        {
            for (int column = 0; column < below.Length && hidden[row] > 0; column++)
                below[column] += weights[row, column] * gradient[row];
        }

        return below;
    }

    private static double[,] Weights(int outputs, int inputs, double variance, RandomKey key)
    {
        double[,] weights = new double[outputs, inputs];
        double deviation = Math.Sqrt(variance);
        for (int row = 0; row < outputs; row++)
        {
            for (int column = 0; column < inputs; column++)
                weights[row, column] = deviation * key.Normal((ulong)((row * inputs) + column));
        }

        return weights;
    }

    private static double SecondMoment(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value * value;
        return sum / values.Length;
    }
}
