using System.Buffers.Binary;

using System.Security.Cryptography;

namespace Nabla.Networks;

/// <summary>All parameters of a network: the values in one flat array, the gradients in another, each parameter a named view of both.</summary>
/// <remarks>
/// Views begin at cache lines; the padding between them remains 0. Running statistics follow the parameters, in views of their own.
/// An update is one loop over the flat arrays, a snapshot one copy, a fingerprint one hash.
/// </remarks>
public sealed class ParameterStore
{
    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer _gradients;
    private readonly Parameter[] _all;
    private readonly Parameter[] _buffers;

    internal ParameterStore(IReadOnlyList<Layer> layers)
    {
        _all = [.. layers.SelectMany(layer => layer.Parameters)];
        _buffers = [.. layers.SelectMany(layer => layer.Buffers)];
        int trained = _all.Sum(parameter => Padded(parameter.Count));
        _gradients = new(trained);
        _values = new(trained + _buffers.Sum(buffer => Padded(buffer.Count)));

        int start = 0;
        foreach (var (name, parameter) in layers.SelectMany((layer, i) => layer.Parameters.Select(parameter => (Name(i, parameter), parameter))))
        {
            parameter.Bind(name, _values.Memory.Slice(start, parameter.Count), _gradients.Memory.Slice(start, parameter.Count));
            start += Padded(parameter.Count);
        }

        foreach (var (name, buffer) in layers.SelectMany((layer, i) => layer.Buffers.Select(buffer => (Name(i, buffer), buffer))))
        {
            buffer.Bind(name, _values.Memory.Slice(start, buffer.Count), default);
            start += Padded(buffer.Count);
        }

        Count = _all.Sum(parameter => (long)parameter.Count);

        static string Name(int layer, Parameter parameter) => $"layers.{layer}.{parameter.Name}";
    }

    /// <summary>Gets every parameter, in the order of the layers.</summary>
    public IReadOnlyList<Parameter> All => _all;

    /// <summary>Gets every running statistic, in the order of the layers.</summary>
    public IReadOnlyList<Parameter> Buffers => _buffers;

    /// <summary>Gets the number of trainable parameters, counted by element.</summary>
    public long Count { get; }

    /// <summary>Gets all values, including the zero padding.</summary>
    public Span<float> Values => _values.Span[.._gradients.Length];

    /// <summary>Gets all values followed by all running statistics: the complete state of a trained network, for snapshots.</summary>
    public Span<float> State => _values.Span;

    /// <summary>Gets all gradients, including the zero padding.</summary>
    public Span<float> Gradients
    {
        get
        {
            foreach (var parameter in _all)
                _ = parameter.Gradient;         // clears gradients that are 0 and not written since
            return _gradients.Span;
        }
    }

    /// <summary>Sets every gradient to 0, at the start of a step.</summary>
    public void ZeroGradients()
    {
        foreach (var parameter in _all)
            parameter.ZeroGradient();
    }

    /// <summary>Computes the SHA-256 of the values as little-endian floats, parameter by parameter and row by row: 64 lower-case hexadecimal digits.</summary>
    /// <remarks>Networks with equal fingerprints are bit-identical.</remarks>
    public string Fingerprint() => Fingerprint(_all);

    /// <summary>Computes the fingerprint of the running statistics.</summary>
    public string StatisticsFingerprint() => Fingerprint(_buffers);

    private static string Fingerprint(IReadOnlyList<Parameter> parameters)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in parameters)
        {
            float[] row = new float[parameter.Columns];
            byte[] bytes = new byte[parameter.Columns * sizeof(float)];
            for (int i = 0; i < parameter.Rows; i++)
            {
                parameter.Value.CopyRowTo(i, row);
                for (int j = 0; j < row.Length; j++)
                    BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(j * sizeof(float)), row[j]);
                hash.AppendData(bytes);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static int Padded(int count) => (count + AlignedBuffer.FloatsPerLine - 1) / AlignedBuffer.FloatsPerLine * AlignedBuffer.FloatsPerLine;
}
