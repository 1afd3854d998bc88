using System.Buffers.Binary;
using Nabla.Networks;

namespace Nabla.Testing;

/// <summary>Files of MNIST's format.</summary>
public static class IdxBytes
{
    /// <summary>A file with any shape and bytes.</summary>
    public static byte[] Write(IReadOnlyList<uint> shape, ReadOnlySpan<byte> data, byte type = 0x08)
    {
        byte[] file = new byte[4 + (4 * shape.Count) + data.Length];
        (file[2], file[3]) = (type, (byte)shape.Count);
        for (int axis = 0; axis < shape.Count; axis++)
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4 + (4 * axis)), shape[axis]);
        data.CopyTo(file.AsSpan(4 + (4 * shape.Count)));
        return file;
    }

    /// <summary>Images of random bytes.</summary>
    public static byte[] Images(uint count, uint height, uint width) => Write([count, height, width], Bytes((int)(count * height * width)));

    /// <summary>Bytes drawn from a key.</summary>
    public static byte[] Bytes(int count)
    {
        var key = new RandomKey(28);
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
            bytes[i] = (byte)key.Bits((ulong)i);
        return bytes;
    }

    /// <summary>Labels.</summary>
    public static byte[] Labels(params byte[] labels) => Write([(uint)labels.Length], labels);
}
