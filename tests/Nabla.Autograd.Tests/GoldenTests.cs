using Nabla.Autograd.Layers;
using Nabla.Autograd.Losses;
using Nabla.Autograd.Optimizers;
using Nabla.Autograd.Training;

namespace Nabla.Autograd.Tests;

/// <summary>Primitives, layers, losses, update rules and a whole network against PyTorch in double precision.</summary>
public sealed class GoldenTests
{
    private static readonly Targets Labels = new([2, 0, 3]);

    private static readonly double[] ClassWeights = [0.5, 1, 2, 0.25];

    /// <summary>By the names of tests/golden/autograd.py.</summary>
    private static readonly Dictionary<string, Func<Node[], Node>> Functions = new(StringComparer.Ordinal)
    {
        ["add"] = n => n[0] + n[1],
        ["add a row"] = n => n[0] + n[1],
        ["subtract a column"] = n => n[0] - n[1],
        ["multiply"] = n => n[0] * n[1],
        ["multiply a row by a column"] = n => n[0] * n[1],
        ["divide"] = n => n[0] / n[1],
        ["a number divided"] = n => n[0] / n[1],
        ["maximum"] = n => n[0].Maximum(n[1]),
        ["maximum of equals"] = n => n[0].Maximum(n[1]),
        ["negate"] = n => -n[0],
        ["exp"] = n => n[0].Exp(),
        ["log"] = n => n[0].Log(),
        ["sqrt"] = n => n[0].Sqrt(),
        ["power"] = n => n[0].Power(2.5),
        ["abs"] = n => n[0].Abs(),
        ["times"] = n => n[0].Times(n[1]),
        ["transposed times"] = n => n[0].TransposedTimes(n[1]),
        ["times transposed"] = n => n[0].TimesTransposed(n[1]),
        ["times, larger"] = n => n[0].Times(n[1]),
        ["transpose"] = n => n[0].Transpose(),
        ["sum"] = n => n[0].Sum(),
        ["sum over rows"] = n => n[0].Sum(Axis.Rows),
        ["mean over columns"] = n => n[0].Mean(Axis.Columns),
        ["broadcast"] = n => n[0].BroadcastTo(new(3, 4)),
        ["gather rows"] = n => n[0].GatherRows(2, 0, 2),
        ["gather columns"] = n => n[0].GatherColumns(3, 3, 1),
        ["pick"] = n => n[0].Pick(2, 0, 3),
        ["choose"] = n => n[0].GreaterThan(n[1]).Choose(n[0], n[1] * n[1]),
        ["concatenate rows"] = n => Node.ConcatenateRows(n[0], n[1]),
        ["concatenate columns"] = n => Node.ConcatenateColumns(n[0], n[1]),
        ["log sum exp"] = n => n[0].LogSumExp(Axis.Columns),
        ["eigenvalues"] = n => n[0].Eigen().Values,
        ["squared eigenvectors"] = n => n[0].Eigen().Vectors.Squared(),
        ["inverse square root"] = n => ((n[0].TimesTransposed(n[0]) / n[0].Columns) + n[0].Tape.Constant(Drawn.Map(Matrix.Identity(n[0].Rows), x => 0.5 * x))).InverseSquareRoot(),
        ["linear"] = n => new Linear(n[1].Rows, n[1].Columns).Forward(n[0], n[1], n[2]),
        ["elu"] = n => new Elu().Forward(n[0]),
        ["elu, alpha 0.5"] = n => new Elu(0.5).Forward(n[0]),
        ["relu"] = n => new Relu().Forward(n[0]),
        ["leaky relu, slope 0.3"] = n => new LeakyRelu(0.3).Forward(n[0]),
        ["sigmoid"] = n => new Sigmoid().Forward(n[0]),
        ["sigmoid, far out"] = n => new Sigmoid().Forward(100 * n[0]),
        ["tanh"] = n => new Tanh().Forward(n[0]),
        ["softplus"] = n => new Softplus().Forward(n[0]),
        ["softplus, far out"] = n => new Softplus().Forward(100 * n[0]),
        ["softmax"] = n => new Softmax().Forward(n[0]),
        ["batch norm"] = n => new BatchNorm(3).Forward(n[0], n[1], n[2]),
        ["batch norm, inference"] = n => Infer(new BatchNorm(3), n, [0.5, -1, 2], [0.25, 1, 4]),
        ["whitening"] = n => new WhiteningBatchNorm(3).Forward(n[0], n[1], n[2]),
        ["dropout"] = n => new Dropout().Forward(n[0], [], new Pass(PassMode.Training, [n[1].Value])),
        ["residual"] = n => new Residual(new Linear(3, 3), new Tanh()).Forward(n[0], n[1], n[2]),
        ["softmax cross-entropy"] = n => new Autograd.Losses.SoftmaxCrossEntropy().Mean(n[0], Labels),
        ["softmax cross-entropy, smoothed and weighted"] = n => new Autograd.Losses.SoftmaxCrossEntropy(0.1, ClassWeights).Mean(n[0], Labels),
        ["negative log-likelihood"] = n => new NegativeLogLikelihood().Mean(n[0], Labels),
        ["negative log-likelihood, weighted"] = n => new NegativeLogLikelihood(ClassWeights).Mean(n[0], Labels),
        ["mean squared error"] = n => new Autograd.Losses.MeanSquaredError().Mean(n[0], Values()),
        ["mean absolute error"] = n => new MeanAbsoluteError().Mean(n[0], Values()),
        ["huber"] = n => new Huber(0.7).Mean(n[0], Values()),
        ["binary cross-entropy"] = n => new BinaryCrossEntropy().Mean(n[0], Values()),
        ["elastic net"] = n => new ElasticNet(0.3, 0.2).Of([new("weight", ParameterRole.Weight, n[0].Value)], [n[0]])!,
    };

    private static readonly Dictionary<string, (Func<UpdateRule> Create, double Rate)> Rules = new(StringComparer.Ordinal)
    {
        ["sgd"] = (() => new Autograd.Optimizers.Sgd(), 0.1),
        ["momentum"] = (() => new Autograd.Optimizers.Sgd(0.9), 0.1),
        ["nesterov"] = (() => new Autograd.Optimizers.Sgd(0.9, nesterov: true), 0.1),
        ["adam"] = (() => new Autograd.Optimizers.Adam(), 0.1),
        ["adam, other betas"] = (() => new Autograd.Optimizers.Adam(0.8, 0.9, 1e-3), 0.1),
        ["adamw"] = (() => new Autograd.Optimizers.Adam(weightDecay: 0.05), 0.1),
        ["rmsprop"] = (() => new RmsProp(), 0.1),
        ["rmsprop, momentum"] = (() => new RmsProp(0.9, momentum: 0.5), 0.1),
    };

    public static TheoryData<string> Names => [.. GoldenFile.Entries.Keys];

    public static TheoryData<string> Curved => [.. GoldenFile.Entries.Where(entry => entry.Value.TryGetProperty("hessian", out _)).Select(entry => entry.Key)];

    public static TheoryData<string> Paths => [.. GoldenFile.Paths.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Values_and_gradients_are_those_of_PyTorch(string name)
    {
        var entry = GoldenFile.Entries[name];
        var tape = new Tape();
        Node[] inputs = [.. GoldenFile.Matrices(entry.GetProperty("inputs")).Select(tape.Variable)];
        Node y = Functions[name](inputs);
        Compare.Near(GoldenFile.Matrix(entry.GetProperty("value")), y.Value, 1e-10, name);

        var expected = GoldenFile.Matrices(entry.GetProperty("gradients"));
        var gradients = tape.Gradient(y, inputs, tape.Constant(Weights(y)));
        for (int i = 0; i < inputs.Length; i++)
        {
            // The engine takes a mask from outside and does not differentiate by it.
            if (name != "dropout" || i == 0)
                Compare.Near(expected[i], gradients[i].Value, 1e-10, $"{name}, input {i}");
        }
    }

    [Theory, MemberData(nameof(Curved))]
    public void Hessians_are_those_of_PyTorch(string name)
    {
        var entry = GoldenFile.Entries[name];
        var points = GoldenFile.Matrices(entry.GetProperty("inputs"));
        var hessian = Differentiate.Hessian(
            x =>
            {
                Node y = Functions[name]([x, .. points.Skip(1).Select(x.Tape.Constant)]);
                return (x.Tape.Constant(Weights(y)) * (y + (y * y * y / 3))).Sum();
            },
            points[0]);
        Compare.Near(GoldenFile.Matrix(entry.GetProperty("hessian")), hessian, 1e-8, name);
    }

    [Theory, MemberData(nameof(Paths))]
    public void Update_rules_take_the_steps_of_PyTorch(string name)
    {
        var states = GoldenFile.Matrices(GoldenFile.Paths[name].GetProperty("states"));
        var stiffness = GoldenFile.Matrix(GoldenFile.Paths[name].GetProperty("stiffness"));
        var parameter = new Parameter("x", ParameterRole.Weight, states[0].Copy());
        var (create, rate) = Rules[name];
        var rule = create();
        foreach (var expected in states.Skip(1))
        {
            var gradient = Differentiate.Gradient(x => (0.5 * x.Tape.Constant(stiffness) * (x - 1).Squared()).Sum(), parameter.Value);
            rule.Update([parameter], [gradient], rate);
            Compare.Near(expected, parameter.Value, 1e-12, $"{name}, step {rule.Step}");
        }
    }

    [Fact]
    public void A_network_of_every_kind_of_layer_trains_as_in_PyTorch()
    {
        var golden = GoldenFile.Network;
        var batchNorm = new BatchNorm(5);
        var network = new Sequence(
            new Linear(6, 5), batchNorm, new Elu(), new Dropout(), new Residual(new Linear(5, 5), new WhiteningBatchNorm(5), new Tanh()), new Linear(5, 3));
        var start = GoldenFile.Matrices(golden.GetProperty("start"));
        for (int i = 0; i < start.Length; i++)
            start[i].Data.CopyTo(network.Parameters[i].Value.Data);

        var step = new TrainingStep(network, new Autograd.Losses.SoftmaxCrossEntropy(), new Autograd.Optimizers.Sgd(), new ElasticNet(0.01, 0.02), threads: 2);
        var targets = new Targets([.. golden.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32())]);
        Matrix batch = GoldenFile.Matrix(golden.GetProperty("batch")), mask = GoldenFile.Matrix(golden.GetProperty("mask"));
        var gradients = GoldenFile.Matrices(golden.GetProperty("gradients"));
        double[] losses = [.. golden.GetProperty("losses").EnumerateArray().Select(loss => loss.GetDouble())];
        for (int t = 0; t < losses.Length; t++)
        {
            double loss = step.Run(batch, targets, 0.05, [mask]);
            Assert.Equal(losses[t], loss, 1e-10 * losses[t]);
            if (t == 0)
                Assert.True(Compare.RelativeError(Flat(step.Gradients), Flat(gradients)) < 1e-10);
        }

        Compare.Near(GoldenFile.Matrix(golden.GetProperty("runningMean")), batchNorm.Statistics[0].Value, 1e-10, "running mean");
        Compare.Near(GoldenFile.Matrix(golden.GetProperty("runningVariance")), batchNorm.Statistics[1].Value, 1e-10, "running variance");
    }

    [Fact]
    public void Nothing_in_the_file_goes_unused()
    {
        Assert.Equal(Functions.Keys.Order(StringComparer.Ordinal), GoldenFile.Entries.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Rules.Keys.Order(StringComparer.Ordinal), GoldenFile.Paths.Keys.Order(StringComparer.Ordinal));
    }

    private static double[] Flat(IEnumerable<Matrix> matrices) => [.. matrices.SelectMany(matrix => matrix.Elements)];

    /// <summary>The weights c of the script.</summary>
    private static Matrix Weights(Node y) => new(y.Rows, y.Columns, [.. Enumerable.Range(0, y.Rows * y.Columns).Select(k => Math.Cos(1 + (0.7 * k)))]);

    /// <summary>drawn(3, 4, 41, 0, 1) of the script.</summary>
    private static Targets Values() => new(new Matrix(3, 4,
        [.. Enumerable.Range(0, 12).Select(k => Math.Round((((k + 1) * ((Math.Sqrt(5) - 1) / 2)) + (41 * 0.377)) % 1, 4))]));

    private static Node Infer(BatchNorm layer, Node[] nodes, double[] mean, double[] variance)
    {
        mean.CopyTo(layer.Statistics[0].Value.Data);
        variance.CopyTo(layer.Statistics[1].Value.Data);
        return layer.Forward(nodes[0], nodes.AsSpan(1), new Pass(PassMode.Inference));
    }
}
