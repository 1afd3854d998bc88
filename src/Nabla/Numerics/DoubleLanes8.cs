using System.Runtime.Intrinsics;

namespace Nabla.Networks;

/// <summary>Eight lanes of double precision: AVX-512.</summary>
internal readonly struct DoubleLanes8(Vector512<double> value) : IDoubleLanes<DoubleLanes8>
{
    public readonly Vector512<double> Value = value;

    public static int Count => 8;

    public static DoubleLanes8 Broadcast(double value) => new(Vector512.Create(value));
    public static DoubleLanes8 Load(ref readonly double source) => new(Vector512.LoadUnsafe(in source));
    public static void Store(DoubleLanes8 value, ref double target) => value.Value.StoreUnsafe(ref target);

    public static DoubleLanes8 operator +(DoubleLanes8 a, DoubleLanes8 b) => new(a.Value + b.Value);
    public static DoubleLanes8 operator -(DoubleLanes8 a, DoubleLanes8 b) => new(a.Value - b.Value);
    public static DoubleLanes8 operator *(DoubleLanes8 a, DoubleLanes8 b) => new(a.Value * b.Value);
}
