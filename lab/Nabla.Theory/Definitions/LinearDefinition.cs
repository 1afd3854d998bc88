using Nabla.Theory.Oracles;

namespace Nabla.Theory.Definitions;

/// <summary>Y = X Wᵀ + 1 b, as the documents write it: X is S × M, W is N × M, b has N numbers, Y is S × N. Scalar loops over dual numbers.</summary>
internal static class LinearDefinition
{
    /// <summary>Y, row by row, from X, W and b, each row by row.</summary>
    public static Dual[] Output(Dual[] x, Dual[] w, Dual[] b, int inputs)
    {
        int samples = x.Length / inputs, outputs = b.Length;
        var y = new Dual[samples * outputs];
        for (int s = 0; s < samples; s++)
        {
            for (int n = 0; n < outputs; n++)
            {
                Dual sum = b[n];
                for (int m = 0; m < inputs; m++)
                    sum += x[(s * inputs) + m] * w[(n * inputs) + m];
                y[(s * outputs) + n] = sum;
            }
        }

        return y;
    }

    /// <summary>Σ G ∘ Y for a fixed G: its gradient is what a loss with dL/dY = G has.</summary>
    public static Dual Weighed(Dual[] y, Matrix g)
    {
        double[] weights = g.ToRowMajorArray();
        return Dual.Sum(y.Select((value, i) => weights[i] * value));
    }
}
