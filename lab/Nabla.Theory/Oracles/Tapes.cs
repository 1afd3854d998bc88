using Nabla.Autograd;
using AutogradMatrix = Nabla.Autograd.Matrix;

namespace Nabla.Theory.Oracles;

/// <summary>The second engine: reverse mode over a tape, which knows primitives and no layer's derivative.</summary>
internal static class Tapes
{
    /// <summary>Rounding of a few dozen operations, forward and back.</summary>
    private const double Tolerance = 1e-11;

    /// <summary>Holds a gradient against autograd's.</summary>
    /// <param name="function">The definition, from a matrix to one number.</param>
    /// <param name="at">Where.</param>
    /// <param name="gradient">What the formula says.</param>
    public static Finding Check(Func<Node, Node> function, Matrix at, Matrix gradient) =>
        Finding.Relative(gradient, Gradient(function, at), Tolerance);

    /// <summary>∂f/∂x, of x's shape.</summary>
    public static Matrix Gradient(Func<Node, Node> function, Matrix at) => Back(Differentiate.Gradient(function, Of(at)));

    /// <summary>What autograd's forward pass gives.</summary>
    public static Matrix Value(Func<Node, Node> function, Matrix at) => Back(function(new Tape().Variable(Of(at))).Value);

    /// <summary>∂²f/∂xᵢ∂xⱼ, elements row by row.</summary>
    public static Matrix Hessian(Func<Node, Node> function, Matrix at) => Back(Differentiate.Hessian(function, Of(at)));

    /// <summary>A constant of the tape that a node is on.</summary>
    public static Node Constant(this Node node, Matrix value) => node.Tape.Constant(Of(value));

    /// <summary>Σ G ∘ Y for a fixed G.</summary>
    public static Node Weighed(this Node y, Matrix g) => (y * y.Constant(g)).Sum();

    private static AutogradMatrix Of(Matrix matrix) => new(matrix.RowCount, matrix.ColumnCount, matrix.ToRowMajorArray());

    private static Matrix Back(AutogradMatrix matrix) => Matrix.Build.DenseOfRowMajor(matrix.Rows, matrix.Columns, matrix.Data.ToArray());
}
