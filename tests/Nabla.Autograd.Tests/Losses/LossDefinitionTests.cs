using Nabla.Autograd.Layers;
using Nabla.Autograd.Losses;
using Nabla.Testing;

namespace Nabla.Autograd.Tests.Losses;

/// <summary>Losses against differences, dual numbers and each other.</summary>
public sealed class LossDefinitionTests
{
    private static readonly Matrix Weights = new(4, 1, [1, 0, 2, 0.5]);

    private static readonly Dictionary<string, (Loss Loss, Targets Targets)> Cases = new(StringComparer.Ordinal)
    {
        ["SoftmaxCrossEntropy"] = (new Autograd.Losses.SoftmaxCrossEntropy(), new([0, 2, 1, 2])),
        ["SoftmaxCrossEntropy, everything"] = (new Autograd.Losses.SoftmaxCrossEntropy(0.2, [1, 2, 0.5]), new([0, 2, 1, 2], Weights)),
        ["NegativeLogLikelihood"] = (new NegativeLogLikelihood([1, 2, 0.5]), new([0, 2, 1, 2], Weights)),
        ["MeanSquaredError"] = (new Autograd.Losses.MeanSquaredError(), new(Drawn.Normal(4, 3, 4), Weights)),
        ["MeanSquaredError, labels"] = (new Autograd.Losses.MeanSquaredError(), new([0, 2, 1, 2])),
        ["MeanAbsoluteError"] = (new MeanAbsoluteError(), new(Drawn.Normal(4, 3, 4))),
        ["Huber"] = (new Huber(0.8), new(Drawn.Normal(4, 3, 4))),
        ["BinaryCrossEntropy"] = (new BinaryCrossEntropy(), new(Drawn.Map(Drawn.Normal(4, 3, 4), x => 1 / (1 + Math.Exp(-x))))),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_gradient_is_what_differences_say(string name)
    {
        var (loss, targets) = Cases[name];
        Matrix z = name.StartsWith("Negative", StringComparison.Ordinal) ? Drawn.Positive(4, 3, 1) : Drawn.Normal(4, 3, 1);
        double[] numeric = CentralDifferences.Gradient(z.Elements, () => Mean(z));
        Compare.Near(new(4, 3, numeric), Differentiate.Gradient(x => loss.Mean(x, targets), z), 1e-8, name);

        double Mean(Matrix at)
        {
            var tape = new Tape();
            return loss.Mean(tape.Constant(at), targets).Scalar;
        }
    }

    [Fact]
    public void The_gradient_of_cross_entropy_is_that_of_dual_numbers()
    {
        Matrix z = Drawn.Normal(1, 5, 2), gradient = Differentiate.Gradient(x => new Autograd.Losses.SoftmaxCrossEntropy().Mean(x, new([3])), z);
        for (int j = 0; j < 5; j++)
        {
            Dual[] values = [.. z.Elements.Select((value, i) => new Dual(value, i == j ? 1 : 0))];
            Assert.Equal((Dual.Log(Dual.Sum(values.Select(Dual.Exp))) - values[3]).Slope, gradient[0, j], 1e-15);
        }
    }

    [Fact]
    public void The_Hessian_of_cross_entropy_is_diag_y_minus_y_yT()
    {
        Matrix z = Drawn.Normal(1, 5, 2), hessian = Differentiate.Hessian(x => new Autograd.Losses.SoftmaxCrossEntropy().Mean(x, new([3])), z);
        double[] y = [.. z.Elements.Select(Math.Exp)];
        double sum = y.Sum();
        for (int i = 0; i < 5; i++)
        {
            for (int j = 0; j < 5; j++)
                Assert.Equal(((i == j ? 1 : 0) - (y[j] / sum)) * y[i] / sum, hessian[i, j], 1e-15);
        }
    }

    [Fact]
    public void Cross_entropy_on_logits_is_likelihood_on_softmax_and_does_not_overflow()
    {
        var targets = new Targets([0, 2, 1, 2]);
        Matrix z = Drawn.Normal(4, 3, 1);
        Compare.Near(
            Differentiate.Gradient(x => new Autograd.Losses.SoftmaxCrossEntropy().Mean(x, targets), z),
            Differentiate.Gradient(x => new NegativeLogLikelihood().Mean(new Softmax().Forward(x), targets), z), 1e-13, "gradient");

        Matrix far = Matrix.Of([[1000, -1000, 0]]);
        Assert.Equal(2000, new Autograd.Losses.SoftmaxCrossEntropy().Mean(new Tape().Constant(far), new([1])).Scalar);
        Compare.Near(Matrix.Of([[1, -1, 0]]), Differentiate.Gradient(x => new Autograd.Losses.SoftmaxCrossEntropy().Mean(x, new([1])), far), 1e-15, "far out");
    }

    [Fact]
    public void The_elastic_net_is_for_weights_alone_and_flat_at_0()
    {
        var penalty = new ElasticNet(0.5, 0.25);
        Parameter weight = new("weight", ParameterRole.Weight, Matrix.Of([[-2, 0, 3]])), bias = new("bias", ParameterRole.Bias, Matrix.Of([[7]]));
        var tape = new Tape();
        Node w = tape.Variable(weight.Value), b = tape.Variable(bias.Value), paid = penalty.Of([weight, bias], [w, b])!;
        Assert.Equal((0.5 * 5) + (0.25 * 13), paid.Scalar);
        Assert.Equal([-1.5, 0, 2], tape.Gradient(paid, w).Value.Elements);
        Assert.Equal(0, tape.Gradient(paid, b).Scalar);
        Assert.Null(new ElasticNet(0, 0).Of([weight], [w]));
    }

    [Fact]
    public void A_penalty_may_have_coefficients_for_each_weight()
    {
        Parameter first = new("weight", ParameterRole.Weight, Matrix.Of([[-2]])), bias = new("bias", ParameterRole.Bias, Matrix.Of([[7]])), second = first with { Value = Matrix.Of([[3]]) };
        var tape = new Tape();
        Node[] nodes = [tape.Variable(first.Value), tape.Variable(bias.Value), tape.Variable(second.Value)];
        Assert.Equal((0.5 * 2) + (0.25 * 9), new ElasticNet([0.5, 0], [0, 0.25]).Of([first, bias, second], nodes)!.Scalar);
    }

    [Fact]
    public void Nothing_counts_nothing()
    {
        var targets = new Targets([0, 1], new Matrix(2, 1));
        Assert.Equal(0, new Autograd.Losses.SoftmaxCrossEntropy().Mean(new Tape().Constant(Drawn.Normal(2, 2, 1)), targets).Scalar);
    }

    [Fact]
    public void Targets_that_do_not_fit_are_named()
    {
        Node output = new Tape().Constant(new Matrix(2, 3));
        Refused(new Autograd.Losses.SoftmaxCrossEntropy(), new(new Matrix(2, 3)), "This loss takes labels; the targets are values.");
        Refused(new Autograd.Losses.SoftmaxCrossEntropy(0.1), new([1]), "One label per sample: got 1 labels for an output of 2x3.");
        Refused(new NegativeLogLikelihood(), new([1, 3]), "Label 1 is 3; expected 0 to 2.");
        Refused(new Huber(), new(new Matrix(3, 2)), "The targets are 3x2; expected the output's shape, 2x3.");

        void Refused(Loss loss, Targets targets, string message) =>
            Assert.Equal(message, Assert.Throws<ArgumentException>(() => loss.Mean(output, targets)).Message);
    }
}
