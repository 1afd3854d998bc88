using Nabla.Autograd.Layers;

namespace Nabla.Autograd.Tests;

/// <summary>Second derivatives that are known, and products with matrices that are never built.</summary>
public sealed class DifferentiateTests
{
    [Fact]
    public void Third_derivatives_come_by_the_same_way()
    {
        var tape = new Tape();
        Node x = tape.Variable(0.7), y = x.Exp() + (x * x * x * x);
        Node first = tape.Gradient(y, x, record: true), second = tape.Gradient(first, x, record: true), third = tape.Gradient(second, x);
        Assert.Equal(Math.Exp(0.7) + (4 * 0.343), first.Scalar, 1e-14);
        Assert.Equal(Math.Exp(0.7) + (12 * 0.49), second.Scalar, 1e-14);
        Assert.Equal(Math.Exp(0.7) + (24 * 0.7), third.Scalar, 1e-14);
    }

    [Theory, InlineData(-1.5), InlineData(0.0), InlineData(2.0)]
    public void Second_derivatives_of_sigmoid_and_tanh_are_the_formulas(double at)
    {
        double t = Math.Tanh(at), s = 1 / (1 + Math.Exp(-at));
        Assert.Equal(-2 * t * (1 - (t * t)), Differentiate.Hessian(x => new Tanh().Forward(x), at).Scalar, 1e-14);
        Assert.Equal(s * (1 - s) * (1 - (2 * s)), Differentiate.Hessian(x => new Sigmoid().Forward(x), at).Scalar, 1e-14);
    }

    [Fact]
    public void A_quadratic_has_its_matrix_for_a_Hessian()
    {
        Matrix a = Drawn.Symmetric(3, -1, 2, 5), x = Drawn.Normal(3, 1, 4);
        Compare.Near(a, Differentiate.Hessian(v => 0.5 * v.TransposedTimes(v.Tape.Constant(a)).Times(v), x), 1e-14, "Hessian");
    }

    [Fact]
    public void Products_with_vectors_are_those_with_the_whole_matrices()
    {
        Matrix x = Drawn.Normal(2, 3, 1), v = Drawn.Normal(2, 3, 2), u = Drawn.Normal(2, 2, 3);
        Matrix jacobian = Differentiate.Jacobian(Function, x), hessian = Differentiate.Hessian(Loss, x);
        Compare.Near(Times(jacobian, v.Elements, new(2, 2)), Differentiate.JacobianVectorProduct(Function, x, v), 1e-14, "Jv");
        Compare.Near(Times(Turned(jacobian), u.Elements, new(2, 3)), Differentiate.VectorJacobianProduct(Function, x, u), 1e-14, "uᵀJ");
        Compare.Near(Times(hessian, v.Elements, new(2, 3)), Differentiate.HessianVectorProduct(Loss, x, v), 1e-14, "Hv");
        Compare.Near(Turned(hessian), hessian, 1e-14, "symmetry");

        static Node Function(Node x) => new Tanh().Forward(x).Times((x * x).Transpose());

        static Node Loss(Node x) => Function(x).Exp().Sum();
    }

    [Fact]
    public void The_Hessian_by_several_variables_is_that_by_all_their_elements()
    {
        Matrix x = Drawn.Normal(1, 5, 1), whole = Differentiate.Hessian(v => Loss(v.GatherColumns(0, 1), v.GatherColumns(2, 3, 4)), x);
        var tape = new Tape();
        Node a = tape.Variable(Matrix.Of([x.Elements[..2]])), b = tape.Variable(Matrix.Of([x.Elements[2..]]));
        Compare.Near(whole, Differentiate.Hessian(Loss(a, b), a, b), 1e-14, "Hessian");

        static Node Loss(Node a, Node b) => (a.TransposedTimes(b).Exp().Sum() + a.Squared().Sum()).Log();
    }

    [Fact]
    public void The_gradient_of_a_sum_over_eigenvalues_is_right_where_they_are_equal()
    {
        Matrix a = Drawn.Symmetric(5, 1, 1, 1, 3);
        Compare.Near(Drawn.Symmetric(5, 3, 3, 3, 27), Differentiate.Gradient(x => x.Eigen().Values.Power(3).Sum(), a), 1e-13, "3a²");
    }

    [Fact]
    public void A_function_that_ignores_its_input_has_derivatives_of_0()
    {
        Matrix x = Drawn.Normal(2, 2, 1);
        Assert.All(Differentiate.Gradient(n => n.Tape.Constant(3), x).Elements, element => Assert.Equal(0, element));
        Assert.All(Differentiate.Hessian(n => n.Sum(), x).Elements, element => Assert.Equal(0, element));
        Assert.All(Differentiate.JacobianVectorProduct(n => n.Sign(), x, x).Elements, element => Assert.Equal(0, element));
    }

    private static Matrix Times(Matrix a, double[] vector, Shape shape) =>
        new(shape.Rows, shape.Columns, [.. Enumerable.Range(0, a.Rows).Select(i => Enumerable.Range(0, a.Columns).Sum(j => a[i, j] * vector[j]))]);

    private static Matrix Turned(Matrix a) => new Tape().Constant(a).Transpose().Value;
}
