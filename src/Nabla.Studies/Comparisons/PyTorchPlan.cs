using System.Text.Json.Serialization;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The JSON part of a request to PyTorch: <c>plan.json</c>. Arrays are in binary files next to it.</summary>
internal sealed record PyTorchPlan(
    IReadOnlyList<PyTorchLayer> Layers, Recipe Recipe, int Features, int Classes, IReadOnlyList<int> BatchSizes, IReadOnlyList<double> Rates, int Threads)
{
    public static PyTorchPlan Of(Recipe recipe, Network network, TrainingPlan plan, int threads) => new(
        [.. network.Layers.Select(PyTorchLayer.Of)], Rounded(recipe), network.Inputs, network.Outputs,
        [.. plan.Batches.Select(batch => batch.Length)], [.. plan.Rates.Select(rate => (double)rate)], threads);

    /// <summary>Rounds the settings that the library uses in single precision, so that PyTorch in double precision uses the same: 0.1 becomes 0.10000000149.</summary>
    private static Recipe Rounded(Recipe recipe) => recipe with
    {
        Momentum = (float)recipe.Momentum,
        LabelSmoothing = (float)recipe.LabelSmoothing,
        ClassWeights = [.. recipe.ClassWeights.Select(weight => (double)(float)weight)],
    };
}

/// <summary>One layer of the request.</summary>
internal sealed record PyTorchLayer(
    string Kind, int Inputs, int Outputs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PyTorchLayer>? Layers)
{
    public static PyTorchLayer Of(Layer layer) => new(layer.Kind, layer.Inputs, layer.Outputs, layer.Layers.Count > 0 ? [.. layer.Layers.Select(Of)] : null);
}

/// <summary>The JSON part of PyTorch's response: <c>answer.json</c>. The gradients are in files next to it.</summary>
internal sealed record PyTorchAnswer(IReadOnlyList<double> Losses, double? TestAccuracy, double Seconds);
