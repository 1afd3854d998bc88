namespace Nabla.Autograd.Tests;

/// <summary>A function to differentiate, and where.</summary>
/// <param name="Name">What tests call it; for a primitive its field in the table, perhaps with a comma and a remark.</param>
/// <param name="Function">From nodes for the points to a node of any shape.</param>
/// <param name="Points">The inputs.</param>
internal sealed record Case(string Name, Func<Node[], Node> Function, params Matrix[] Points)
{
    public override string ToString() => Name;
}

/// <summary>Every line of the table at a point where it is smooth, with each way in which inputs stretch.</summary>
internal static class PrimitiveCases
{
    private static readonly Matrix
        A = Drawn.Normal(3, 4, 1), B = Drawn.Normal(3, 4, 2), Row = Drawn.Normal(1, 4, 3), Column = Drawn.Normal(3, 1, 4), One = Drawn.Normal(1, 1, 5),
        P = Drawn.Positive(3, 4, 6), Q = Drawn.Positive(3, 4, 7), Tall = Drawn.Normal(4, 2, 8), Wide = Drawn.Normal(5, 4, 9), Low = Drawn.Normal(3, 2, 10),
        Square = Drawn.Normal(4, 4, 11), Definite = Drawn.Symmetric(12, 0.5, 1, 2, 4), Equal = Drawn.Symmetric(13, 1, 1, 1, 3), Mask = new(3, 4, [1, 0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 0]);

    public static IReadOnlyList<Case> All { get; } =
    [
        new("Add", n => n[0] + n[1], A, B),
        new("Add, a row", n => n[0] + n[1], A, Row),
        new("Add, a column", n => n[1] + n[0], A, Column),
        new("Add, a row and a column", n => n[0] + n[1], Row, Column),
        new("Subtract", n => n[0] - n[1], A, B),
        new("Subtract, a number", n => n[1] - n[0], A, One),
        new("Multiply", n => n[0] * n[1], A, B),
        new("Multiply, a row", n => n[0] * n[1], A, Row),
        new("Multiply, by itself", n => n[0] * n[0], A),
        new("Divide", n => n[0] / n[1], A, P),
        new("Divide, a number", n => n[0] / n[1], One, P),
        new("Maximum", n => n[0].Maximum(n[1]), A, B),
        new("Maximum, a column", n => n[0].Maximum(n[1]), A, Column),
        new("Negate", n => -n[0], A),
        new("Exp", n => n[0].Exp(), A),
        new("Log", n => n[0].Log(), P),
        new("Sqrt", n => n[0].Sqrt(), P),
        new("Abs", n => n[0].Abs(), A),
        new("Power", n => n[0].Power(2.5), P),
        new("Power, cube of what may be negative", n => n[0].Power(3), A),
        new("Power, square", n => n[0].Power(2), A),
        new("Power, inverse root", n => n[0].Power(-0.5), P),
        new("Sign", n => n[0].Sign() * n[0], A),
        new("Greater", n => n[0].GreaterThan(n[1]) * n[0], A, B),
        new("Equal", n => n[0].EqualTo(n[0]) * n[0], A),
        new("Times", n => n[0].Times(n[1]), A, Tall),
        new("TransposedTimes", n => n[0].TransposedTimes(n[1]), A, Low),
        new("TimesTransposed", n => n[0].TimesTransposed(n[1]), A, Wide),
        new("Transpose", n => n[0].Transpose(), A),
        new("SumTo, all", n => n[0].Sum(), A),
        new("SumTo, over rows", n => n[0].Sum(Axis.Rows), A),
        new("SumTo, over columns", n => n[0].Mean(Axis.Columns), A),
        new("BroadcastTo, a row", n => n[0].BroadcastTo(new(3, 4)), Row),
        new("BroadcastTo, a column", n => n[0].BroadcastTo(new(3, 4)), Column),
        new("BroadcastTo, a number", n => n[0].BroadcastTo(new(3, 4)), One),
        new("GatherRows", n => n[0].GatherRows(2, 0, 2), A),
        new("GatherRows, columns", n => n[0].GatherColumns(3, 3, 1), A),
        new("ScatterRows", n => n[0].ScatterRows(new RowChoice([4, 1, 4], 5)), A),
        new("Pick", n => n[0].Pick(2, 0, 3), A),
        new("Place", n => n[0].Place(new EntryChoice([2, 0, 3], 4)), Column),
        new("Choose", n => n[0].Tape.Constant(Mask).Choose(n[0], n[1]), A, B),
        new("Choose, a row and a column", n => n[0].Tape.Constant(Mask).Choose(n[0], n[1]), Row, Column),
        new("Concatenate", n => Node.ConcatenateRows(n[0], n[1], n[2]), A, Row, Wide),
        new("Concatenate, columns", n => Node.ConcatenateColumns(n[0], n[1]), A, Low),
        new("Eigen", n => Spread(n[0].Eigen()), Square),
        new("Eigen, values", n => n[0].Eigen().Values, Square),
        new("InverseSquareRoot", n => n[0].InverseSquareRoot(), Definite),
        new("InverseSquareRoot, equal eigenvalues", n => n[0].InverseSquareRoot(), Equal),
        new("InverseSquareRoot, identity", n => n[0].InverseSquareRoot(), Matrix.Identity(3)),
        new("Lyapunov", n => n[0].Lyapunov(n[1]), Definite, Square),
        new("Lyapunov, equal eigenvalues", n => n[0].Lyapunov(n[1]), Equal, Square),
        new("LogSumExp, over columns", n => n[0].LogSumExp(Axis.Columns), A),
        new("LogSumExp, all", n => (10 * n[0]).LogSumExp(), A),
        new("Mixture", n => (n[0] * n[1]).Exp().Times(n[2]).Squared().Mean(Axis.Rows).Sqrt(), A, Q, Tall),
    ];

    /// <summary>Something smooth that no sign of an eigenvector changes: vᵢ∘vᵢ and λ.</summary>
    private static Node Spread((Node Values, Node Vectors) eigen) => Node.ConcatenateRows(eigen.Values, eigen.Vectors.Squared());
}
