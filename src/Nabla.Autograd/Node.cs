namespace Nabla.Autograd;

/// <summary>A value on a tape, with the operation that computed it. Operators are element-wise; a single row or column is broadcast.</summary>
/// <remarks>
/// The operations on nodes are in three files: element-wise arithmetic and functions, matrices and sums, rows and entries. An operation
/// is one primitive of the table in Primitives.cs, or a few of them.
/// </remarks>
public sealed partial class Node
{
    private readonly int _generation;
    private readonly object? _setting;
    private Matrix? _value;
    private SymmetricEigen? _spectrum;

    /// <summary>Initializes a leaf.</summary>
    internal Node(Tape tape, Matrix value)
    {
        (Tape, _generation, _value, Shape) = (tape, tape.Generation, value, value.Shape);
        Inputs = [];
    }

    /// <summary>Initializes a result that is not computed yet.</summary>
    internal Node(Tape tape, Primitive primitive, Node[] inputs, object? setting)
    {
        (Tape, _generation, Primitive, Inputs, _setting) = (tape, tape.Generation, primitive, inputs, setting);
        Shape = primitive.Shape(this);
    }

    /// <summary>Gets the tape of the node.</summary>
    public Tape Tape { get; }

    /// <summary>Gets the numbers of rows and columns.</summary>
    public Shape Shape { get; }

    /// <summary>Gets the number of rows.</summary>
    public int Rows => Shape.Rows;

    /// <summary>Gets the number of columns.</summary>
    public int Columns => Shape.Columns;

    /// <summary>Gets the value. Its memory belongs to the tape: it is valid until <see cref="Tape.Reset"/>, and must not be modified.</summary>
    /// <exception cref="InvalidOperationException">The tape has been reset since.</exception>
    public Matrix Value => _generation == Tape.Generation ? _value! : throw new InvalidOperationException(
        "This node was made before its tape was reset, and its memory may hold other numbers by now. Copy a value that has to last: node.Value.Copy().");

    /// <summary>Gets the value of a 1x1 node.</summary>
    public double Scalar => Value.Scalar;

    /// <summary>Gets whether gradients flow to it: it is a variable, or was computed from one.</summary>
    public bool RequiresGradient => Index >= 0;

    /// <summary>Gets the position on the tape, or -1 for a constant.</summary>
    internal int Index { get; private set; } = -1;

    internal Primitive? Primitive { get; private set; }

    internal Node[] Inputs { get; private set; }

    /// <summary>Gets the eigenvalues and eigenvectors of the value, computed on first use.</summary>
    internal SymmetricEigen Spectrum
    {
        get => _spectrum ??= SymmetricEigen.Of(Value);
        set => _spectrum = value;
    }

    /// <summary>Returns the node as text: "exp(a) 2x3 [...]".</summary>
    public override string ToString() => $"{Primitive?.Name ?? (RequiresGradient ? "variable" : "constant")} {Value}";

    internal T SettingAs<T>() => (T)_setting!;

    internal void Compute(Matrix memory)
    {
        Primitive!.Evaluate(this, memory);
        _value = memory;
    }

    internal void Record(int index) => Index = index;

    /// <summary>Releases the inputs, so that they can be collected.</summary>
    internal void Forget() => (Primitive, Inputs) = (null, []);

    private Node Of(Primitive primitive, object? setting = null) => Tape.Compute(primitive, [this], setting);

    private Node Of(Primitive primitive, Node other) => Tape.Compute(primitive, [this, other], setting: null);
}
