namespace Nabla.Autograd.Layers;

/// <summary>y = x ∘ mask in training, with a mask of the pass; y = x otherwise.</summary>
/// <remarks>Masks are not random here but given: 0 where an element is dropped and 1/(1 − p) elsewhere.</remarks>
public sealed class Dropout : Layer
{
    /// <inheritdoc/>
    public override Node Forward(Node x, ReadOnlySpan<Node> parameters, Pass pass)
    {
        if (pass.Mode != PassMode.Training || pass.NextMask() is not { } mask)
            return x;
        return mask.Shape == x.Shape
            ? x * x.Tape.Constant(mask)
            : throw new ArgumentException($"Dropout of an input of {x.Shape} got a mask of {mask.Shape}; expected one factor for each element.");
    }
}
