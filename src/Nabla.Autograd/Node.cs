namespace Nabla.Autograd;

/// <summary>A value on a tape, with where it came from. Operators work element by element; a single row or column stretches.</summary>
/// <remarks>
/// What can be done with nodes is in three files: arithmetic and functions of elements, matrices and sums, rows and entries. A name here
/// is a line of the table in Primitives.cs, or a few of them.
/// </remarks>
public sealed partial class Node
{
    private readonly int _generation;
    private readonly object? _setting;
    private Matrix? _value;
    private SymmetricEigen? _spectrum;

    /// <summary>A leaf.</summary>
    internal Node(Tape tape, Matrix value)
    {
        (Tape, _generation, _value, Shape) = (tape, tape.Generation, value, value.Shape);
        Inputs = [];
    }

    /// <summary>A result that has yet to be computed.</summary>
    internal Node(Tape tape, Primitive primitive, Node[] inputs, object? setting)
    {
        (Tape, _generation, Primitive, Inputs, _setting) = (tape, tape.Generation, primitive, inputs, setting);
        Shape = primitive.Shape(this);
    }

    /// <summary>The tape it belongs to.</summary>
    public Tape Tape { get; }

    /// <summary>Rows and columns.</summary>
    public Shape Shape { get; }

    /// <summary>Rows.</summary>
    public int Rows => Shape.Rows;

    /// <summary>Columns.</summary>
    public int Columns => Shape.Columns;

    /// <summary>The value. Its memory is the tape's: good until <see cref="Tape.Reset"/>, and not to be written to.</summary>
    /// <exception cref="InvalidOperationException">The tape was reset since.</exception>
    public Matrix Value => _generation == Tape.Generation ? _value! : throw new InvalidOperationException(
        "This node was made before its tape was reset, and its memory may hold other numbers by now. Copy a value that has to last: node.Value.Copy().");

    /// <summary>The value of a node of 1x1.</summary>
    public double Scalar => Value.Scalar;

    /// <summary>Whether gradients can reach it: it is a variable, or was computed from one.</summary>
    public bool RequiresGradient => Index >= 0;

    /// <summary>The place on the tape, or -1 for what is a constant to calculus.</summary>
    internal int Index { get; private set; } = -1;

    internal Primitive? Primitive { get; private set; }

    internal Node[] Inputs { get; private set; }

    /// <summary>Eigenvalues and eigenvectors of the value, computed when first asked for.</summary>
    internal SymmetricEigen Spectrum
    {
        get => _spectrum ??= SymmetricEigen.Of(Value);
        set => _spectrum = value;
    }

    /// <summary>"exp(a) 2x3 [...]".</summary>
    public override string ToString() => $"{Primitive?.Name ?? (RequiresGradient ? "variable" : "constant")} {Value}";

    internal T SettingAs<T>() => (T)_setting!;

    internal void Compute(Matrix memory)
    {
        Primitive!.Evaluate(this, memory);
        _value = memory;
    }

    internal void Record(int index) => Index = index;

    /// <summary>Lets go of the inputs, so that what led here can be collected.</summary>
    internal void Forget() => (Primitive, Inputs) = (null, []);

    private Node Of(Primitive primitive, object? setting = null) => Tape.Compute(primitive, [this], setting);

    private Node Of(Primitive primitive, Node other) => Tape.Compute(primitive, [this, other], setting: null);
}
