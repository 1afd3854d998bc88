namespace Nabla.Autograd.Layers;

/// <summary>y = xW + 1b, with W [inputs, outputs] and b [1, outputs].</summary>
/// <param name="inputs">The number of input features.</param>
/// <param name="outputs">The number of output features.</param>
public sealed class Linear(int inputs, int outputs) : Layer
{
    /// <summary>Gets W and b, in this order; initially zeros.</summary>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("weight", ParameterRole.Weight, new Matrix(inputs, outputs)),
        new("bias", ParameterRole.Bias, new Matrix(1, outputs)),
    ];

    /// <inheritdoc/>
    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass) => x.Times(parameters[0]) + parameters[1];
}
