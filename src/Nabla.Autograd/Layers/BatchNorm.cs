namespace Nabla.Autograd.Layers;

/// <summary>y = γ (x − m)/√(v + ε) + β, with each feature's mean m and variance v over the batch (divided by B).</summary>
/// <remarks>
/// At inference the running mean and variance replace m and v. They are updated with weight q: mean ← (1 − q) mean + q m,
/// variance ← (1 − q) variance + q v B/(B − 1).
/// </remarks>
/// <param name="width">The number of features.</param>
/// <param name="epsilon">ε. Default 1e-5.</param>
/// <param name="momentum">q. Default 0.1.</param>
public sealed class BatchNorm(int width, double epsilon = 1e-5, double momentum = 0.1) : Layer
{
    /// <summary>Gets γ, initially ones, and β, initially zeros, in this order.</summary>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("gamma", ParameterRole.Scale, Matrix.Filled(1, width, 1)),
        new("beta", ParameterRole.Shift, new Matrix(1, width)),
    ];

    /// <summary>Gets the running mean, initially zeros, and the running variance, initially ones, in this order.</summary>
    public override IReadOnlyList<Parameter> Statistics { get; } =
    [
        new("runningMean", ParameterRole.Statistic, new Matrix(1, width)),
        new("runningVariance", ParameterRole.Statistic, Matrix.Filled(1, width, 1)),
    ];

    /// <inheritdoc/>
    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass)
    {
        Node mean, variance;
        if (pass.Mode == PassMode.Inference)
        {
            (mean, variance) = (x.Tape.Constant(Statistics[0].Value), x.Tape.Constant(Statistics[1].Value));
        }
        else
        {
            mean = x.Mean(Axis.Rows);
            variance = (x - mean).Squared().Mean(Axis.Rows);
        }

        if (pass.Mode == PassMode.Training)
        {
            pass.Fold(Statistics[0], mean, momentum);
            pass.Fold(Statistics[1], variance, momentum, factor: x.Rows == 1 ? 1 : x.Rows / (x.Rows - 1.0));
        }

        return (parameters[0] * ((x - mean) / (variance + epsilon).Sqrt())) + parameters[1];
    }
}
