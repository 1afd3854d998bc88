using System.Runtime.Intrinsics;

namespace Nabla.Networks;

/// <summary>Two lanes of double precision: AdvSimd or SSE2.</summary>
internal readonly struct DoubleLanes2(Vector128<double> value) : IDoubleLanes<DoubleLanes2>
{
    public readonly Vector128<double> Value = value;

    public static int Count => 2;

    public static DoubleLanes2 Broadcast(double value) => new(Vector128.Create(value));
    public static DoubleLanes2 Load(ref readonly double source) => new(Vector128.LoadUnsafe(in source));
    public static void Store(DoubleLanes2 value, ref double target) => value.Value.StoreUnsafe(ref target);

    public static DoubleLanes2 operator +(DoubleLanes2 a, DoubleLanes2 b) => new(a.Value + b.Value);
    public static DoubleLanes2 operator -(DoubleLanes2 a, DoubleLanes2 b) => new(a.Value - b.Value);
    public static DoubleLanes2 operator *(DoubleLanes2 a, DoubleLanes2 b) => new(a.Value * b.Value);
}
