namespace Nabla.Networks;

/// <summary>Specifies the role of a parameter in its layer.</summary>
internal enum ParameterRole
{
    /// <summary>A weight matrix. The only role to which penalties apply.</summary>
    Weight,

    /// <summary>A row vector that is added.</summary>
    Bias,

    /// <summary>A row vector of factors: the γ of a normalisation.</summary>
    Scale,

    /// <summary>A row vector added after normalisation: its β.</summary>
    Shift,

    /// <summary>Not trained: a running statistic.</summary>
    Statistic,

    /// <summary>Any other role, in a custom layer.</summary>
    Other,
}

/// <summary>A named view of a network's flat arrays of values and gradients. Optimizers and formats only see parameters.</summary>
/// <remarks>
/// A layer creates its parameters in its constructor and lists them in <see cref="Layer.Parameters"/>, running statistics in
/// <see cref="Layer.Buffers"/>. Read <see cref="Value"/> and <see cref="Gradient"/> again in each pass: they move when a network takes ownership.
/// </remarks>
public sealed class Parameter
{
    // Outside a network a layer allocates its own memory on first use; a network replaces it by views of its flat arrays.
    private Memory<float> _value;
    private Memory<float> _gradient;
    private bool _gradientIsZero;

    /// <summary>Initializes a parameter whose values are 0 until its layer sets them.</summary>
    /// <param name="name">The name within the layer: "slope". In files the layer's position precedes it. Must be unique within the layer.</param>
    /// <param name="rows">The number of rows of <see cref="Value"/>; at least 1. Use 1 for one value per feature.</param>
    /// <param name="columns">The number of columns of <see cref="Value"/>; at least 1.</param>
    /// <param name="isWeight">Whether it is a weight matrix: penalties and weight decay apply to weights only. Default false.</param>
    /// <exception cref="ArgumentException">The name is empty, a size is below 1, or the number of values exceeds the largest array.</exception>
    public Parameter(string name, int rows, int columns, bool isWeight = false)
        : this(name, rows, columns, isWeight ? ParameterRole.Weight : ParameterRole.Other)
    {
    }

    /// <summary>Initializes a parameter of one of the library's own layers.</summary>
    internal Parameter(string name, int rows, int columns, ParameterRole role)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if ((long)rows * columns > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(columns), $"A {name} of {rows}x{columns} has {(long)rows * columns} elements; an array has at most {Array.MaxLength}.");
        (Name, Rows, Columns, Role) = (name, rows, columns, role);
    }

    /// <summary>Gets the name: "weight" in an unowned layer, "layers.0.weight" in a network.</summary>
    public string Name { get; private set; }

    /// <summary>Gets the number of rows of <see cref="Value"/>: a weight's inputs, 1 for a bias.</summary>
    public int Rows { get; }

    /// <summary>Gets the number of columns of <see cref="Value"/>: the layer's outputs.</summary>
    public int Columns { get; }

    /// <summary>Gets whether penalties and weight decay apply to it.</summary>
    public bool IsWeight => Role == ParameterRole.Weight;

    /// <summary>Gets the role in its layer.</summary>
    internal ParameterRole Role { get; }

    /// <summary>Gets the number of elements.</summary>
    public int Count => Rows * Columns;

    /// <summary>Gets the values, [rows, columns], in panels.</summary>
    public PanelView Value => new(Allocated(ref _value), Rows, Columns);

    /// <summary>Gets the derivative of the loss with respect to each value, [rows, columns], in panels. The backward pass adds to it.</summary>
    public PanelView Gradient
    {
        get
        {
            var gradient = new PanelView(Allocated(ref _gradient), Rows, Columns);
            if (_gradientIsZero)
                gradient.Data.Clear();
            _gradientIsZero = false;
            return gradient;
        }
    }

    /// <summary>Sets the gradient to 0. The memory is cleared on the next read, or not at all if the first kernel that adds to it writes every element.</summary>
    internal void ZeroGradient() => _gradientIsZero = true;

    /// <summary>Returns the gradient for a kernel that adds to every element and can skip reading zeros.</summary>
    /// <param name="isZero">Whether the gradient is 0, whatever the memory contains.</param>
    internal PanelView GradientToAddTo(out bool isZero)
    {
        isZero = _gradientIsZero;
        _gradientIsZero = false;
        return new(Allocated(ref _gradient), Rows, Columns);
    }

    /// <summary>Gets whether the parameter belongs to a network.</summary>
    internal bool IsBound { get; private set; }

    /// <summary>Prefixes the name with the layer's position in a block: "0.weight".</summary>
    internal void NameWithin(string layer) => Name = $"{layer}.{Name}";

    /// <summary>Moves the parameter into a network's flat arrays, where a statistic has no gradient.</summary>
    internal void Bind(string name, Memory<float> value, Memory<float> gradient)
    {
        _value.CopyTo(value);
        (Name, _value, _gradient, IsBound) = (name, value, gradient, true);
    }

    private Span<float> Allocated(ref Memory<float> memory)
    {
        if (memory.IsEmpty)
            memory = new float[Count];
        return memory.Span;
    }
}
