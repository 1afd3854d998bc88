namespace Nabla.Networks;

/// <summary>A workspace as the memory of a network's chain. A struct, so that the walk is compiled for it alone.</summary>
internal readonly struct WorkspaceMemory(Workspace workspace) : IForwardMemory, IBackwardMemory
{
    public MatrixView Gradient(int layer, int rows) => workspace.Gradient(layer, rows);

    public Span<float> Scratch(int layer, int rows) => workspace.Scratch(layer, rows);

    MatrixView IForwardMemory.Output(int layer, int rows) => workspace.Output(layer, rows);

    Span<float> IForwardMemory.Cache(int layer, int rows) => workspace.Cache(layer, rows);

    ReadOnlyMatrixView IChainMemory.Output(int layer, int rows) => workspace.Output(layer, rows);

    ReadOnlySpan<float> IChainMemory.Cache(int layer, int rows) => workspace.Cache(layer, rows);
}
