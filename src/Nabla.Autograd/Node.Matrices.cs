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

    /// <summary>The sum over an axis; over everything when none is named.</summary>
    public Node Sum(Axis axis = Axis.All) => SumTo(new(axis == Axis.Columns ? Rows : 1, axis == Axis.Rows ? Columns : 1));

    /// <summary>The mean over an axis; over everything when none is named.</summary>
    public Node Mean(Axis axis = Axis.All)
    {
        Node sum = Sum(axis);
        return sum / ((double)Rows * Columns / ((double)sum.Rows * sum.Columns));
    }

    /// <summary>The sum over what makes this larger than the shape; the node itself when nothing does.</summary>
    /// <param name="shape">Rows and columns, each 1 or as many as this has.</param>
    /// <exception cref="ArgumentException">They are neither.</exception>
    public Node SumTo(Shape shape)
    {
        RequireStretch(shape, Shape);
        return shape == Shape ? this : Of(Primitives.SumTo, shape);
    }

    /// <summary>A single row or column repeated; the node itself when nothing is missing.</summary>
    /// <param name="shape">Rows and columns; where this has more than 1, as many as this has.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public Node BroadcastTo(Shape shape)
    {
        RequireStretch(Shape, shape);
        return shape == Shape ? this : Of(Primitives.BroadcastTo, shape);
    }

    /// <summary>ln Σ exp(a) over an axis, without overflow: the largest element is taken away first, and is a constant to calculus.</summary>
    public Node LogSumExp(Axis axis = Axis.All)
    {
        Node largest = Tape.Constant(Rearrange.Largest(Value, Sum(axis).Shape));
        return (this - largest).Exp().Sum(axis).Log() + largest;
    }

    /// <summary>Of a symmetric matrix, a = V diag(λ) Vᵀ: λ ascending as [1, n], V [n, n] with a vector in each column.</summary>
    /// <remarks>
    /// Both triangles count half, and so the gradient is symmetric. Where eigenvalues are equal (nearer than 1e-12 of the largest), their
    /// vectors are an arbitrary basis and receive no gradient from each other: right for the first derivative of whatever does not depend on
    /// the choice of basis, such as Σ f(λ), and not for its second. <see cref="InverseSquareRoot"/> is exact there, in every order.
    /// </remarks>
    public (Node Values, Node Vectors) Eigen()
    {
        Node stacked = Of(Primitives.Eigen);
        return (stacked.GatherRows(0), stacked.GatherRows([.. Enumerable.Range(1, Rows)]));
    }

    /// <summary>a^(−½) of a symmetric positive definite matrix.</summary>
    /// <remarks>
    /// Its derivative in the basis of eigenvectors has the factors Kᵢⱼ = −1/(√λᵢ √λⱼ (√λᵢ + √λⱼ)): no difference of eigenvalues, so equal
    /// ones do no harm, in derivatives of any order.
    /// </remarks>
    /// <exception cref="ArgumentException">It is not square, not finite, or not positive definite.</exception>
    public Node InverseSquareRoot() => Of(Primitives.InverseSquareRoot);

    /// <summary>The X of aX + Xa = b, with this as the symmetric matrix a, no two of whose eigenvalues sum to 0.</summary>
    public Node Lyapunov(Node b) => Of(Primitives.Lyapunov, b);

    private static void RequireStretch(Shape from, Shape to)
    {
        if ((from.Rows != 1 && from.Rows != to.Rows) || (from.Columns != 1 && from.Columns != to.Columns))
            throw new ArgumentException($"{from} cannot be broadcast to {to}: rows and columns must be equal, or 1 in {from}.");
    }
}
