namespace Nabla.Networks;

/// <summary>The loss of a single element and its derivative, written once for every vector width.</summary>
internal interface IElementwiseLoss
{
    /// <summary>Computes l(x, t), at least 0.</summary>
    TLanes Value<TLanes>(TLanes x, TLanes t)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>Computes ∂l/∂x.</summary>
    TLanes Derivative<TLanes>(TLanes x, TLanes t)
        where TLanes : struct, ILanes<TLanes>;
}
