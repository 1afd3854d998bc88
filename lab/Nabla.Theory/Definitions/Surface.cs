using MathNet.Numerics.LinearAlgebra;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Definitions;

/// <summary>A function of two numbers with a critical point at 0.</summary>
/// <param name="Name">Its formula.</param>
/// <param name="Function">Its definition.</param>
internal sealed record Surface(string Name, Func<Dual[], Dual> Function)
{
    /// <summary>Strict minima at 0: only the first has a positive definite Hessian there.</summary>
    public static IReadOnlyList<Surface> StrictMinima { get; } =
    [
        new("x² + y²", v => (v[0] * v[0]) + (v[1] * v[1])),
        new("x² + y⁴", v => (v[0] * v[0]) + (v[1] * v[1] * v[1] * v[1])),
        new("x⁴ + y⁴", v => (v[0] * v[0] * v[0] * v[0]) + (v[1] * v[1] * v[1] * v[1])),
    ];

    /// <summary>A saddle at 0.</summary>
    public static Surface Saddle { get; } = new("x² − y²", v => (v[0] * v[0]) - (v[1] * v[1]));

    /// <summary>A minimum at 0, with mixed and cubic terms.</summary>
    public static Surface Bowl { get; } =
        new("x² + xy + 2y² + x³ + y³/3", v => (v[0] * v[0]) + (v[0] * v[1]) + (2 * v[1] * v[1]) + (v[0] * v[0] * v[0]) + (v[1] * v[1] * v[1] / 3));

    /// <summary>f(x, y).</summary>
    public double At(double x, double y) => Function([x, y]).Value;

    /// <summary>The smallest eigenvalue of the Hessian at 0, to eight digits.</summary>
    public double SmallestEigenvalue => Math.Round(Derivative.Hessian(Function, [0, 0]).Evd().EigenValues.Real().Minimum(), 8);

    /// <summary>Whether f is larger than at 0 everywhere on rings around 0.</summary>
    public bool IsStrictMinimum() =>
        (from radius in new[] { 0.3, 0.1, 0.01 }
         from step in Enumerable.Range(0, 64)
         select At(radius * Math.Cos(Math.Tau * step / 64), radius * Math.Sin(Math.Tau * step / 64))).All(value => value > At(0, 0));
}
