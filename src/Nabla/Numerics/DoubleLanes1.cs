namespace Nabla.Networks;

/// <summary>One lane: plain doubles. The specification that the wider types equal bit for bit.</summary>
internal readonly struct DoubleLanes1(double value) : IDoubleLanes<DoubleLanes1>
{
    public double Value { get; } = value;

    public static int Count => 1;

    public static DoubleLanes1 Broadcast(double value) => new(value);
    public static DoubleLanes1 Load(ref readonly double source) => new(source);
    public static void Store(DoubleLanes1 value, ref double target) => target = value.Value;

    public static DoubleLanes1 operator +(DoubleLanes1 a, DoubleLanes1 b) => new(a.Value + b.Value);
    public static DoubleLanes1 operator -(DoubleLanes1 a, DoubleLanes1 b) => new(a.Value - b.Value);
    public static DoubleLanes1 operator *(DoubleLanes1 a, DoubleLanes1 b) => new(a.Value * b.Value);
}
