namespace Nabla.Networks;

/// <summary>What a parameter does in its layer.</summary>
internal enum ParameterRole
{
    /// <summary>A matrix that inputs are multiplied by. The only role that penalties act on.</summary>
    Weight,

    /// <summary>A row that is added.</summary>
    Bias,

    /// <summary>A row of factors: γ of a normalisation.</summary>
    Scale,

    /// <summary>A row that is added after a normalisation: its β.</summary>
    Shift,

    /// <summary>Not trained: a running statistic.</summary>
    Statistic,

    /// <summary>Anything else, in a layer of a program's own.</summary>
    Other,
}

/// <summary>A named window on the network's flat arrays of values and gradients. Optimizers and formats see only this.</summary>
/// <remarks>
/// A layer creates its parameters in its constructor and lists them in <see cref="Layer.Parameters"/>, running statistics in
/// <see cref="Layer.Buffers"/>. Read <see cref="Value"/> and <see cref="Gradient"/> anew in each pass: they move when a network takes the layer in.
/// </remarks>
public sealed class Parameter
{
    // A layer outside a network gets memory of its own when it is first used; a network replaces it by windows on its flat arrays.
    private Memory<float> _value;
    private Memory<float> _gradient;
    private bool _gradientIsZero;

    /// <summary>A parameter whose values are 0 until its layer sets them.</summary>
    /// <param name="name">Its name in the layer, and behind the layer's place in files: "slope". No other parameter of the layer may have it.</param>
    /// <param name="rows">Rows of <see cref="Value"/>; at least 1. 1 for a row of one value for each feature.</param>
    /// <param name="columns">Columns of <see cref="Value"/>; at least 1.</param>
    /// <param name="isWeight">Whether inputs are multiplied by it as by a matrix: penalties and weight decay act on weights alone. Default false.</param>
    /// <exception cref="ArgumentException">The name is empty, a size is below 1, or there are more values than an array holds.</exception>
    public Parameter(string name, int rows, int columns, bool isWeight = false)
        : this(name, rows, columns, isWeight ? ParameterRole.Weight : ParameterRole.Other)
    {
    }

    /// <summary>A parameter of one of the library's own layers.</summary>
    internal Parameter(string name, int rows, int columns, ParameterRole role)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if ((long)rows * columns > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(columns), $"A {name} of {rows}x{columns} has {(long)rows * columns} elements; an array has at most {Array.MaxLength}.");
        (Name, Rows, Columns, Role) = (name, rows, columns, role);
    }

    /// <summary>"weight" in a layer of its own; "layers.0.weight" once a network has taken the layer in.</summary>
    public string Name { get; private set; }

    /// <summary>Rows of <see cref="Value"/>: a weight's inputs, 1 for a bias.</summary>
    public int Rows { get; }

    /// <summary>Columns of <see cref="Value"/>: the layer's outputs.</summary>
    public int Columns { get; }

    /// <summary>Gets whether penalties and weight decay act on it.</summary>
    public bool IsWeight => Role == ParameterRole.Weight;

    /// <summary>What it does.</summary>
    internal ParameterRole Role { get; }

    /// <summary>How many numbers it has.</summary>
    public int Count => Rows * Columns;

    /// <summary>The values, [rows, columns], in panels.</summary>
    public PanelView Value => new(Allocated(ref _value), Rows, Columns);

    /// <summary>The derivative of the loss with respect to each value, [rows, columns], in panels: backward adds to it.</summary>
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

    /// <summary>Makes the gradient 0. The memory is cleared when somebody looks, or not at all if the first who adds to it writes every element.</summary>
    internal void ZeroGradient() => _gradientIsZero = true;

    /// <summary>The gradient, for a kernel that adds to every element of it and can begin at 0 without reading.</summary>
    /// <param name="isZero">Whether the gradient is 0, whatever the memory still holds.</param>
    internal PanelView GradientToAddTo(out bool isZero)
    {
        isZero = _gradientIsZero;
        _gradientIsZero = false;
        return new(Allocated(ref _gradient), Rows, Columns);
    }

    /// <summary>Gets whether a network has taken the parameter in.</summary>
    internal bool IsBound { get; private set; }

    /// <summary>Says which layer of a block it belongs to: "0.weight".</summary>
    internal void NameWithin(string layer) => Name = $"{layer}.{Name}";

    /// <summary>Moves the parameter into a network's flat arrays; a statistic has no gradient there.</summary>
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
