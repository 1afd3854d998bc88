namespace Nabla.Autograd.Layers;

/// <summary>The base class of layers: a function with parameters, written in primitives, which provide its derivative.</summary>
/// <remarks>Rows of x are samples. Names, orders and conventions of parameters are those of Nabla's layers of the same name.</remarks>
public abstract class Layer
{
    /// <summary>Gets the trainable parameters, in order.</summary>
    public virtual IReadOnlyList<Parameter> Parameters => [];

    /// <summary>Gets the running statistics, in order.</summary>
    public virtual IReadOnlyList<Parameter> Statistics => [];

    /// <summary>Computes y from x.</summary>
    /// <param name="x">The input, [samples, features].</param>
    /// <param name="parameters">Nodes in place of <see cref="Parameters"/>, in the same order and shapes.</param>
    /// <param name="pass">The purpose of the pass, and its dropout masks.</param>
    public abstract Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass);

    /// <summary>Computes y from x in training mode.</summary>
    /// <param name="x">The input, [samples, features].</param>
    /// <param name="parameters">Nodes in place of <see cref="Parameters"/>, in the same order and shapes.</param>
    public Node Forward(Node x, params ReadOnlySpan<Node> parameters) => Forward(x, parameters, new Pass(PassMode.Training));
}
