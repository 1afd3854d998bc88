using Nabla.Networks;

namespace Nabla.Tests.Layers;

/// <summary>One layer outside any network, with what its passes need; rows are counted from the numbers that come in.</summary>
internal sealed class LayerRun(Layer layer, Processor processor, PassMode mode = PassMode.Training, long step = 1, RandomKey key = default)
{
    private readonly Pass _pass = new(processor, mode, step, key);
    private float[] _x = [];
    private float[] _y = [];

    public float[] Cache { get; private set; } = [];

    private int Rows => _x.Length / layer.Inputs;

    public float[] Forward(params float[] x)
    {
        _x = x;
        _y = new float[Rows * layer.Outputs];
        Cache = new float[layer.CacheLength(Rows)];
        layer.Forward(_pass, new MatrixView(x, Rows, layer.Inputs), new(_y, Rows, layer.Outputs), Cache);
        return _y;
    }

    public float[] Backward(params float[] dy)
    {
        float[] dx = new float[_x.Length], scratch = new float[layer.ScratchLength(Rows)];
        layer.Backward(
            _pass, new MatrixView(_x, Rows, layer.Inputs), new MatrixView(_y, Rows, layer.Outputs), Cache,
            new MatrixView(dy, Rows, layer.Outputs), new(dx, Rows, layer.Inputs), scratch);
        return dx;
    }

    public void UpdateStatistics() => layer.UpdateStatistics(_pass, Rows, Cache);
}
