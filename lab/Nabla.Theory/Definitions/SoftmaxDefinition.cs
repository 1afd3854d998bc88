using Nabla.Theory.Oracles;

namespace Nabla.Theory.Definitions;

/// <summary>Softmax of every row and the mean cross-entropy with targets T, S × C. Scalar loops over dual numbers.</summary>
internal static class SoftmaxDefinition
{
    /// <summary>Yᵢⱼ = exp(Zᵢⱼ)/Σₖ exp(Zᵢₖ), row by row.</summary>
    public static Dual[] Output(Dual[] z, int classes)
    {
        var y = new Dual[z.Length];
        for (int row = 0; row < z.Length; row += classes)
        {
            Dual sum = 0;
            for (int k = 0; k < classes; k++)
                sum += Dual.Exp(z[row + k]);
            for (int k = 0; k < classes; k++)
                y[row + k] = Dual.Exp(z[row + k]) / sum;
        }

        return y;
    }

    /// <summary>L = −(1/S) Σ T ∘ log Y, with Y free.</summary>
    public static Dual CrossEntropy(Dual[] y, Matrix targets)
    {
        double[] t = targets.ToRowMajorArray();
        return -Dual.Sum(y.Select((value, i) => t[i] == 0 ? 0 : t[i] * Dual.Log(value))) / targets.RowCount;
    }

    /// <summary>L of logits.</summary>
    public static Dual Loss(Dual[] z, Matrix targets) => CrossEntropy(Output(z, targets.ColumnCount), targets);

    /// <summary>Y as a matrix.</summary>
    public static Matrix Output(Matrix z) => Matrix.Build.DenseOfRowMajor(
        z.RowCount, z.ColumnCount, Output(Derivative.Constants(z.ToRowMajorArray()), z.ColumnCount).Select(value => value.Value));
}
