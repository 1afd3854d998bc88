namespace Nabla.Numerics;

/// <summary>Exponential, logarithm and hyperbolic tangent from IEEE additions, multiplications and fused multiply-adds: the same bits on every machine.</summary>
internal static class Elementary
{
    public static float Exp(float x) => Exp(new Lanes1(x)).Value;
    public static float Expm1(float x) => Expm1(new Lanes1(x)).Value;
    public static float Log(float x) => Log(new Lanes1(x)).Value;
    public static float Log1p(float x) => Log1p(new Lanes1(x)).Value;
    public static float Tanh(float x) => Tanh(new Lanes1(x)).Value;

    public static TLanes Exp<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => throw new NotSupportedException();
    public static TLanes Expm1<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => throw new NotSupportedException();
    public static TLanes Log<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => throw new NotSupportedException();
    public static TLanes Log1p<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => throw new NotSupportedException();
    public static TLanes Tanh<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => throw new NotSupportedException();
}
