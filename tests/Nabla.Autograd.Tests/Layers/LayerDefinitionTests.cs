using Nabla.Autograd.Layers;
using Nabla.Testing;

namespace Nabla.Autograd.Tests.Layers;

/// <summary>Layers against their definitions in plain loops, and against differences.</summary>
public sealed class LayerDefinitionTests
{
    private const double Epsilon = 1e-3;

    private static readonly Dictionary<string, Func<Layer>> Layers = new(StringComparer.Ordinal)
    {
        ["Linear"] = () => new Linear(3, 4),
        ["BatchNorm"] = () => new BatchNorm(3, Epsilon),
        ["WhiteningBatchNorm"] = () => new WhiteningBatchNorm(3, Epsilon),
        ["Residual"] = () => new Residual(new Linear(3, 3), new Tanh(), new Linear(3, 3)),
        ["Softmax"] = () => new Softmax(),
        ["Dropout"] = () => new Dropout(),
        ["Sequence"] = () => new Sequence(new Linear(3, 5), new BatchNorm(5), new Elu(), new Linear(5, 2)),
    };

    public static TheoryData<string> Names => [.. Layers.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Gradients_by_input_and_parameters_are_what_differences_say(string name)
    {
        var layer = Layers[name]();
        Matrix[] points = [Drawn.Normal(6, 3, 1), .. layer.Parameters.Select((parameter, i) => Drawn.Normal(parameter.Value.Rows, parameter.Value.Columns, (ulong)(20 + i)))];
        Matrix mask = Drawn.Map(Drawn.Normal(6, 3, 2), x => x > 0 ? 2 : 0);
        var (tape, nodes, loss) = Run();
        var gradients = tape.Gradient(loss, nodes);
        double[] numeric = [.. points.SelectMany(point => CentralDifferences.Gradient(point.Elements, () => Run().Loss.Scalar))];
        Assert.True(Compare.RelativeError([.. gradients.SelectMany(gradient => gradient.Value.Elements)], numeric) < 1e-8);

        (Tape Tape, Node[] Nodes, Node Loss) Run()
        {
            var fresh = new Tape();
            Node[] inputs = [.. points.Select(fresh.Variable)];
            Node y = layer.Forward(inputs[0], inputs.AsSpan(1), new Pass(PassMode.Training, [mask]));
            return (fresh, inputs, (fresh.Constant(Drawn.Normal(y.Rows, y.Columns, 77)) * y).Sum());
        }
    }

    [Fact]
    public void BatchNorm_is_its_definition_to_dual_numbers()
    {
        const int Rows = 5;
        Matrix x = Drawn.Normal(Rows, 1, 3);
        var jacobian = Differentiate.Jacobian(node => new BatchNorm(1, Epsilon).Forward(node, node.Tape.Constant(1.5), node.Tape.Constant(0.5)), x);
        for (int j = 0; j < Rows; j++)
        {
            Dual[] values = [.. x.Elements.Select((value, i) => new Dual(value, i == j ? 1 : 0))];
            Dual mean = Dual.Sum(values) / Rows, variance = Dual.Sum(values.Select(value => (value - mean) * (value - mean))) / Rows;
            for (int i = 0; i < Rows; i++)
            {
                var expected = (1.5 * (values[i] - mean) / Dual.Sqrt(variance + Epsilon)) + 0.5;
                Assert.Equal(expected.Slope, jacobian[i, j], 1e-14);
            }
        }
    }

    [Theory, InlineData(20), InlineData(3)]
    public void Whitening_gives_the_covariance_it_promises(int rows)
    {
        // Σ(Σ + ε1)⁻¹: the identity but for ε, and of the batch's rank where there are too few rows.
        var tape = new Tape();
        Node x = tape.Constant(Drawn.Normal(rows, 4, 5));
        Node y = new WhiteningBatchNorm(4, Epsilon).Forward(x, tape.Constant(1), tape.Constant(0));
        double[] after = SymmetricEigen.Of(Covariance(y)).Values, before = SymmetricEigen.Of(Covariance(x)).Values;
        for (int i = 0; i < 4; i++)
            Assert.Equal(before[i] / (before[i] + Epsilon), after[i], 1e-11);
    }

    [Fact]
    public void Whitening_is_differentiable_twice_where_eigenvalues_are_equal()
    {
        // Columns are orthogonal and of one length, so that Σ is a multiple of the identity.
        Matrix x = Matrix.Of([[1, 1], [1, -1], [-1, 1], [-1, -1]]);
        Matrix hessian = Differentiate.Hessian(Loss, x), numeric = new(8, 8);
        for (int i = 0; i < 8; i++)
            CentralDifferences.Gradient(x.Elements, () => Differentiate.Gradient(Loss, x).Elements[i]).CopyTo(numeric.Row(i));
        Compare.Near(numeric, hessian, 1e-7, "Hessian");

        static Node Loss(Node x)
        {
            Node y = new WhiteningBatchNorm(2, Epsilon).Forward(x, x.Tape.Constant(1), x.Tape.Constant(0));
            return (x.Tape.Constant(Drawn.Normal(4, 2, 8)) * (y + (y * y * y))).Sum();
        }
    }

    [Fact]
    public void Modes_choose_statistics_and_masks()
    {
        var tape = new Tape();
        Node x = tape.Constant(Drawn.Normal(6, 3, 1)), one = tape.Constant(1), zero = tape.Constant(0);
        foreach (Layer layer in new Layer[] { new BatchNorm(3, Epsilon), new WhiteningBatchNorm(3, Epsilon) })
        {
            Matrix before = layer.Forward(x, [one, zero], new Pass(PassMode.Inference)).Value;
            Compare.Near(x.Value, before, 1e-3, "fresh statistics: mean 0, variance 1");
            var training = new Pass(PassMode.Training);
            Matrix trained = layer.Forward(x, [one, zero], training).Value, whole = layer.Forward(x, [one, zero], new Pass(PassMode.Transductive)).Value;
            Assert.Equal(trained.Elements, whole.Elements);
            Assert.Equal(before.Elements, layer.Forward(x, [one, zero], new Pass(PassMode.Inference)).Value.Elements);
            training.UpdateStatistics();
            Assert.Equal(0.1 * x.Mean(Axis.Rows).Value[0, 2], layer.Statistics[0].Value[0, 2], 1e-15);
            Assert.NotEqual(before.Elements, layer.Forward(x, [one, zero], new Pass(PassMode.Inference)).Value.Elements);
        }

        Matrix mask = Matrix.Filled(6, 3, 2);
        Assert.Equal((2 * x).Value.Elements, new Dropout().Forward(x, [], new Pass(PassMode.Training, [mask])).Value.Elements);
        Assert.Same(x, new Dropout().Forward(x, [], new Pass(PassMode.Inference, [mask])));
        Assert.Same(x, new Dropout().Forward(x));
        var refused = Assert.Throws<ArgumentException>(() => new Dropout().Forward(x, [], new Pass(PassMode.Training, [new Matrix(2, 3)])));
        Assert.Equal("Dropout of an input of 6x3 got a mask of 2x3; expected one factor for each element.", refused.Message);
        var few = Assert.Throws<ArgumentException>(() => new Sequence(new Dropout(), new Dropout()).Forward(x, [], new Pass(PassMode.Training, [mask])));
        Assert.Equal("There are 1 masks, and more dropout layers. Give one mask for each layer.", few.Message);
        var missing = Assert.Throws<ArgumentException>(() => new Sequence(new Linear(3, 2)).Forward(x));
        Assert.Equal("These layers have 2 parameters; got nodes for 0.", missing.Message);
    }

    [Fact]
    public void Running_statistics_that_took_up_one_batch_whole_are_that_batch_s()
    {
        var tape = new Tape();
        Node x = tape.Constant(Drawn.Normal(6, 3, 1)), one = tape.Constant(1), zero = tape.Constant(0);
        foreach (Layer layer in new Layer[] { new BatchNorm(3, Epsilon, momentum: 1), new WhiteningBatchNorm(3, Epsilon, momentum: 1) })
        {
            var pass = new Pass(PassMode.Training);
            layer.Forward(x, [one, zero], pass);
            pass.UpdateStatistics();
            Node y = layer.Forward(x, [one, zero], new Pass(PassMode.Inference));

            // The running covariance divides by B − 1, the batch's by B: 5/6 is left of it.
            Matrix covariance = Covariance(y);
            for (int j = 0; j < 3; j++)
                Assert.Equal(5 / 6.0, covariance[j, j], 0.01);
        }
    }

    private static Matrix Covariance(Node x)
    {
        Node centred = x - x.Mean(Axis.Rows);
        return (centred.TransposedTimes(centred) / x.Rows).Value;
    }
}
