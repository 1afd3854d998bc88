namespace Nabla.Autograd;

/// <content>Element-wise arithmetic and functions.</content>
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

    /// <summary>|a|; the derivative at 0 is defined as 0.</summary>
    public Node Abs() => Of(Primitives.Abs);

    /// <summary>−1, 0 or 1. Its derivative is 0.</summary>
    public Node Sign() => Of(Primitives.Sign);

    /// <summary>The larger of the two; if they are equal, each receives half of the gradient.</summary>
    public Node Maximum(Node b) => Of(Primitives.Maximum, b);

    /// <summary>The larger of the two; if they are equal, the node receives half of the gradient.</summary>
    public Node Maximum(double b) => Maximum(Tape.Constant(b));

    /// <summary>1 where a &gt; b, otherwise 0. Its derivative is 0.</summary>
    public Node GreaterThan(Node b) => Of(Primitives.Greater, b);

    /// <summary>1 where a &gt; b, otherwise 0. Its derivative is 0.</summary>
    public Node GreaterThan(double b) => GreaterThan(Tape.Constant(b));

    /// <summary>1 where a = b, otherwise 0. Its derivative is 0.</summary>
    public Node EqualTo(Node b) => Of(Primitives.Equal, b);

    /// <summary>With this node as the condition: an element of <paramref name="a"/> where it is not 0, of <paramref name="b"/> where it is.</summary>
    public Node Choose(Node a, Node b) => Tape.Compute(Primitives.Choose, [Detach(), a, b], setting: null);

    /// <summary>With this node as the condition: an element of <paramref name="a"/> where it is not 0, otherwise <paramref name="b"/>.</summary>
    public Node Choose(Node a, double b) => Choose(a, Tape.Constant(b));

    /// <summary>With this node as the condition: <paramref name="a"/> where it is not 0, otherwise an element of <paramref name="b"/>.</summary>
    public Node Choose(double a, Node b) => Choose(Tape.Constant(a), b);

    /// <summary>Returns the same value as a constant, through which no gradient flows.</summary>
    public Node Detach() => RequiresGradient ? Tape.Constant(Value) : this;

    /// <summary>1 where a &gt; b, ½ where they are equal.</summary>
    internal Node Beats(Node b) => GreaterThan(b) + (0.5 * EqualTo(b));
}
