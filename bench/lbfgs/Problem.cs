using Nabla.Networks;

namespace Nabla.LbfgsComparison;

/// <summary>A problem to minimise, as the script describes it: a data set in FILE.f32 and FILE.i32, a network and a penalty.</summary>
internal sealed record ProblemDescription(
    string Name, string Data, int Rows, int Features, int Classes, int[] Hidden, string Activation, ulong Seed, double L2);

/// <summary>Cross-entropy over all rows plus λ₂ Σ w² over the weights.</summary>
internal sealed class Problem : IObjective
{
    private readonly Processor _processor;
    private readonly Network _network;
    private readonly Workspace _workspace;
    private readonly ElasticNet _penalty;
    private readonly SoftmaxCrossEntropy _loss = new();
    private readonly float[] _x;
    private readonly float[] _losses;
    private readonly int[] _labels;

    public Problem(ProblemDescription description, string folder, Processor processor)
    {
        _processor = processor;
        List<Layer> layers = [];
        int width = description.Features;
        foreach (int units in description.Hidden)
        {
            layers.Add(new Linear(width, units));
            layers.Add(description.Activation == "tanh" ? new Tanh(units) : new Relu(units));
            width = units;
        }

        layers.Add(new Linear(width, description.Classes));
        _network = new(layers);
        _network.Initialize(new RandomKey(description.Seed));
        _workspace = _network.CreateWorkspace(description.Rows, processor);
        _penalty = new(Parameters, [0], [description.L2]);
        _x = BinaryFile.ReadFloats(Path.Combine(folder, description.Data + ".f32"));
        _labels = BinaryFile.ReadIntegers(Path.Combine(folder, description.Data + ".i32"));
        _losses = new float[description.Rows];
    }

    public ParameterStore Parameters => _network.Parameters;

    public double Evaluate()
    {
        var pass = new Pass(_processor, PassMode.Training);
        var x = new MatrixView(_x, _losses.Length, _network.Inputs);
        var output = _network.Forward(in pass, x, _workspace);
        double loss = _loss.Evaluate(_processor, output, _labels, _losses, _network.OutputGradient(_losses.Length, _workspace));
        Parameters.ZeroGradients();
        _network.Backward(in pass, x, _workspace);
        return loss + _penalty.AddGradient(_processor);
    }

    /// <summary>Writes the values row by row, parameter after parameter; a weight is [inputs, outputs].</summary>
    public void Write(string path) => BinaryFile.Write(path, [.. Parameters.All.SelectMany(Rows)]);

    private static IEnumerable<float> Rows(Parameter parameter)
    {
        float[] row = new float[parameter.Columns];
        for (int i = 0; i < parameter.Rows; i++)
        {
            parameter.Value.CopyRowTo(i, row);
            foreach (float value in row)
                yield return value;
        }
    }
}
