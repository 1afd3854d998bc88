namespace Nabla.Autograd.Layers;

/// <summary>A function with parameters, written in primitives: no layer knows its own derivative.</summary>
/// <remarks>Rows of x are samples. Names, orders and conventions of parameters are those of Nabla's layers of the same name.</remarks>
public abstract class Layer
{
    /// <summary>What is trained, in order.</summary>
    public virtual IReadOnlyList<Parameter> Parameters => [];

    /// <summary>What is kept beside: running statistics, in order.</summary>
    public virtual IReadOnlyList<Parameter> Statistics => [];

    /// <summary>y from x.</summary>
    /// <param name="x">The input, [samples, features].</param>
    /// <param name="parameters">Nodes that stand for <see cref="Parameters"/>, in their order and shapes.</param>
    /// <param name="pass">What the pass is for, and the masks of its dropout.</param>
    public abstract Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass);

    /// <summary>y from x, as in training.</summary>
    /// <param name="x">The input, [samples, features].</param>
    /// <param name="parameters">Nodes that stand for <see cref="Parameters"/>, in their order and shapes.</param>
    public Node Forward(Node x, params ReadOnlySpan<Node> parameters) => Forward(x, parameters, new Pass(PassMode.Training));
}
