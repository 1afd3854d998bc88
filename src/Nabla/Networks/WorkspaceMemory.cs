namespace Nabla.Networks;

/// <summary>Presents a workspace as the memory of a network's chain. A struct, so that the loop over the layers is compiled for it specifically.</summary>
internal readonly struct WorkspaceMemory(Workspace workspace) : IForwardMemory, IBackwardMemory
{
    public MatrixView Gradient(int layer, int rows) => workspace.Gradient(layer, rows);

    public Span<float> Scratch(int layer, int rows) => workspace.Scratch(layer, rows);

    MatrixView IForwardMemory.Output(int layer, int rows) => workspace.Output(layer, rows);

    Span<float> IForwardMemory.Cache(int layer, int rows) => workspace.Cache(layer, rows);

    ReadOnlyMatrixView IChainMemory.Output(int layer, int rows) => workspace.Output(layer, rows);

    ReadOnlySpan<float> IChainMemory.Cache(int layer, int rows) => workspace.Cache(layer, rows);
}
