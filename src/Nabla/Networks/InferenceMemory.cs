namespace Nabla.Networks;

/// <summary>Presents an inference workspace as the memory of a network's chain. A struct, so that the loop over the layers is compiled for it specifically.</summary>
internal readonly struct InferenceMemory(InferenceWorkspace workspace) : IForwardMemory
{
    public MatrixView Output(int layer, int rows) => workspace.Output(layer, rows);

    public Span<float> Cache(int layer, int rows) => workspace.Cache(layer, rows);
}
