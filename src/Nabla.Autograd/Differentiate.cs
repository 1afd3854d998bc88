namespace Nabla.Autograd;

/// <summary>Computes derivatives of matrix-valued functions of a matrix at a point: in full and as products with a vector.</summary>
/// <remarks>
/// A function is written with nodes, <c>x => x.Exp().Sum()</c>, and called once. In Jacobians and Hessians the elements of a matrix are
/// numbered row by row.
/// </remarks>
public static class Differentiate
{
    /// <summary>Computes ∂f/∂x, with the shape of x.</summary>
    /// <param name="function">f, whose value is a scalar.</param>
    /// <param name="at">x.</param>
    public static Matrix Gradient(Func<Node, Node> function, Matrix at)
    {
        var (tape, x, y) = Run(function, at);
        return tape.Gradient(y, x).Value.Copy();
    }

    /// <summary>Computes J[i,j] = ∂yᵢ/∂xⱼ, [elements of y, elements of x].</summary>
    public static Matrix Jacobian(Func<Node, Node> function, Matrix at)
    {
        var (_, x, y) = Run(function, at);
        return Jacobian(y, x);
    }

    /// <summary>Computes H[i,j] = ∂²f/∂xᵢ∂xⱼ, [elements of x, elements of x]: the Jacobian of the gradient.</summary>
    /// <param name="function">f, whose value is a scalar.</param>
    /// <param name="at">x.</param>
    public static Matrix Hessian(Func<Node, Node> function, Matrix at)
    {
        var (_, x, y) = Run(function, at);
        return Hessian(y, x);
    }

    /// <summary>Computes Hv, with the shape of x, without forming H: the gradient of the product of the gradient and v.</summary>
    /// <param name="function">f, whose value is a scalar.</param>
    /// <param name="at">x.</param>
    /// <param name="vector">v, with the shape of x.</param>
    public static Matrix HessianVectorProduct(Func<Node, Node> function, Matrix at, Matrix vector)
    {
        var (tape, x, y) = Run(function, at);
        return tape.Gradient(tape.Gradient(y, x, record: true), x, seed: tape.Constant(vector)).Value.Copy();
    }

    /// <summary>Computes uᵀJ, with the shape of x, in one backward pass.</summary>
    /// <param name="function">f, from x to y.</param>
    /// <param name="at">x.</param>
    /// <param name="vector">u, with the shape of y.</param>
    public static Matrix VectorJacobianProduct(Func<Node, Node> function, Matrix at, Matrix vector)
    {
        var (tape, x, y) = Run(function, at);
        return tape.Gradient(y, x, seed: tape.Constant(vector)).Value.Copy();
    }

    /// <summary>Computes Jv, with the shape of y: the backward pass is linear in its seed u, so its derivative with respect to u is J.</summary>
    /// <param name="function">f, from x to y.</param>
    /// <param name="at">x.</param>
    /// <param name="vector">v, with the shape of x.</param>
    public static Matrix JacobianVectorProduct(Func<Node, Node> function, Matrix at, Matrix vector)
    {
        var (tape, x, y) = Run(function, at);
        Node u = tape.Variable(new Matrix(y.Rows, y.Columns));
        return tape.Gradient(tape.Gradient(y, x, seed: u, record: true), u, seed: tape.Constant(vector)).Value.Copy();
    }

    /// <summary>Computes ∂yᵢ/∂xⱼ of existing nodes, with one backward pass per element of y.</summary>
    /// <param name="y">The node to differentiate.</param>
    /// <param name="x">The nodes to differentiate with respect to; the elements of several are numbered consecutively.</param>
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

    /// <summary>Computes ∂²y/∂xᵢ∂xⱼ of existing nodes, for example of a network's loss with respect to all its parameters.</summary>
    /// <param name="y">The node to differentiate, 1x1.</param>
    /// <param name="x">The nodes to differentiate with respect to; the elements of several are numbered consecutively.</param>
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
