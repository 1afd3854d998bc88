using Nabla.Theory;

namespace Nabla.Theory.Oracles;

/// <summary>Derivatives of a definition by two ways that know nothing of calculus on paper: dual numbers and central differences.</summary>
internal static class Derivative
{
    /// <summary>Central differences: h = 1e-5, relative 1e-6 over the whole array.</summary>
    private const double Step = 1e-5, DifferencesTolerance = 1e-6;

    /// <summary>Dual numbers are exact but for rounding.</summary>
    private const double DualTolerance = 1e-12;

    /// <summary>Holds a gradient against both oracles.</summary>
    /// <param name="function">The definition: a number from a list of numbers.</param>
    /// <param name="at">Where.</param>
    /// <param name="gradient">What the formula says, in the order of <paramref name="at"/>.</param>
    public static IReadOnlyList<Finding> Check(Func<Dual[], Dual> function, double[] at, IEnumerable<double> gradient)
    {
        double[] claimed = [.. gradient];
        return [Finding.Relative(claimed, ByDuals(function, at), DualTolerance), Finding.Relative(claimed, ByDifferences(function, at), DifferencesTolerance)];
    }

    /// <summary>Holds the gradient with respect to a matrix against both oracles; the matrix comes row by row.</summary>
    public static IReadOnlyList<Finding> Check(Func<Dual[], Dual> function, Matrix at, Matrix gradient) =>
        at.RowCount == gradient.RowCount && at.ColumnCount == gradient.ColumnCount
            ? Check(function, at.ToRowMajorArray(), gradient.ToRowMajorArray())
            : [Finding.Unfit];

    /// <summary>Holds a Jacobian, one row an output, against dual numbers.</summary>
    public static Finding CheckJacobian(Func<Dual[], Dual[]> function, double[] at, Matrix jacobian) =>
        Finding.Relative(jacobian, Jacobian(function, at), DualTolerance);

    /// <summary>∂f/∂xᵢ for every i, each by one evaluation.</summary>
    public static double[] ByDuals(Func<Dual[], Dual> function, double[] at) =>
        [.. Enumerable.Range(0, at.Length).Select(i => function(Seed(at, i)).Derivative)];

    /// <summary>(f(x + h eᵢ) − f(x − h eᵢ)) / 2h for every i.</summary>
    public static double[] ByDifferences(Func<Dual[], Dual> function, double[] at) =>
        [.. Enumerable.Range(0, at.Length).Select(i => (function(Shift(at, i, Step)).Value - function(Shift(at, i, -Step)).Value) / (2 * Step))];

    /// <summary>∂fₒ/∂xᵢ, one row an output, one column an input.</summary>
    public static Matrix Jacobian(Func<Dual[], Dual[]> function, double[] at)
    {
        var columns = Enumerable.Range(0, at.Length).Select(i => function(Seed(at, i)).Select(output => output.Derivative).ToArray()).ToList();
        return Matrix.Build.DenseOfColumnArrays(columns);
    }

    /// <summary>∂²f/∂xᵢ∂xⱼ: central differences of gradients by dual numbers, made symmetric.</summary>
    public static Matrix Hessian(Func<Dual[], Dual> function, double[] at)
    {
        var rows = Enumerable.Range(0, at.Length).Select(i =>
        {
            double[] above = [.. at], below = [.. at];
            (above[i], below[i]) = (at[i] + Step, at[i] - Step);
            return ByDuals(function, above).Zip(ByDuals(function, below), (up, down) => (up - down) / (2 * Step));
        });
        var hessian = Matrix.Build.DenseOfRows(rows);
        return (hessian + hessian.Transpose()) / 2;
    }

    /// <summary>Numbers as constants, to evaluate a definition.</summary>
    public static Dual[] Constants(IEnumerable<double> values) => [.. values.Select(value => new Dual(value))];

    private static Dual[] Seed(double[] at, int index) => [.. at.Select((value, i) => new Dual(value, i == index ? 1 : 0))];

    private static Dual[] Shift(double[] at, int index, double step) => [.. at.Select((value, i) => new Dual(i == index ? value + step : value))];
}
