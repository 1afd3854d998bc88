namespace Nabla.Autograd.Layers;

/// <summary>y = xW + 1b, with W [inputs, outputs] and b [1, outputs].</summary>
/// <param name="inputs">Features that come in.</param>
/// <param name="outputs">Features that go out.</param>
public sealed class Linear(int inputs, int outputs) : Layer
{
    /// <summary>W, then b; zeros at first.</summary>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("weight", ParameterRole.Weight, new Matrix(inputs, outputs)),
        new("bias", ParameterRole.Bias, new Matrix(1, outputs)),
    ];

    /// <inheritdoc/>
    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass) => x.Times(parameters[0]) + parameters[1];
}
