namespace Nabla.Theory.Definitions;

/// <summary>Fixture 1: softmax and cross-entropy of two samples and three classes.</summary>
internal static class SoftmaxFixture
{
    /// <summary>Numbers are given to ten digits.</summary>
    public const double Tolerance = 1e-9;

    public static Matrix Z => Matrix.Build.DenseOfArray(new double[,] { { 1, 2, 3 }, { 1, 0, -1 } });

    /// <summary>Classes 2 and 1.</summary>
    public static Matrix T => Matrix.Build.DenseOfArray(new double[,] { { 0, 0, 1 }, { 0, 1, 0 } });

    public static Matrix Y => Matrix.Build.DenseOfArray(new[,] { { 0.0900305732, 0.2447284711, 0.6652409558 }, { 0.6652409558, 0.2447284711, 0.0900305732 } });

    public const double Loss = 0.9076059644443804;

    /// <summary>dL/dZ = (Y − T)/2.</summary>
    public static Matrix Gradient => Matrix.Build.DenseOfArray(new[,] { { 0.0450152866, 0.1223642355, -0.1673795221 }, { 0.3326204779, -0.3776357645, 0.0450152866 } });

    /// <summary>Claim B10 as printed.</summary>
    public static Matrix PrintedInB => Matrix.Build.DenseOfArray(new[,] { { 0.3326204779, 0.3326204779, -0.1673795221 }, { 0.1223642355, -0.3776357645, 0.1223642355 } });

    /// <summary>Claim A8 as printed, put into A7. Its rows sum to 0 too.</summary>
    public static Matrix PrintedInA => Matrix.Build.DenseOfArray(new[,] { { 0.0299460123, 0.0814017010, -0.1113477133 }, { 0.0814017010, -0.0924182233, 0.0110165223 } });
}
