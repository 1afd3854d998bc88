using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

using System.Runtime.Intrinsics.X86;

namespace Nabla.Networks;

/// <summary>Eight lanes: AVX2.</summary>
internal readonly struct Lanes8(Vector256<float> value) : ILanes<Lanes8>
{
    public readonly Vector256<float> Value = value;

    public static int Count => 8;

    public static Lanes8 Broadcast(float value) => new(Vector256.Create(value));
    public static Lanes8 Load(ref readonly float source, nuint offset) => new(Vector256.LoadUnsafe(in source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 LoadBytes(ref readonly byte source, nuint offset)
    {
        var bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(in Unsafe.Add(ref Unsafe.AsRef(in source), offset))).AsByte();
        var integers = Avx2.IsSupported
            ? Avx2.ConvertToVector256Int32(bytes)
            : Vector256.WidenLower(Vector128.WidenLower(bytes).ToVector256()).AsInt32();
        return new(Vector256.ConvertToSingle(integers));
    }

    public static void Store(Lanes8 value, ref float target, nuint offset) => value.Value.StoreUnsafe(ref target, offset);

    public static Lanes8 operator +(Lanes8 a, Lanes8 b) => new(a.Value + b.Value);
    public static Lanes8 operator -(Lanes8 a, Lanes8 b) => new(a.Value - b.Value);
    public static Lanes8 operator *(Lanes8 a, Lanes8 b) => new(a.Value * b.Value);
    public static Lanes8 operator /(Lanes8 a, Lanes8 b) => new(a.Value / b.Value);
    public static Lanes8 Sqrt(Lanes8 a) => new(Vector256.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 FusedMultiplyAdd(Lanes8 a, Lanes8 b, Lanes8 c) => new(Vector256.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static Lanes8 GreaterThan(Lanes8 a, Lanes8 b) => new(Vector256.GreaterThan(a.Value, b.Value));
    public static Lanes8 IsNaN(Lanes8 a) => new(Vector256.IsNaN(a.Value));
    public static Lanes8 Select(Lanes8 mask, Lanes8 whenTrue, Lanes8 whenFalse) => new(Vector256.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    public static Lanes8 BitwiseAnd(Lanes8 a, Lanes8 b) => new(a.Value & b.Value);
    public static Lanes8 BitwiseOr(Lanes8 a, Lanes8 b) => new(a.Value | b.Value);
    public static Lanes8 AddBits(Lanes8 a, Lanes8 b) => new((a.Value.AsInt32() + b.Value.AsInt32()).AsSingle());
    public static Lanes8 ShiftBitsLeft(Lanes8 a, int count) => new((a.Value.AsInt32() << count).AsSingle());
    public static Lanes8 ShiftBitsRight(Lanes8 a, int count) => new((a.Value.AsInt32() >> count).AsSingle());
    public static Lanes8 ConvertBitsToFloat(Lanes8 a) => new(Vector256.ConvertToSingle(a.Value.AsInt32()));
}
