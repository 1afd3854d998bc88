namespace Nabla.Autograd;

/// <content>Products, sums and functions of symmetric matrices.</content>
public sealed partial class Node
{
    /// <summary>The product of matrices ab: [n, k] and [k, m] give [n, m].</summary>
    public Node Times(Node b) => Of(Primitives.Times, b);

    /// <summary>aᵀb: [k, n] and [k, m] give [n, m].</summary>
    public Node TransposedTimes(Node b) => Of(Primitives.TransposedTimes, b);

    /// <summary>abᵀ: [n, k] and [m, k] give [n, m].</summary>
    public Node TimesTransposed(Node b) => Of(Primitives.TimesTransposed, b);

    /// <summary>aᵀ.</summary>
    public Node Transpose() => Of(Primitives.Transpose);

    /// <summary>(a + aᵀ)/2.</summary>
    public Node Symmetric() => 0.5 * (this + Transpose());

    /// <summary>The sum over an axis. Default: over all elements.</summary>
    public Node Sum(Axis axis = Axis.All) => SumTo(new(axis == Axis.Columns ? Rows : 1, axis == Axis.Rows ? Columns : 1));

    /// <summary>The mean over an axis. Default: over all elements.</summary>
    public Node Mean(Axis axis = Axis.All)
    {
        Node sum = Sum(axis);
        return sum / ((double)Rows * Columns / ((double)sum.Rows * sum.Columns));
    }

    /// <summary>The sum over the dimensions in which this node is larger than the shape; the node itself if there are none.</summary>
    /// <param name="shape">The shape, whose rows and columns are each 1 or equal to those of this node.</param>
    /// <exception cref="ArgumentException">The shape is neither.</exception>
    public Node SumTo(Shape shape)
    {
        RequireStretch(shape, Shape);
        return shape == Shape ? this : Of(Primitives.SumTo, shape);
    }

    /// <summary>A single row or column repeated; the node itself if the shapes are equal.</summary>
    /// <param name="shape">The shape, whose rows and columns equal this node's where it has more than 1.</param>
    /// <exception cref="ArgumentException">The shape is not compatible.</exception>
    public Node BroadcastTo(Shape shape)
    {
        RequireStretch(Shape, shape);
        return shape == Shape ? this : Of(Primitives.BroadcastTo, shape);
    }

    /// <summary>ln Σ exp(a) over an axis, without overflow: the largest element is subtracted first, as a constant.</summary>
    public Node LogSumExp(Axis axis = Axis.All)
    {
        Node largest = Tape.Constant(Rearrange.Largest(Value, Sum(axis).Shape));
        return (this - largest).Exp().Sum(axis).Log() + largest;
    }

    /// <summary>Eigenvalues and eigenvectors of a symmetric matrix, a = V diag(λ) Vᵀ: λ ascending as [1, n], V [n, n] with one vector per column.</summary>
    /// <remarks>
    /// Both triangles count half, so the gradient is symmetric. If eigenvalues are equal (closer than 1e-12 of the largest), their
    /// vectors are an arbitrary basis and receive no gradient from each other: this is correct for the first derivative of a function that does not depend on
    /// the choice of basis, such as Σ f(λ), but not for its second. <see cref="InverseSquareRoot"/> is exact there, in every order.
    /// </remarks>
    public (Node Values, Node Vectors) Eigen()
    {
        Node stacked = Of(Primitives.Eigen);
        return (stacked.GatherRows(0), stacked.GatherRows([.. Enumerable.Range(1, Rows)]));
    }

    /// <summary>a^(−½) of a symmetric positive definite matrix.</summary>
    /// <remarks>
    /// In the basis of eigenvectors its derivative has the factors Kᵢⱼ = −1/(√λᵢ √λⱼ (√λᵢ + √λⱼ)), without differences of eigenvalues, so equal
    /// ones cause no problem, in derivatives of any order.
    /// </remarks>
    /// <exception cref="ArgumentException">The matrix is not square, not finite, or not positive definite.</exception>
    public Node InverseSquareRoot() => Of(Primitives.InverseSquareRoot);

    /// <summary>The solution X of aX + Xa = b, with this node as the symmetric matrix a, no two of whose eigenvalues sum to 0.</summary>
    public Node Lyapunov(Node b) => Of(Primitives.Lyapunov, b);

    private static void RequireStretch(Shape from, Shape to)
    {
        if ((from.Rows != 1 && from.Rows != to.Rows) || (from.Columns != 1 && from.Columns != to.Columns))
            throw new ArgumentException($"{from} cannot be broadcast to {to}: rows and columns must be equal, or 1 in {from}.");
    }
}
