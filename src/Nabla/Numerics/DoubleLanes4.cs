using System.Runtime.Intrinsics;

namespace Nabla.Networks;

/// <summary>Four lanes of double precision: AVX2.</summary>
internal readonly struct DoubleLanes4(Vector256<double> value) : IDoubleLanes<DoubleLanes4>
{
    public readonly Vector256<double> Value = value;

    public static int Count => 4;

    public static DoubleLanes4 Broadcast(double value) => new(Vector256.Create(value));
    public static DoubleLanes4 Load(ref readonly double source) => new(Vector256.LoadUnsafe(in source));
    public static void Store(DoubleLanes4 value, ref double target) => value.Value.StoreUnsafe(ref target);

    public static DoubleLanes4 operator +(DoubleLanes4 a, DoubleLanes4 b) => new(a.Value + b.Value);
    public static DoubleLanes4 operator -(DoubleLanes4 a, DoubleLanes4 b) => new(a.Value - b.Value);
    public static DoubleLanes4 operator *(DoubleLanes4 a, DoubleLanes4 b) => new(a.Value * b.Value);
}
