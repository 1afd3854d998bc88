namespace Nabla.Theory.Oracles;

/// <summary>A dual number v + d·ε with ε² = 0: computing with it carries one directional derivative along, exactly.</summary>
/// <remarks>
/// Forward mode, one coordinate at a time: the second oracle for gradients, which shares no code with any backward pass. A plain number is a
/// dual number with derivative 0, so a definition is written once and serves for values, differences and derivatives.
/// </remarks>
internal readonly record struct Dual(double Value, double Derivative = 0)
{
    public static implicit operator Dual(double value) => new(value);

    public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Derivative + b.Derivative);

    public static Dual operator -(Dual a, Dual b) => new(a.Value - b.Value, a.Derivative - b.Derivative);

    public static Dual operator -(Dual a) => new(-a.Value, -a.Derivative);

    public static Dual operator *(Dual a, Dual b) => new(a.Value * b.Value, (a.Derivative * b.Value) + (a.Value * b.Derivative));

    public static Dual operator /(Dual a, Dual b) => new(a.Value / b.Value, (a.Derivative - (a.Value / b.Value * b.Derivative)) / b.Value);

    public static bool operator >(Dual a, Dual b) => a.Value > b.Value;

    public static bool operator <(Dual a, Dual b) => a.Value < b.Value;

    public static bool operator >=(Dual a, Dual b) => a.Value >= b.Value;

    public static bool operator <=(Dual a, Dual b) => a.Value <= b.Value;

    public static Dual Exp(Dual a) => new(Math.Exp(a.Value), Math.Exp(a.Value) * a.Derivative);

    public static Dual Log(Dual a) => new(Math.Log(a.Value), a.Derivative / a.Value);

    public static Dual Sqrt(Dual a) => new(Math.Sqrt(a.Value), a.Derivative / (2 * Math.Sqrt(a.Value)));

    /// <summary>tanh by its exponentials: (e^a − e^−a)/(e^a + e^−a), so that its derivative is not the identity that a claim states.</summary>
    public static Dual Tanh(Dual a) => a.Value > 0 ? (1 - Exp(-2 * a)) / (1 + Exp(-2 * a)) : (Exp(2 * a) - 1) / (Exp(2 * a) + 1);

    /// <summary>The larger; the first of equals.</summary>
    public static Dual Max(Dual a, Dual b) => b.Value > a.Value ? b : a;

    /// <summary>|a|, with derivative 0 at 0.</summary>
    public static Dual Abs(Dual a) => new(Math.Abs(a.Value), Math.Sign(a.Value) * a.Derivative);

    /// <summary>The sum of numbers, first to last.</summary>
    public static Dual Sum(IEnumerable<Dual> terms)
    {
        Dual sum = 0;
        foreach (var term in terms)
            sum += term;
        return sum;
    }
}
