using System.Buffers.Binary;
using System.Security.Cryptography;
using Nabla.Kernels;
using Nabla.Layers;

namespace Nabla.Networks;

/// <summary>All of a network's parameters: the values in one flat array, the gradients in another, each parameter a named window on both.</summary>
/// <remarks>
/// Windows begin at cache lines; the few floats between them are 0 and stay 0. An update is one loop over the flat arrays,
/// a snapshot is one copy, a fingerprint one hash.
/// </remarks>
public sealed class ParameterStore
{
    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer _gradients;
    private readonly Parameter[] _all;

    internal ParameterStore(IReadOnlyList<Layer> layers)
    {
        var named = layers.SelectMany((layer, i) => layer.Parameters.Select(parameter => (Name: $"layers.{i}.{parameter.Name}", Parameter: parameter))).ToList();
        int length = named.Sum(entry => Padded(entry.Parameter.Count));
        (_values, _gradients) = (new(length), new(length));

        int start = 0;
        foreach (var (name, parameter) in named)
        {
            parameter.Bind(name, _values.Memory.Slice(start, parameter.Count), _gradients.Memory.Slice(start, parameter.Count));
            start += Padded(parameter.Count);
        }

        _all = [.. named.Select(entry => entry.Parameter)];
        Count = _all.Sum(parameter => (long)parameter.Count);
    }

    /// <summary>Every parameter, in the order of the layers.</summary>
    public IReadOnlyList<Parameter> All => _all;

    /// <summary>How many numbers are trained.</summary>
    public long Count { get; }

    /// <summary>All values, with zeros between the windows.</summary>
    public Span<float> Values => _values.Span;

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
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in All)
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
