namespace Nabla.Networks;

/// <summary>The base class of layers that apply a function to every element, such as activations.</summary>
/// <remarks>
/// <code>
/// forward    y = f(x)
/// backward   dx = dy ∘ f′(x)
/// </code>
/// The function and its derivative are in the layer's own file. f may differ from column to column, and have parameters: list them in
/// <see cref="Layer.Parameters"/> and override <see cref="AddParameterGradients"/>.
/// </remarks>
public abstract class ElementwiseLayer : Layer
{
    /// <summary>Initializes a layer.</summary>
    /// <param name="width">The number of input and output features; at least 1.</param>
    protected ElementwiseLayer(int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        Inputs = width;
    }

    /// <summary>Creates an activation with its default settings.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="width">The number of input and output features; at least 1.</param>
    public static ElementwiseLayer Create(Activation activation, int width) => activation switch
    {
        Activation.Elu => new Elu(width),
        Activation.Relu => new Relu(width),
        Activation.LeakyRelu => new LeakyRelu(width),
        Activation.Sigmoid => new Sigmoid(width),
        Activation.Tanh => new Tanh(width),
        Activation.Softplus => new Softplus(width),
        Activation.Identity => new Identity(width),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation."),
    };

    /// <inheritdoc/>
    public sealed override int Inputs { get; }

    /// <inheritdoc/>
    public sealed override int Outputs => Inputs;

    /// <inheritdoc/>
    protected sealed override void ForwardCore(in Pass pass, ReadOnlyMatrixView x, MatrixView y, Span<float> cache) => Apply(in pass, x, y);

    /// <inheritdoc/>
    protected sealed override void BackwardCore(
        in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlySpan<float> cache, ReadOnlyMatrixView dy, MatrixView dx, Span<float> scratch)
    {
        AddParameterGradients(in pass, x, y, dy);
        if (!dx.IsEmpty)
            ApplyDerivative(in pass, x, y, dy, dx);
    }

    /// <summary>Computes y = f(x).</summary>
    /// <param name="pass">The context of the pass.</param>
    /// <param name="x">The input, [rows, width].</param>
    /// <param name="y">Receives the output, [rows, width].</param>
    protected abstract void Apply(in Pass pass, ReadOnlyMatrixView x, MatrixView y);

    /// <summary>Computes dx = dy ∘ f′(x). Not called if the input gradient is not required.</summary>
    /// <param name="pass">The pass given to <see cref="Apply"/>.</param>
    /// <param name="x">The input given to <see cref="Apply"/>.</param>
    /// <param name="y">The output of <see cref="Apply"/>.</param>
    /// <param name="dy">The gradient of the output, [rows, width].</param>
    /// <param name="dx">Receives the gradient of the input, [rows, width].</param>
    protected abstract void ApplyDerivative(in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlyMatrixView dy, MatrixView dx);

    /// <summary>Adds to <see cref="Parameter.Gradient"/> of each parameter of f. The default implementation does nothing, since most functions have no parameters.</summary>
    /// <param name="pass">The pass given to <see cref="Apply"/>.</param>
    /// <param name="x">The input given to <see cref="Apply"/>.</param>
    /// <param name="y">The output of <see cref="Apply"/>.</param>
    /// <param name="dy">The gradient of the output, [rows, width].</param>
    protected virtual void AddParameterGradients(in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlyMatrixView dy)
    {
    }
}
