using Nabla.Autograd;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Returns the masks that a network's dropout layers draw in a step, as matrices for the autograd engine.</summary>
/// <remarks>Runs the layers themselves on a batch of ones: the output is the mask.</remarks>
internal sealed class DropoutMasks
{
    private readonly Processor _processor;
    private readonly List<(Dropout Layer, RandomKey Key)> _layers = [];

    public DropoutMasks(Network network, RandomKey key, Processor processor)
    {
        _processor = processor;
        Find(network.Layers, key);
    }

    /// <summary>Returns a mask for each dropout layer, in the order of the pass; null if there is no such layer.</summary>
    /// <param name="step">The step, counted from 1 over the run.</param>
    /// <param name="rows">The number of rows of the batch.</param>
    public IReadOnlyList<Matrix>? Draw(long step, int rows) =>
        _layers.Count == 0 ? null : [.. _layers.Select(found => Draw(found.Layer, new(_processor, PassMode.Training, step, found.Key), rows))];

    private static Matrix Draw(Dropout layer, Pass pass, int rows)
    {
        float[] ones = new float[rows * layer.Inputs], mask = new float[rows * layer.Inputs];
        Array.Fill(ones, 1);
        layer.Forward(in pass, new MatrixView(ones, rows, layer.Inputs), new MatrixView(mask, rows, layer.Inputs), new float[layer.CacheLength(rows)]);
        return Matrix.FromSingle(rows, layer.Inputs, mask);
    }

    /// <summary>Finds the layers; each layer's key is its block's key folded with its position, as in networks and blocks.</summary>
    private void Find(IReadOnlyList<Layer> layers, RandomKey key)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i] is Dropout dropout)
                _layers.Add((dropout, key.Fold((ulong)i)));
            else
                Find(layers[i].Layers, key.Fold((ulong)i));
        }
    }
}
