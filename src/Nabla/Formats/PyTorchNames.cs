namespace Nabla.Networks;

/// <summary>Converts parameter names to those of an nn.Sequential with one module per layer of a network.</summary>
/// <remarks>
/// <code>
/// layers.0.weight              0.weight
/// layers.1.gamma               1.weight
/// layers.1.beta                1.bias
/// layers.1.runningMean         1.running_mean
/// layers.1.runningVariance     1.running_var
/// layers.4.0.weight            4.0.weight              in a residual block
///                              1.num_batches_tracked   of a BatchNorm: an integer, which Nabla does not have; written as 0
/// </code>
/// </remarks>
internal static class PyTorchNames
{
    private const string Prefix = "layers.";

    /// <summary>Returns PyTorch's name of a parameter.</summary>
    /// <param name="name">The name in the network: "layers.0.weight".</param>
    public static string Of(string name)
    {
        int end = name.LastIndexOf('.') + 1;
        return name[Prefix.Length..end] + name[end..] switch
        {
            "gamma" => "weight",
            "beta" => "bias",
            "runningMean" => "running_mean",
            "runningVariance" => "running_var",
            "runningCovariance" => "running_covariance",
            var same => same,
        };
    }

    /// <summary>Returns the names of the batch counters of batch normalisations.</summary>
    /// <param name="layers">The layers of a network.</param>
    public static IEnumerable<string> Counters(IReadOnlyList<Layer> layers) => Counters(layers, "");

    private static IEnumerable<string> Counters(IReadOnlyList<Layer> layers, string prefix) =>
        layers.SelectMany((layer, i) => layer is BatchNorm ? [$"{prefix}{i}.num_batches_tracked"] : Counters(layer.Layers, $"{prefix}{i}."));
}
