using System.Runtime.CompilerServices;

using System.Runtime.Intrinsics;

namespace Nabla.Networks;

/// <summary>Four lanes: Arm's AdvSimd, and x64 without AVX2.</summary>
internal readonly struct Lanes4(Vector128<float> value) : ILanes<Lanes4>
{
    public readonly Vector128<float> Value = value;

    public static int Count => 4;

    public static Lanes4 Broadcast(float value) => new(Vector128.Create(value));
    public static Lanes4 Load(ref readonly float source, nuint offset) => new(Vector128.LoadUnsafe(in source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 LoadBytes(ref readonly byte source, nuint offset)
    {
        var bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(in Unsafe.Add(ref Unsafe.AsRef(in source), offset))).AsByte();
        return new(Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32()));
    }

    public static void Store(Lanes4 value, ref float target, nuint offset) => value.Value.StoreUnsafe(ref target, offset);

    public static Lanes4 operator +(Lanes4 a, Lanes4 b) => new(a.Value + b.Value);
    public static Lanes4 operator -(Lanes4 a, Lanes4 b) => new(a.Value - b.Value);
    public static Lanes4 operator *(Lanes4 a, Lanes4 b) => new(a.Value * b.Value);
    public static Lanes4 operator /(Lanes4 a, Lanes4 b) => new(a.Value / b.Value);
    public static Lanes4 Sqrt(Lanes4 a) => new(Vector128.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 FusedMultiplyAdd(Lanes4 a, Lanes4 b, Lanes4 c) => new(SoftwareFusedMultiplyAdd.IsNeeded
            ? SoftwareFusedMultiplyAdd.Compute(a.Value, b.Value, c.Value)
            : Vector128.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static Lanes4 GreaterThan(Lanes4 a, Lanes4 b) => new(Vector128.GreaterThan(a.Value, b.Value));
    public static Lanes4 IsNaN(Lanes4 a) => new(Vector128.IsNaN(a.Value));
    public static Lanes4 Select(Lanes4 mask, Lanes4 whenTrue, Lanes4 whenFalse) => new(Vector128.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));

    public static Lanes4 BitwiseAnd(Lanes4 a, Lanes4 b) => new(a.Value & b.Value);
    public static Lanes4 BitwiseOr(Lanes4 a, Lanes4 b) => new(a.Value | b.Value);
    public static Lanes4 AddBits(Lanes4 a, Lanes4 b) => new((a.Value.AsInt32() + b.Value.AsInt32()).AsSingle());
    public static Lanes4 ShiftBitsLeft(Lanes4 a, int count) => new((a.Value.AsInt32() << count).AsSingle());
    public static Lanes4 ShiftBitsRight(Lanes4 a, int count) => new((a.Value.AsInt32() >> count).AsSingle());
    public static Lanes4 ConvertBitsToFloat(Lanes4 a) => new(Vector128.ConvertToSingle(a.Value.AsInt32()));
}
