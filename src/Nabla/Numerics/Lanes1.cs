using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>One lane: plain floats. The specification that the wider types equal bit for bit.</summary>
internal readonly struct Lanes1(float value) : ILanes<Lanes1>
{
    private static readonly float AllBits = BitConverter.Int32BitsToSingle(-1);

    public float Value { get; } = value;

    public static int Count => 1;

    public static Lanes1 Broadcast(float value) => new(value);
    public static Lanes1 Load(ref readonly float source, nuint offset) => new(Unsafe.Add(ref Unsafe.AsRef(in source), offset));
    public static Lanes1 LoadBytes(ref readonly byte source, nuint offset) => new(Unsafe.Add(ref Unsafe.AsRef(in source), offset));
    public static void Store(Lanes1 value, ref float target, nuint offset) => Unsafe.Add(ref target, offset) = value.Value;

    public static Lanes1 operator +(Lanes1 a, Lanes1 b) => new(a.Value + b.Value);
    public static Lanes1 operator -(Lanes1 a, Lanes1 b) => new(a.Value - b.Value);
    public static Lanes1 operator *(Lanes1 a, Lanes1 b) => new(a.Value * b.Value);
    public static Lanes1 operator /(Lanes1 a, Lanes1 b) => new(a.Value / b.Value);
    public static Lanes1 Sqrt(Lanes1 a) => new(MathF.Sqrt(a.Value));

    public static Lanes1 FusedMultiplyAdd(Lanes1 a, Lanes1 b, Lanes1 c) => new(MathF.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static Lanes1 GreaterThan(Lanes1 a, Lanes1 b) => a.Value > b.Value ? new(AllBits) : default;
    public static Lanes1 IsNaN(Lanes1 a) => float.IsNaN(a.Value) ? new(AllBits) : default;
    public static Lanes1 Select(Lanes1 mask, Lanes1 whenTrue, Lanes1 whenFalse) => Bits(mask) != 0 ? whenTrue : whenFalse;

    public static Lanes1 BitwiseAnd(Lanes1 a, Lanes1 b) => FromBits(Bits(a) & Bits(b));
    public static Lanes1 BitwiseOr(Lanes1 a, Lanes1 b) => FromBits(Bits(a) | Bits(b));
    public static Lanes1 AddBits(Lanes1 a, Lanes1 b) => FromBits(unchecked(Bits(a) + Bits(b)));
    public static Lanes1 ShiftBitsLeft(Lanes1 a, int count) => FromBits(Bits(a) << count);
    public static Lanes1 ShiftBitsRight(Lanes1 a, int count) => FromBits(Bits(a) >> count);
    public static Lanes1 ConvertBitsToFloat(Lanes1 a) => new(Bits(a));

    private static int Bits(Lanes1 a) => BitConverter.SingleToInt32Bits(a.Value);
    private static Lanes1 FromBits(int bits) => new(BitConverter.Int32BitsToSingle(bits));
}
