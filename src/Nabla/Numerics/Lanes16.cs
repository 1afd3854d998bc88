using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

using System.Runtime.Intrinsics.X86;

namespace Nabla.Networks;

/// <summary>Sixteen lanes: AVX-512.</summary>
internal readonly struct Lanes16(Vector512<float> value) : ILanes<Lanes16>
{
    public readonly Vector512<float> Value = value;

    public static int Count => 16;

    public static Lanes16 Broadcast(float value) => new(Vector512.Create(value));
    public static Lanes16 Load(ref readonly float source, nuint offset) => new(Vector512.LoadUnsafe(in source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 LoadBytes(ref readonly byte source, nuint offset)
    {
        var bytes = Vector128.LoadUnsafe(in source, offset);
        var integers = Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Int32(bytes)
            : Vector512.WidenLower(Vector256.Create(Vector128.WidenLower(bytes), Vector128.WidenUpper(bytes)).ToVector512()).AsInt32();
        return new(Vector512.ConvertToSingle(integers));
    }

    public static void Store(Lanes16 value, ref float target, nuint offset) => value.Value.StoreUnsafe(ref target, offset);

    public static Lanes16 operator +(Lanes16 a, Lanes16 b) => new(a.Value + b.Value);
    public static Lanes16 operator -(Lanes16 a, Lanes16 b) => new(a.Value - b.Value);
    public static Lanes16 operator *(Lanes16 a, Lanes16 b) => new(a.Value * b.Value);
    public static Lanes16 operator /(Lanes16 a, Lanes16 b) => new(a.Value / b.Value);
    public static Lanes16 Sqrt(Lanes16 a) => new(Vector512.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 FusedMultiplyAdd(Lanes16 a, Lanes16 b, Lanes16 c) => new(Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static Lanes16 GreaterThan(Lanes16 a, Lanes16 b) => new(Vector512.GreaterThan(a.Value, b.Value));
    public static Lanes16 IsNaN(Lanes16 a) => new(Vector512.IsNaN(a.Value));
    public static Lanes16 Select(Lanes16 mask, Lanes16 whenTrue, Lanes16 whenFalse) => new(Vector512.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    public static Lanes16 BitwiseAnd(Lanes16 a, Lanes16 b) => new(a.Value & b.Value);
    public static Lanes16 BitwiseOr(Lanes16 a, Lanes16 b) => new(a.Value | b.Value);
    public static Lanes16 AddBits(Lanes16 a, Lanes16 b) => new((a.Value.AsInt32() + b.Value.AsInt32()).AsSingle());
    public static Lanes16 ShiftBitsLeft(Lanes16 a, int count) => new((a.Value.AsInt32() << count).AsSingle());
    public static Lanes16 ShiftBitsRight(Lanes16 a, int count) => new((a.Value.AsInt32() >> count).AsSingle());
    public static Lanes16 ConvertBitsToFloat(Lanes16 a) => new(Vector512.ConvertToSingle(a.Value.AsInt32()));
}
