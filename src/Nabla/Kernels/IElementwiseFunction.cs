namespace Nabla.Networks;

/// <summary>A function of one variable and its derivative, written once for every vector width.</summary>
internal interface IElementwiseFunction
{
    /// <summary>Computes y = f(x).</summary>
    TLanes Value<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>Computes f′(x), given also y = f(x), from which it is often cheaper.</summary>
    TLanes Derivative<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes>;
}
