using Nabla.Autograd;
using Nabla.Autograd.Layers;

namespace Samples;

// sample: the same layer on the autograd engine
internal sealed class AutogradPRelu(int width) : Layer
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [new("slope", ParameterRole.Scale, new Matrix(1, width))];

    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass) => x.GreaterThan(0).Choose(x, parameters[0] * x);
}
// end
