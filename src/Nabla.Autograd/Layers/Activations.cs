namespace Nabla.Autograd.Layers;

/// <summary>y = x where x &gt; 0, α (eˣ − 1) elsewhere. The exponential is never evaluated at positive numbers, so it cannot overflow.</summary>
/// <param name="alpha">α. Default 1.</param>
public sealed class Elu(double alpha = 1) : Layer
{
    /// <inheritdoc/>
    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass)
    {
        Node positive = x.GreaterThan(0);
        return positive.Choose(x, alpha * (positive.Choose(0, x).Exp() - 1));
    }
}

/// <summary>y = x where x &gt; 0, 0 elsewhere; the derivative at 0 is 0. NaN propagates.</summary>
public sealed class Relu : Layer
{
    /// <inheritdoc/>
    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass) =>
        x.Tape.Constant(0).GreaterThan(x).Choose(0, x.EqualTo(x.Tape.Constant(0)).Choose(0, x));
}

/// <summary>y = x where x &gt; 0, αx elsewhere; the derivative at 0 is α.</summary>
/// <param name="slope">α. Default 0.01.</param>
public sealed class LeakyRelu(double slope = 0.01) : Layer
{
    /// <inheritdoc/>
    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass) => x.GreaterThan(0).Choose(x, slope * x);
}

/// <summary>y = 1/(1 + e⁻ˣ), computed as eˣ⁻ᵐ/(eˣ⁻ᵐ + e⁻ᵐ) with the constant m = max(x, 0), so that neither it nor a derivative overflows.</summary>
public sealed class Sigmoid : Layer
{
    /// <inheritdoc/>
    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass)
    {
        Node m = x.Detach().Maximum(0), e = (x - m).Exp();
        return e / (e + (-m).Exp());
    }
}

/// <summary>y = (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ), both exponentials divided by the constant e^|x|.</summary>
public sealed class Tanh : Layer
{
    /// <inheritdoc/>
    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass)
    {
        Node m = x.Detach().Abs(), up = (x - m).Exp(), down = (-x - m).Exp();
        return (up - down) / (up + down);
    }
}

/// <summary>y = ln(1 + eˣ), computed as m + ln(eˣ⁻ᵐ + e⁻ᵐ) with the constant m = max(x, 0).</summary>
public sealed class Softplus : Layer
{
    /// <inheritdoc/>
    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass)
    {
        Node m = x.Detach().Maximum(0);
        return m + ((x - m).Exp() + (-m).Exp()).Log();
    }
}

/// <summary>y = x.</summary>
public sealed class Identity : Layer
{
    /// <inheritdoc/>
    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass) => x;
}

/// <summary>Converts each row to probabilities: y[n,j] = exp(x[n,j]) / Σₖ exp(x[n,k]), after subtracting the row's maximum.</summary>
public sealed class Softmax : Layer
{
    /// <inheritdoc/>
    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass) => (x - x.LogSumExp(Axis.Columns)).Exp();
}
