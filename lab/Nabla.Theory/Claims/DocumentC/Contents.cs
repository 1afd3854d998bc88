namespace Nabla.Theory.Claims.DocumentC;

/// <summary>Document C: identities of activations and softmax, the gradients of a network with one hidden layer, parameter counts and depth.</summary>
internal static class Contents
{
    /// <summary>All claims, by topic.</summary>
    public static IEnumerable<Claim> All =>
    [
        .. Activations.All,
        .. Signs.All,
        .. SoftmaxJacobian.All,
        .. ForwardPass.All,
        .. Risk.All,
        .. OutputLayer.All,
        .. HiddenLayer.All,
        .. ElasticNet.All,
        .. ParameterCounts.All,
        .. Depth.All,
        .. Runs.All,
    ];
}
