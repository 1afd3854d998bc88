using System.Buffers.Binary;

using System.Security.Cryptography;

namespace Nabla.Networks;

/// <summary>All of a network's parameters: the values in one flat array, the gradients in another, each parameter a named window on both.</summary>
/// <remarks>
/// Windows begin at cache lines; the few floats between them are 0 and stay 0. Running statistics lie behind the parameters, in windows of their own.
/// An update is one loop over the flat arrays, a snapshot is one copy, a fingerprint one hash.
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

    /// <summary>Every parameter, in the order of the layers.</summary>
    public IReadOnlyList<Parameter> All => _all;

    /// <summary>Every running statistic, in the order of the layers.</summary>
    public IReadOnlyList<Parameter> Buffers => _buffers;

    /// <summary>How many numbers are trained.</summary>
    public long Count { get; }

    /// <summary>All values, with zeros between the windows.</summary>
    public Span<float> Values => _values.Span[.._gradients.Length];

    /// <summary>All values and behind them all running statistics: everything that a trained network is, for snapshots.</summary>
    public Span<float> State => _values.Span;

    /// <summary>All gradients, with zeros between the windows.</summary>
    public Span<float> Gradients
    {
        get
        {
            foreach (var parameter in _all)
                _ = parameter.Gradient;         // clears what is 0 and was not written since
            return _gradients.Span;
        }
    }

    /// <summary>Makes every gradient 0: what a step begins with.</summary>
    public void ZeroGradients()
    {
        foreach (var parameter in _all)
            parameter.ZeroGradient();
    }

    /// <summary>The SHA-256 of the values, as little-endian floats, parameter after parameter, row after row: 64 hexadecimal digits, in lower case.</summary>
    /// <remarks>Two networks with one fingerprint are the same to the bit.</remarks>
    public string Fingerprint() => Fingerprint(_all);

    /// <summary>The same of the running statistics.</summary>
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
