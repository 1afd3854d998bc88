namespace Nabla.Autograd;

/// <summary>Derivatives of functions from matrix to matrix, each at one point: whole and as products with a vector.</summary>
/// <remarks>
/// A function is written with nodes, <c>x => x.Exp().Sum()</c>, and called once. In Jacobians and Hessians the elements of a matrix are
/// numbered row by row.
/// </remarks>
public static class Differentiate
{
    /// <summary>∂f/∂x, of x's shape.</summary>
    /// <param name="function">f, to one number.</param>
    /// <param name="at">x.</param>
    public static Matrix Gradient(Func<Node, Node> function, Matrix at)
    {
        var (tape, x, y) = Run(function, at);
        return tape.Gradient(y, x).Value.Copy();
    }

    /// <summary>J[i,j] = ∂yᵢ/∂xⱼ, [elements of y, elements of x].</summary>
    public static Matrix Jacobian(Func<Node, Node> function, Matrix at)
    {
        var (_, x, y) = Run(function, at);
        return Jacobian(y, x);
    }

    /// <summary>H[i,j] = ∂²f/∂xᵢ∂xⱼ, [elements of x, elements of x]: the Jacobian of the gradient.</summary>
    /// <param name="function">f, to one number.</param>
    /// <param name="at">x.</param>
    public static Matrix Hessian(Func<Node, Node> function, Matrix at)
    {
        var (_, x, y) = Run(function, at);
        return Hessian(y, x);
    }

    /// <summary>Hv, of x's shape, without H: the gradient of the gradient's product with v.</summary>
    /// <param name="function">f, to one number.</param>
    /// <param name="at">x.</param>
    /// <param name="vector">v, of x's shape.</param>
    public static Matrix HessianVectorProduct(Func<Node, Node> function, Matrix at, Matrix vector)
    {
        var (tape, x, y) = Run(function, at);
        return tape.Gradient(tape.Gradient(y, x, record: true), x, seed: tape.Constant(vector)).Value.Copy();
    }

    /// <summary>uᵀJ, of x's shape: what one walk back gives.</summary>
    /// <param name="function">f, from x to y.</param>
    /// <param name="at">x.</param>
    /// <param name="vector">u, of y's shape.</param>
    public static Matrix VectorJacobianProduct(Func<Node, Node> function, Matrix at, Matrix vector)
    {
        var (tape, x, y) = Run(function, at);
        return tape.Gradient(y, x, seed: tape.Constant(vector)).Value.Copy();
    }

    /// <summary>Jv, of y's shape: the walk back is linear in its seed u, so its derivative by u is J.</summary>
    /// <param name="function">f, from x to y.</param>
    /// <param name="at">x.</param>
    /// <param name="vector">v, of x's shape.</param>
    public static Matrix JacobianVectorProduct(Func<Node, Node> function, Matrix at, Matrix vector)
    {
        var (tape, x, y) = Run(function, at);
        Node u = tape.Variable(new Matrix(y.Rows, y.Columns));
        return tape.Gradient(tape.Gradient(y, x, seed: u, record: true), u, seed: tape.Constant(vector)).Value.Copy();
    }

    /// <summary>∂yᵢ/∂xⱼ of nodes that are there already: one walk back for each element of y.</summary>
    /// <param name="y">What is differentiated.</param>
    /// <param name="x">What it is differentiated by; of several, the elements are numbered on from one to the next.</param>
    public static Matrix Jacobian(Node y, params IReadOnlyList<Node> x)
    {
        var jacobian = new Matrix(checked(y.Rows * y.Columns), checked(x.Sum(part => part.Rows * part.Columns)));
        for (int i = 0; i < jacobian.Rows; i++)
        {
            var seed = new Matrix(y.Rows, y.Columns);
            seed.Data[i] = 1;
            var row = jacobian.Row(i);
            foreach (var gradient in y.Tape.Gradient(y, x, y.Tape.Constant(seed)))
            {
                gradient.Value.Data.CopyTo(row);
                row = row[gradient.Value.Data.Length..];
            }
        }

        return jacobian;
    }

    /// <summary>∂²y/∂xᵢ∂xⱼ of nodes that are there already: of a network's loss by all its parameters, say.</summary>
    /// <param name="y">What is differentiated, 1x1.</param>
    /// <param name="x">What it is differentiated by; of several, the elements are numbered on from one to the next.</param>
    public static Matrix Hessian(Node y, params IReadOnlyList<Node> x)
    {
        double[] rows = [.. y.Tape.Gradient(y, x, record: true).SelectMany(gradient => Jacobian(gradient, x).Elements)];
        int size = x.Sum(part => part.Rows * part.Columns);
        return new(size, size, rows);
    }

    private static (Tape Tape, Node X, Node Y) Run(Func<Node, Node> function, Matrix at)
    {
        var tape = new Tape();
        Node x = tape.Variable(at);
        return (tape, x, function(x));
    }
}
