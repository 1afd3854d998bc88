namespace Nabla.Networks;

/// <summary>A named array in a file: of floats, of doubles or of integers.</summary>
/// <param name="Name">The name: "layers.0.weight".</param>
/// <param name="Shape">The dimensions, the last one contiguous; empty for a scalar.</param>
/// <param name="Values">The elements in single precision; their number is the product of the dimensions; empty if they are of another type.</param>
internal sealed record Tensor(string Name, IReadOnlyList<int> Shape, ReadOnlyMemory<float> Values)
{
    /// <summary>Initializes an array of doubles.</summary>
    /// <param name="name">The name: "stepLosses".</param>
    /// <param name="shape">The dimensions, the last one contiguous; empty for a scalar.</param>
    /// <param name="values">The elements; their number is the product of the dimensions.</param>
    public Tensor(string name, IReadOnlyList<int> shape, ReadOnlyMemory<double> values)
        : this(name, shape, ReadOnlyMemory<float>.Empty) => (Doubles, IsDouble) = (values, true);

    /// <summary>Initializes an array of 64-bit integers.</summary>
    /// <param name="name">The name: "1.num_batches_tracked".</param>
    /// <param name="shape">The dimensions, the last one contiguous; empty for a scalar.</param>
    /// <param name="values">The elements; their number is the product of the dimensions.</param>
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

    /// <summary>Gets the safetensors name of the element type.</summary>
    internal string Type => IsDouble ? "F64" : IsInteger ? "I64" : "F32";

    /// <summary>Gets the number of elements.</summary>
    internal int Count => IsDouble ? Doubles.Length : IsInteger ? Integers.Length : Values.Length;

    /// <summary>Gets the number of bytes of an element.</summary>
    internal int ElementBytes => IsDouble || IsInteger ? sizeof(double) : sizeof(float);
}

/// <summary>Specifies the element types that a reader accepts.</summary>
internal enum TensorTypes
{
    /// <summary>Floats and integers: a model, with the batch counters of PyTorch's layout.</summary>
    Model,

    /// <summary>Floats and doubles.</summary>
    Checkpoint,

    /// <summary>16-, 32- and 64-bit numbers, all converted to floats, and integers: the types that PyTorch's modules save.</summary>
    StateDict,
}
