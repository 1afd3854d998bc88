namespace Nabla.Theory.Claims.DocumentA;

/// <summary>Document A: gradients of a network's modules, saddle points, batch normalisation and dead neurons.</summary>
internal static class Contents
{
    /// <summary>All claims, by topic.</summary>
    public static IEnumerable<Claim> All =>
    [
        .. LinearLayer.All,
        .. Softmax.All,
        .. Runs.All,
        .. Minima.All,
        .. SignsOfEigenvalues.All,
        .. Descent.All,
        .. BatchNormalization.All,
        .. Statistics.All,
        .. NormalizedNeurons.All,
        .. DeadNeurons.All,
    ];
}
