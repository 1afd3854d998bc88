using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Optimizers;

/// <summary>A loss with its gradient, given as a function of the flat arrays.</summary>
internal sealed class FunctionObjective(ParameterStore parameters, FunctionObjective.Function function) : IObjective
{
    public delegate double Function(ReadOnlySpan<float> values, Span<float> gradients);

    public double Evaluate() => function(parameters.Values, parameters.Gradients);
}

/// <summary>A small network and 150 rows of 4 columns in 3 classes, all in one batch.</summary>
internal sealed class ClassificationObjective : IObjective
{
    private const int Rows = 150, Columns = 4, Classes = 3;

    private readonly Network _network = new(new Linear(Columns, 8), new Tanh(8), new Linear(8, Classes));
    private readonly float[] _x = new float[Rows * Columns];
    private readonly float[] _losses = new float[Rows];
    private readonly int[] _labels = Some.Labels(Rows, Classes, new RandomKey(11));
    private readonly Workspace _workspace;
    private readonly Processor _processor;

    public ClassificationObjective(Processor processor)
    {
        _processor = processor;
        _network.Initialize(new RandomKey(12));
        _workspace = _network.CreateWorkspace(Rows, processor);
        float[] noise = Some.Normal(_x.Length, new RandomKey(13));
        for (int i = 0; i < _x.Length; i++)
            _x[i] = noise[i] + (i % Columns == _labels[i / Columns] ? 1.5f : 0);
    }

    public ParameterStore Parameters => _network.Parameters;

    public double Evaluate()
    {
        var pass = new Pass(_processor, PassMode.Training);
        var x = new MatrixView(_x, Rows, Columns);
        var output = _network.Forward(in pass, x, _workspace);
        double loss = new SoftmaxCrossEntropy().Evaluate(_processor, output, _labels, _losses, _network.OutputGradient(Rows, _workspace));
        Parameters.ZeroGradients();
        _network.Backward(in pass, x, _workspace);
        return loss;
    }
}
