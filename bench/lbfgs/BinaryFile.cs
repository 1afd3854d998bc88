using System.Runtime.InteropServices;

namespace Nabla.LbfgsComparison;

/// <summary>Arrays of 32-bit numbers, little-endian, as NumPy's tofile and fromfile write and read them.</summary>
internal static class BinaryFile
{
    public static float[] ReadFloats(string path) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();

    public static int[] ReadIntegers(string path) => MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(path)).ToArray();

    public static void Write(string path, float[] values) => File.WriteAllBytes(path, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
}
