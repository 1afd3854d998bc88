namespace Nabla.Theory.Claims.DocumentB;

/// <summary>Document B: linear layers, softmax and cross-entropy, residual blocks, two runs, minima and saddles, F-beta.</summary>
internal static class Contents
{
    /// <summary>All claims, by topic.</summary>
    public static IEnumerable<Claim> All =>
    [
        .. LinearLayer.All,
        .. SoftmaxCrossEntropy.All,
        .. ResidualBlock.All,
        .. Experiments.All,
        .. Minima.All,
        .. Saddles.All,
        .. Metrics.All,
        .. PrintedTable.All,
    ];
}
