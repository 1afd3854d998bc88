namespace Nabla.Autograd.Layers;

/// <summary>y = γ ∘ (x − m)(Σ + ε1)^(−½) + β, with the mean m and the covariance Σ of the batch (divided by B).</summary>
/// <remarks>
/// The root is the symmetric one. At inference the running mean and covariance replace the batch's. They are updated with weight q:
/// mean ← (1 − q) mean + q m, covariance ← (1 − q) covariance + q Σ B/(B − 1).
/// </remarks>
/// <param name="width">The number of features.</param>
/// <param name="epsilon">ε, above 0. Default 1e-3.</param>
/// <param name="momentum">q. Default 0.1.</param>
public sealed class WhiteningBatchNorm(int width, double epsilon = 1e-3, double momentum = 0.1) : Layer
{
    /// <summary>Gets γ, initially ones, and β, initially zeros, in this order.</summary>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("gamma", ParameterRole.Scale, Matrix.Filled(1, width, 1)),
        new("beta", ParameterRole.Shift, new Matrix(1, width)),
    ];

    /// <summary>Gets the running mean, initially zeros, and the running covariance, initially the identity, in this order.</summary>
    public override IReadOnlyList<Parameter> Statistics { get; } =
    [
        new("runningMean", ParameterRole.Statistic, new Matrix(1, width)),
        new("runningCovariance", ParameterRole.Statistic, Matrix.Identity(width)),
    ];

    /// <inheritdoc/>
    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass)
    {
        Node centred, covariance;
        if (pass.Mode == PassMode.Inference)
        {
            (centred, covariance) = (x - x.Tape.Constant(Statistics[0].Value), x.Tape.Constant(Statistics[1].Value));
        }
        else
        {
            Node mean = x.Mean(Axis.Rows);
            centred = x - mean;
            covariance = centred.TransposedTimes(centred) / x.Rows;
            if (pass.Mode == PassMode.Training)
            {
                pass.Fold(Statistics[0], mean, momentum);
                pass.Fold(Statistics[1], covariance, momentum, factor: x.Rows == 1 ? 1 : x.Rows / (x.Rows - 1.0));
            }
        }

        Node root = (covariance + x.Tape.Constant(Diagonal(width, epsilon))).InverseSquareRoot();
        return (parameters[0] * centred.Times(root)) + parameters[1];
    }

    private static Matrix Diagonal(int size, double value)
    {
        var matrix = new Matrix(size, size);
        for (int i = 0; i < size; i++)
            matrix[i, i] = value;
        return matrix;
    }
}
