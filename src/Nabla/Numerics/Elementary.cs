namespace Nabla.Networks;

/// <summary>Exponential, logarithm and hyperbolic tangent with basic IEEE operations only: bit-identical on every machine.</summary>
/// <remarks>
/// Each formula is written once, over lanes, without branches: the result of a lane does not depend on the other lanes or on their number.
/// The largest errors over all floats, in units in the last place: <see cref="Exp(float)"/> 0.765, <see cref="Expm1(float)"/> 1.047,
/// <see cref="Log(float)"/> 0.856, <see cref="Log1p(float)"/> 1.123, <see cref="Tanh(float)"/> 1.281. All five are non-decreasing.
/// </remarks>
internal static partial class Elementary
{
    /// <summary>ln 2 to 15 bits, so that its product with an integer of up to 9 bits is exact.</summary>
    private const float Ln2High = 0.693145752f;

    /// <summary>ln 2 − <see cref="Ln2High"/>.</summary>
    private const float Ln2Low = 1.42860677e-6f;

    /// <summary>Up to this magnitude, x is the float nearest to e^x − 1 and to ln(1 + x).</summary>
    private const float Tiny = 1f / (1 << 25);

    public static float Exp(float x) => Exp(new Lanes1(x)).Value;
    public static float Expm1(float x) => Expm1(new Lanes1(x)).Value;
    public static float Log(float x) => Log(new Lanes1(x)).Value;
    public static float Log1p(float x) => Log1p(new Lanes1(x)).Value;
    public static float Tanh(float x) => Tanh(new Lanes1(x)).Value;

    private static TLanes Absolute<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes> => TLanes.BitwiseAnd(x, TLanes.Broadcast(BitConverter.Int32BitsToSingle(int.MaxValue)));
}
