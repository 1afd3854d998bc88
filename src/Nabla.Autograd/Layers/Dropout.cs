namespace Nabla.Autograd.Layers;

/// <summary>y = x ∘ mask in training, with the mask that the pass was given; y = x otherwise.</summary>
/// <remarks>Nothing is drawn here: a mask holds 0 where an element is dropped and 1/(1 − p) elsewhere, and comes from outside.</remarks>
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
