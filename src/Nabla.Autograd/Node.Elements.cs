namespace Nabla.Autograd;

/// <content>Arithmetic and functions of elements.</content>
public sealed partial class Node
{
    /// <summary>a + b.</summary>
    public static Node operator +(Node a, Node b) => a.Of(Primitives.Add, b);

    /// <summary>a + b.</summary>
    public static Node operator +(Node a, double b) => a + a.Tape.Constant(b);

    /// <summary>a + b.</summary>
    public static Node operator +(double a, Node b) => b.Tape.Constant(a) + b;

    /// <summary>a − b.</summary>
    public static Node operator -(Node a, Node b) => a.Of(Primitives.Subtract, b);

    /// <summary>a − b.</summary>
    public static Node operator -(Node a, double b) => a - a.Tape.Constant(b);

    /// <summary>a − b.</summary>
    public static Node operator -(double a, Node b) => b.Tape.Constant(a) - b;

    /// <summary>−a.</summary>
    public static Node operator -(Node a) => a.Of(Primitives.Negate);

    /// <summary>a ∘ b: element by element; <see cref="Times"/> is the product of matrices.</summary>
    public static Node operator *(Node a, Node b) => a.Of(Primitives.Multiply, b);

    /// <summary>a ∘ b.</summary>
    public static Node operator *(Node a, double b) => a * a.Tape.Constant(b);

    /// <summary>a ∘ b.</summary>
    public static Node operator *(double a, Node b) => b.Tape.Constant(a) * b;

    /// <summary>a / b.</summary>
    public static Node operator /(Node a, Node b) => a.Of(Primitives.Divide, b);

    /// <summary>a / b.</summary>
    public static Node operator /(Node a, double b) => a / a.Tape.Constant(b);

    /// <summary>a / b.</summary>
    public static Node operator /(double a, Node b) => b.Tape.Constant(a) / b;

    /// <summary>exp(a).</summary>
    public Node Exp() => Of(Primitives.Exp);

    /// <summary>ln(a).</summary>
    public Node Log() => Of(Primitives.Log);

    /// <summary>√a.</summary>
    public Node Sqrt() => Of(Primitives.Sqrt);

    /// <summary>a ∘ a.</summary>
    public Node Squared() => this * this;

    /// <summary>a to the power p, element by element.</summary>
    public Node Power(double p) => p switch
    {
        0 => Tape.Constant(Matrix.Filled(Rows, Columns, 1)),
        1 => this,
        _ => Of(Primitives.Power, p),
    };

    /// <summary>|a|; the derivative at 0 is taken as 0.</summary>
    public Node Abs() => Of(Primitives.Abs);

    /// <summary>−1, 0 or 1. A constant to calculus.</summary>
    public Node Sign() => Of(Primitives.Sign);

    /// <summary>The greater of the two; where they are equal, each receives half of the gradient.</summary>
    public Node Maximum(Node b) => Of(Primitives.Maximum, b);

    /// <summary>The greater of the two; where they are equal, half of the gradient comes back.</summary>
    public Node Maximum(double b) => Maximum(Tape.Constant(b));

    /// <summary>1 where a &gt; b, else 0. A constant to calculus.</summary>
    public Node GreaterThan(Node b) => Of(Primitives.Greater, b);

    /// <summary>1 where a &gt; b, else 0. A constant to calculus.</summary>
    public Node GreaterThan(double b) => GreaterThan(Tape.Constant(b));

    /// <summary>1 where a = b, else 0. A constant to calculus.</summary>
    public Node EqualTo(Node b) => Of(Primitives.Equal, b);

    /// <summary>With this as the condition: an element of <paramref name="a"/> where it is not 0, of <paramref name="b"/> where it is.</summary>
    public Node Choose(Node a, Node b) => Tape.Compute(Primitives.Choose, [Detach(), a, b], setting: null);

    /// <summary>With this as the condition: an element of <paramref name="a"/> where it is not 0, else <paramref name="b"/>.</summary>
    public Node Choose(Node a, double b) => Choose(a, Tape.Constant(b));

    /// <summary>With this as the condition: <paramref name="a"/> where it is not 0, else an element of <paramref name="b"/>.</summary>
    public Node Choose(double a, Node b) => Choose(Tape.Constant(a), b);

    /// <summary>The same value as a constant: no gradient goes further back.</summary>
    public Node Detach() => RequiresGradient ? Tape.Constant(Value) : this;

    /// <summary>1 where a &gt; b, ½ where they are equal.</summary>
    internal Node Beats(Node b) => GreaterThan(b) + (0.5 * EqualTo(b));
}
