using static Nabla.Autograd.Primitive;

namespace Nabla.Autograd;

/// <summary>The table of derivatives: all that this engine can compute, and all that it knows of calculus.</summary>
/// <remarks>
/// y is the result, a and b are its inputs, dy = ∂L/∂y for some number L. A line gives the value, then da = ∂L/∂a and db = ∂L/∂b.
/// These are written in primitives again, so a gradient has a gradient. An input that was stretched to y's shape receives the sum over
/// what it was stretched to: <see cref="Tape.Gradient(Node, IReadOnlyList{Node}, Node?, bool)"/> sees to that for all lines alike.
/// </remarks>
internal static class Primitives
{
    // Element by element.
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

    // Flat between their jumps: nothing comes back through them, and what they give is a constant to calculus.
    public static readonly Primitive
        Sign = Step("sign(a)", a => a > 0 ? 1 : a < 0 ? -1 : a),
        Greater = Step("a > b", (a, b) => a > b ? 1 : 0),
        Equal = Step("a = b", (a, b) => a == b ? 1 : 0);

    // Matrices. A turned factor has a line of its own, so that no derivative moves memory to turn one.
    public static readonly Primitive
        Times = Product("ab", false, false, da: (_, b, dy) => dy.TimesTransposed(b), db: (a, _, dy) => a.TransposedTimes(dy)),
        TransposedTimes = Product("aᵀb", true, false, da: (_, b, dy) => b.TimesTransposed(dy), db: (a, _, dy) => a.Times(dy)),
        TimesTransposed = Product("abᵀ", false, true, da: (_, b, dy) => dy.Times(b), db: (a, _, dy) => dy.TransposedTimes(a)),
        Transpose = Of("aᵀ", a => new(a.Columns, a.Rows), Rearrange.Transpose, da: (_, _, dy) => dy.Transpose());

    // Pairs of opposites: the derivative of each is the other.
    public static readonly Primitive
        SumTo = With<Shape>("sum", (_, shape) => shape, Rearrange.Sum, da: (a, _, dy) => dy.BroadcastTo(a.Shape)),
        BroadcastTo = With<Shape>("stretch", (_, shape) => shape, Rearrange.Stretch, da: (a, _, dy) => dy.SumTo(a.Shape)),
        GatherRows = With<RowChoice>("a[rows]", (a, s) => new(s.Rows.Length, a.Columns), Rearrange.GatherRows, da: (_, s, dy) => dy.ScatterRows(s)),
        ScatterRows = With<RowChoice>("rows → a", (a, s) => new(s.Of, a.Columns), Rearrange.ScatterRows, da: (_, s, dy) => dy.GatherRows(s)),
        Pick = With<EntryChoice>("a[n, tₙ]", (a, _) => new(a.Rows, 1), Rearrange.Pick, da: (_, s, dy) => dy.Place(s)),
        Place = With<EntryChoice>("a → [n, tₙ]", (a, s) => new(a.Rows, s.Of), Rearrange.Place, da: (_, s, dy) => dy.Pick(s));

    // Of several: which of two each element is taken from, and rows below rows.
    public static readonly Primitive
        Choose = new("c ? a : b", Rearrange.ChosenShape, Rearrange.Choose, (y, dy, i) => i == 1 ? y.Inputs[0].Choose(dy, 0) : y.Inputs[0].Choose(0, dy)),
        Concatenate = new("a over b", Rearrange.JoinedShape, Rearrange.Join, (y, dy, i) => dy.GatherRows(Rearrange.RowsOfPart(y, i)));

    // Of a symmetric matrix; both triangles count half. The last solves aX + Xa = b, and thereby differentiates the one before.
    public static readonly Primitive
        Eigen = Of("eigen(a)", a => new(a.Rows + 1, a.Columns), Spectral.Stack, da: (_, y, dy) => Spectral.EigenGradient(y, dy)),
        InverseSquareRoot = OfSymmetric("a^(−½)", Spectral.InverseSquareRoot, da: (y, dy) => -y.Times(y).Times(y.Lyapunov(dy)).Times(y).Times(y).Symmetric()),
        Lyapunov = Solution("a ⧵ b", Spectral.SolveLyapunov, da: (a, x, dy) => Spectral.LyapunovGradient(x, a.Lyapunov(dy)), db: (a, _, dy) => a.Lyapunov(dy));
}
