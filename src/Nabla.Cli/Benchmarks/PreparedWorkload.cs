using Nabla.Networks;

namespace Nabla.Cli.Benchmarks;

/// <summary>A workload with its network, memory and examples, ready to run.</summary>
internal sealed class PreparedWorkload
{
    /// <summary>Small, so that after thousands of steps on few examples the values are similar to the initial ones.</summary>
    private const double LearningRate = 0.01;

    private readonly Workload _workload;
    private readonly Processor _processor;
    private readonly Network _network;
    private readonly Subset _examples;
    private readonly int[] _positions;
    private readonly TrainingStep? _step;
    private readonly Workspace? _workspace;
    private int _first;
    private long _steps;

    public PreparedWorkload(Workload workload, Processor processor, WorkloadData data)
    {
        (_workload, _processor, _examples) = (workload, processor, data.For(workload));
        _network = Network.Create(workload.Inputs, workload.Hidden, workload.Outputs, workload.Activation, normalization: workload.Normalization, seed: 42);
        // Twice, so that a batch may begin anywhere.
        _positions = [.. Enumerable.Range(0, _examples.Count), .. Enumerable.Range(0, _examples.Count)];
        if (workload.Kind == WorkloadKind.Train)
        {
            TrainingMethod method = new Sgd(LearningRate);
            _step = method.CreateStep(_network, new SoftmaxCrossEntropy(), workload.Rows, new RandomKey(42), new TrainerOptions(), processor);
        }
        else
        {
            _workspace = _network.CreateWorkspace(workload.Rows, processor);
            _examples.Gather(processor, _positions.AsSpan(0, workload.Rows), new int[workload.Rows], _workspace.Input(workload.Rows), new int[workload.Rows]);
        }
    }

    /// <summary>Runs the workload once.</summary>
    public void Run()
    {
        if (_step is null)
        {
            _network.Forward(new Pass(_processor, PassMode.Inference), _workspace!.Input(_workload.Rows), _workspace);
            return;
        }

        double loss = _step.Run(_examples, _positions.AsSpan(_first, _workload.Rows), ++_steps).Loss;
        // A step whose loss is not finite ends early, and would appear to be the fastest.
        if (!double.IsFinite(loss))
            throw new InvalidOperationException($"{_workload} diverged at step {_steps}.");
        _first = (_first + _workload.Rows) % _examples.Count;
    }
}
