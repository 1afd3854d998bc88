using Nabla.Autograd.Layers;

namespace Nabla.Autograd.Tests.Layers;

/// <summary>Activations against dual numbers of the textbook's formula, and where a formula in floating point goes wrong.</summary>
public sealed class ActivationTests
{
    private static readonly Dictionary<string, (Layer Layer, Func<Dual, Dual> Formula)> Cases = new(StringComparer.Ordinal)
    {
        ["Elu"] = (new Elu(), x => x.Value > 0 ? x : Dual.Exp(x) - 1),
        ["Elu, alpha 0.5"] = (new Elu(0.5), x => x.Value > 0 ? x : 0.5 * (Dual.Exp(x) - 1)),
        ["Relu"] = (new Relu(), x => x.Value > 0 ? x : 0),
        ["LeakyRelu"] = (new LeakyRelu(), x => x.Value > 0 ? x : 0.01 * x),
        ["Sigmoid"] = (new Sigmoid(), x => 1 / (1 + Dual.Exp(-1 * x))),
        ["Tanh"] = (new Tanh(), x => (Dual.Exp(x) - Dual.Exp(-1 * x)) / (Dual.Exp(x) + Dual.Exp(-1 * x))),
        ["Softplus"] = (new Softplus(), x => Dual.Log(1 + Dual.Exp(x))),
        ["Identity"] = (new Identity(), x => x),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Value_and_derivative_are_those_of_dual_numbers(string name)
    {
        var (layer, formula) = Cases[name];
        double[] points = [-20, -3, -1, -1e-3, 0, 1e-3, 0.5, 1, 4, 20];
        var tape = new Tape();
        Node x = tape.Variable(new Matrix(1, points.Length, points)), y = layer.Forward(x);
        var slopes = tape.Gradient(y.Sum(), x).Value;
        for (int i = 0; i < points.Length; i++)
        {
            var expected = formula(new Dual(points[i], 1));
            Assert.Equal(expected.Value, y.Value[0, i], 1e-14 * Math.Max(1, Math.Abs(points[i])));
            Assert.Equal(expected.Slope, slopes[0, i], 1e-14);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Nothing_overflows_and_NaN_is_seen(string name)
    {
        var layer = Cases[name].Layer;
        var tape = new Tape();
        Node x = tape.Variable(Matrix.Of([[-1e4, 1e4, -800, 800]])), y = layer.Forward(x);
        Node slopes = tape.Gradient(y.Sum(), x, record: true), curvatures = tape.Gradient((slopes * slopes).Sum() + (0 * x.Sum()), x);
        Assert.All((double[])[.. y.Value.Elements, .. slopes.Value.Elements, .. curvatures.Value.Elements], value => Assert.True(double.IsFinite(value)));
        Assert.True(double.IsNaN(layer.Forward(tape.Variable(double.NaN)).Scalar));
    }

    [Fact]
    public void Smooth_activations_have_their_second_derivative_at_0_too()
    {
        Assert.Equal(0.25, Differentiate.Hessian(x => new Softplus().Forward(x), 0.0).Scalar, 1e-15);
        Assert.Equal(0, Differentiate.Hessian(x => new Sigmoid().Forward(x), 0.0).Scalar, 1e-15);
        Assert.Equal(0, Differentiate.Hessian(x => new Tanh().Forward(x), 0.0).Scalar, 1e-15);
    }
}
