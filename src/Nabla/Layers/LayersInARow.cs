using Nabla.Numerics;

namespace Nabla.Layers;

/// <summary>Layers of which each takes what the one before it puts out.</summary>
internal static class LayersInARow
{
    /// <summary>Refuses neighbours that do not fit.</summary>
    /// <param name="layers">The layers, first to last.</param>
    /// <param name="owner">Whose they are, with what stands behind it in the message: "Residual: ". Default nobody's.</param>
    /// <exception cref="ShapeException">One puts out another number of features than the next takes in.</exception>
    public static void RequireFit(IReadOnlyList<Layer> layers, string owner = "")
    {
        for (int i = 1; i < layers.Count; i++)
        {
            if (layers[i - 1].Outputs != layers[i].Inputs)
            {
                throw new ShapeException(
                    $"{owner}layers[{i}] {layers[i]} cannot follow layers[{i - 1}] {layers[i - 1]}: {layers[i - 1].Outputs} outputs meet {layers[i].Inputs} inputs.");
            }
        }
    }
}
