using static Nabla.Autograd.Primitive;

namespace Nabla.Autograd;

/// <summary>The table of primitives and their derivatives: everything that this engine can compute and differentiate.</summary>
/// <remarks>
/// y is the result, a and b are its inputs, dy = ∂L/∂y for some scalar L. A line contains the value, then da = ∂L/∂a and db = ∂L/∂b.
/// These are again written in primitives, so a gradient has a gradient. An input that was broadcast to y's shape receives the sum over
/// the broadcast dimensions: <see cref="Tape.Gradient(Node, IReadOnlyList{Node}, Node?, bool)"/> computes it for all primitives.
/// </remarks>
internal static class Primitives
{
    // Element-wise.
    public static readonly Primitive
        Add = Pair("a + b", (a, b) => a + b, da: (_, _, _, dy) => dy, db: (_, _, _, dy) => dy),
        Subtract = Pair("a − b", (a, b) => a - b, da: (_, _, _, dy) => dy, db: (_, _, _, dy) => -dy),
        Multiply = Pair("a ∘ b", (a, b) => a * b, da: (_, b, _, dy) => dy * b, db: (a, _, _, dy) => dy * a),
        Divide = Pair("a / b", (a, b) => a / b, da: (_, b, _, dy) => dy / b, db: (_, b, y, dy) => -(dy * y / b)),
        Maximum = Pair("max(a, b)", Math.Max, da: (a, b, _, dy) => dy * a.Beats(b), db: (a, b, _, dy) => dy * b.Beats(a)),
        Negate = Each("−a", a => -a, da: (_, _, dy) => -dy),
        Exp = Each("exp(a)", Math.Exp, da: (_, y, dy) => dy * y),
        Log = Each("ln(a)", Math.Log, da: (a, _, dy) => dy / a),
        Sqrt = Each("√a", Math.Sqrt, da: (_, y, dy) => dy / (2 * y)),
        Abs = Each("|a|", Math.Abs, da: (a, _, dy) => dy * a.Sign()),
        Power = EachWith("a^p", Math.Pow, da: (a, p, dy) => dy * (p * a.Power(p - 1)));

    // Piecewise constant: no gradient flows through them, and their results are constants.
    public static readonly Primitive
        Sign = Step("sign(a)", a => a > 0 ? 1 : a < 0 ? -1 : a),
        Greater = Step("a > b", (a, b) => a > b ? 1 : 0),
        Equal = Step("a = b", (a, b) => a == b ? 1 : 0);

    // Matrices. Products with a transposed factor are primitives, so that no derivative copies memory to transpose one.
    public static readonly Primitive
        Times = Product("ab", false, false, da: (_, b, dy) => dy.TimesTransposed(b), db: (a, _, dy) => a.TransposedTimes(dy)),
        TransposedTimes = Product("aᵀb", true, false, da: (_, b, dy) => b.TimesTransposed(dy), db: (a, _, dy) => a.Times(dy)),
        TimesTransposed = Product("abᵀ", false, true, da: (_, b, dy) => dy.Times(b), db: (a, _, dy) => dy.TransposedTimes(a)),
        Transpose = Of("aᵀ", a => new(a.Columns, a.Rows), Rearrange.Transpose, da: (_, _, dy) => dy.Transpose());

    // Adjoint pairs: the derivative of each is the other.
    public static readonly Primitive
        SumTo = With<Shape>("sum", (_, shape) => shape, Rearrange.Sum, da: (a, _, dy) => dy.BroadcastTo(a.Shape)),
        BroadcastTo = With<Shape>("stretch", (_, shape) => shape, Rearrange.Stretch, da: (a, _, dy) => dy.SumTo(a.Shape)),
        GatherRows = With<RowChoice>("a[rows]", (a, s) => new(s.Rows.Length, a.Columns), Rearrange.GatherRows, da: (_, s, dy) => dy.ScatterRows(s)),
        ScatterRows = With<RowChoice>("rows → a", (a, s) => new(s.Of, a.Columns), Rearrange.ScatterRows, da: (_, s, dy) => dy.GatherRows(s)),
        Pick = With<EntryChoice>("a[n, tₙ]", (a, _) => new(a.Rows, 1), Rearrange.Pick, da: (_, s, dy) => dy.Place(s)),
        Place = With<EntryChoice>("a → [n, tₙ]", (a, s) => new(a.Rows, s.Of), Rearrange.Place, da: (_, s, dy) => dy.Pick(s));

    // Several inputs: selection of each element from two, and concatenation of rows.
    public static readonly Primitive
        Choose = new("c ? a : b", Rearrange.ChosenShape, Rearrange.Choose, (y, dy, i) => i == 1 ? y.Inputs[0].Choose(dy, 0) : y.Inputs[0].Choose(0, dy)),
        Concatenate = new("a over b", Rearrange.JoinedShape, Rearrange.Join, (y, dy, i) => dy.GatherRows(Rearrange.RowsOfPart(y, i)));

    // Symmetric matrices; both triangles count half. The last solves aX + Xa = b, and thereby differentiates the one before.
    public static readonly Primitive
        Eigen = Of("eigen(a)", a => new(a.Rows + 1, a.Columns), Spectral.Stack, da: (_, y, dy) => Spectral.EigenGradient(y, dy)),
        InverseSquareRoot = OfSymmetric("a^(−½)", Spectral.InverseSquareRoot, da: (y, dy) => -y.Times(y).Times(y.Lyapunov(dy)).Times(y).Times(y).Symmetric()),
        Lyapunov = Solution("a ⧵ b", Spectral.SolveLyapunov, da: (a, x, dy) => Spectral.LyapunovGradient(x, a.Lyapunov(dy)), db: (a, _, dy) => a.Lyapunov(dy));
}
