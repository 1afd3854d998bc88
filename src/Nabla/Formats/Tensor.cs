namespace Nabla.Networks;

/// <summary>A named array in a file: of floats, of doubles or of integers.</summary>
/// <param name="Name">"layers.0.weight".</param>
/// <param name="Shape">Its dimensions, the last one contiguous; none for a single number.</param>
/// <param name="Values">Its elements in single precision, as many as the product of the dimensions; empty if they are of another type.</param>
internal sealed record Tensor(string Name, IReadOnlyList<int> Shape, ReadOnlyMemory<float> Values)
{
    /// <summary>Creates an array of doubles.</summary>
    /// <param name="name">"stepLosses".</param>
    /// <param name="shape">Its dimensions, the last one contiguous; none for a single number.</param>
    /// <param name="values">Its elements, as many as the product of the dimensions.</param>
    public Tensor(string name, IReadOnlyList<int> shape, ReadOnlyMemory<double> values)
        : this(name, shape, ReadOnlyMemory<float>.Empty) => (Doubles, IsDouble) = (values, true);

    /// <summary>Creates an array of 64-bit integers.</summary>
    /// <param name="name">"1.num_batches_tracked".</param>
    /// <param name="shape">Its dimensions, the last one contiguous; none for a single number.</param>
    /// <param name="values">Its elements, as many as the product of the dimensions.</param>
    public Tensor(string name, IReadOnlyList<int> shape, ReadOnlyMemory<long> values)
        : this(name, shape, ReadOnlyMemory<float>.Empty) => (Integers, IsInteger) = (values, true);

    /// <summary>Gets whether the elements are in double precision.</summary>
    public bool IsDouble { get; }

    /// <summary>Gets whether the elements are integers.</summary>
    public bool IsInteger { get; }

    /// <summary>Gets the elements in double precision; empty if they are of another type.</summary>
    public ReadOnlyMemory<double> Doubles { get; }

    /// <summary>Gets the elements as integers; empty if they are of another type.</summary>
    public ReadOnlyMemory<long> Integers { get; }

    /// <summary>Gets the type of the elements as safetensors names it.</summary>
    internal string Type => IsDouble ? "F64" : IsInteger ? "I64" : "F32";

    /// <summary>Gets the number of elements.</summary>
    internal int Count => IsDouble ? Doubles.Length : IsInteger ? Integers.Length : Values.Length;

    /// <summary>Gets the bytes of an element.</summary>
    internal int ElementBytes => IsDouble || IsInteger ? sizeof(double) : sizeof(float);
}

/// <summary>The types of elements that a reader accepts.</summary>
internal enum TensorTypes
{
    /// <summary>Floats, and integers beside them: the counters of a model in PyTorch's layout.</summary>
    Model,

    /// <summary>Floats and doubles.</summary>
    Checkpoint,

    /// <summary>Numbers of 16, 32 and 64 bits, all of which become floats, and integers: what PyTorch's modules save.</summary>
    StateDict,
}
