namespace Nabla.Networks;

/// <summary>Records figures of every layer while a split is evaluated: dead units, and the size of values and gradients.</summary>
/// <remarks>Squares are summed in double precision, row by row, so that the result depends on the values only.</remarks>
internal sealed class LayerInspector
{
    private readonly Network _network;
    private readonly List<Seen> _layers = [];

    public LayerInspector(Network network)
    {
        _network = network;
        Add(network.Chain, "layers");
    }

    /// <summary>Clears the figures at the start of a split.</summary>
    public void Begin()
    {
        foreach (var layer in _layers)
            layer.Clear();
    }

    /// <summary>Records a batch, right after its forward pass.</summary>
    public void See(ReadOnlyMatrixView features, Workspace workspace)
    {
        int next = 0;
        See(_network.Chain, features, new WorkspaceMemory(workspace), ref next);
    }

    /// <summary>Returns the figures of the split, with those of the current parameters and gradients.</summary>
    public IReadOnlyList<LayerRecord> Finish() => [.. _layers.Select(layer => layer.ToRecord())];

    private void Add(Chain chain, string path)
    {
        for (int i = 0; i < chain.Count; i++)
        {
            if (chain[i].Chain is { } inner)
                Add(inner, $"{path}.{i}");
            else
                _layers.Add(new($"{path}.{i}", chain[i]));
        }
    }

    private void See<TMemory>(Chain chain, ReadOnlyMatrixView input, TMemory memory, ref int next)
        where TMemory : IChainMemory, allows ref struct
    {
        int rows = input.Rows;
        for (int i = 0; i < chain.Count; i++)
        {
            var output = memory.Output(i, rows);
            if (chain[i].Chain is { } inner)
                SeeBlock(inner, input, memory.Cache(i, rows), ref next);
            else
                _layers[next++].See(input, output);
            input = output;
        }
    }

    private void SeeBlock(Chain chain, ReadOnlyMatrixView input, ReadOnlySpan<float> cache, ref int next) =>
        See(chain, input, new PackedResults(chain, input.Rows, cache, stackalloc int[chain.Count]), ref next);

    private sealed class Seen(string path, Layer layer)
    {
        private readonly bool[]? _alive = layer is ElementwiseLayer and not Identity ? new bool[layer.Inputs] : null;
        private double _squares;
        private long _count;

        public void Clear()
        {
            (_squares, _count) = (0, 0);
            if (_alive is not null)
                Array.Clear(_alive);
        }

        public void See(ReadOnlyMatrixView input, ReadOnlyMatrixView output)
        {
            for (int row = 0; row < output.Rows; row++)
            {
                _squares += SquareSum(output.Row(row));
                if (_alive is null)
                    continue;
                var values = input.Row(row);
                for (int j = 0; j < values.Length; j++)
                    _alive[j] |= values[j] > 0;
            }

            _count += (long)output.Rows * output.Columns;
        }

        public LayerRecord ToRecord()
        {
            bool trains = layer.Parameters.Count > 0;
            return new(
                path, layer.Kind, layer.Outputs,
                _alive is null ? null : (double)_alive.Count(alive => !alive) / _alive.Length,
                _count == 0 ? 0 : Math.Sqrt(_squares / _count),
                trains ? Math.Sqrt(layer.Parameters.Sum(parameter => SquareSum(parameter.Gradient.Data))) : null,
                trains ? Math.Sqrt(layer.Parameters.Sum(parameter => SquareSum(parameter.Value.Data))) : null);
        }

        private static double SquareSum(ReadOnlySpan<float> values)
        {
            double sum = 0;
            foreach (float value in values)
                sum += (double)value * value;
            return sum;
        }
    }
}
