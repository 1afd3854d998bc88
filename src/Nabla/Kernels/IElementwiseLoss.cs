namespace Nabla.Networks;

/// <summary>How far one number is from its target, and the derivative of that, written once for every vector width.</summary>
internal interface IElementwiseLoss
{
    /// <summary>l(x, t), at least 0.</summary>
    TLanes Value<TLanes>(TLanes x, TLanes t)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>∂l/∂x.</summary>
    TLanes Derivative<TLanes>(TLanes x, TLanes t)
        where TLanes : struct, ILanes<TLanes>;
}
