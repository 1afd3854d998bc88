namespace Nabla.Autograd.Tests;

/// <summary>What is recorded, how far back a gradient goes, and what is refused.</summary>
public sealed class TapeTests
{
    [Fact]
    public void A_chain_of_a_million_nodes_has_a_gradient()
    {
        const int Length = 1_000_000;
        var tape = new Tape();
        Node x = tape.Variable(1), y = x;
        for (int i = 0; i < Length; i++)
            y = -y;
        Assert.Equal(Length + 1, tape.Count);
        Assert.Equal(1, tape.Gradient(y, x).Scalar);
    }

    [Fact]
    public void A_recorded_gradient_of_a_deep_chain_has_a_gradient()
    {
        var tape = new Tape();
        Node x = tape.Variable(1.5), y = x;
        for (int i = 1; i < 2000; i++)
            y = y * x / 1.5;
        Node slope = tape.Gradient(y, x, record: true);
        Assert.Equal(2000, slope.Scalar, 1e-8);
        Assert.Equal(2000 * 1999 / 1.5, tape.Gradient(slope, x).Scalar, 1e-5);
    }

    [Fact]
    public void What_depends_on_no_variable_is_not_recorded()
    {
        var tape = new Tape();
        Node a = tape.Constant(2), x = tape.Variable(3);
        _ = (a * a).Exp();
        Assert.Equal(1, tape.Count);
        _ = x.GreaterThan(2);
        Assert.Equal(1, tape.Count);
        Node y = a * x;
        Assert.Equal(2, tape.Count);
        _ = tape.Gradient(y, x);
        Assert.Equal(2, tape.Count);
        _ = tape.Gradient(y * x, x, record: true);
        Assert.True(tape.Count > 3);
    }

    [Fact]
    public void What_is_not_asked_for_is_not_computed()
    {
        var tape = new Tape();
        Node x = tape.Variable(Matrix.Of([[double.NaN, 1]])), w = tape.Variable(Matrix.Of([[2], [3]]));
        Node y = x.Detach().Times(w);
        Assert.Equal(1, tape.Gradient(y, w).Value[1, 0]);
        Assert.All(tape.Gradient(y, x).Value.Elements, element => Assert.Equal(0, element));
    }

    [Fact]
    public void A_gradient_by_a_result_on_the_way_stops_and_goes_on()
    {
        var tape = new Tape();
        Node x = tape.Variable(2), h = x * x, y = h * h * h;
        var gradients = tape.Gradient(y, [h, x, y]);
        Assert.Equal([48.0, 192, 1], gradients.Select(gradient => gradient.Scalar));
    }

    [Fact]
    public void A_variable_used_twice_receives_both_parts_and_one_unused_receives_zeros()
    {
        var tape = new Tape();
        Node x = tape.Variable(3), unused = tape.Variable(Matrix.Of([[1, 2]]));
        var gradients = tape.Gradient((x * x) + x, [x, unused]);
        Assert.Equal(7, gradients[0].Scalar);
        Assert.Equal(new Shape(1, 2), gradients[1].Shape);
        Assert.All(gradients[1].Value.Elements, element => Assert.Equal(0, element));
    }

    [Fact]
    public void Memory_is_used_again_after_a_reset_and_old_nodes_say_so()
    {
        var tape = new Tape();
        var big = Matrix.Filled(100, 100, 2);
        Node x = tape.Variable(big), y = x * x;
        double[] memory = y.Value.Elements;
        tape.Reset();
        Assert.Equal(0, tape.Count);
        Assert.Contains("Copy a value that has to last", Assert.Throws<InvalidOperationException>(() => y.Value).Message, StringComparison.Ordinal);
        Assert.Same(memory, tape.Constant(big).Exp().Value.Elements);
    }

    [Fact]
    public void Gradients_that_are_not_recorded_give_back_what_they_used_on_the_way()
    {
        var tape = new Tape();
        Node x = tape.Variable(Matrix.Filled(100, 100, 0.5));
        Node y = x.Exp().Log().Exp().Log().Sum();
        Node first = tape.Gradient(y, x), second = tape.Gradient(y, x);
        Assert.NotSame(first.Value.Elements, second.Value.Elements);
        Assert.Equal(first.Value.Elements, second.Value.Elements);
        Assert.Equal(1, second.Value[99, 99], 1e-15);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Tape tape = new(), other = new();
        Node x = tape.Variable(Matrix.Of([[1, 2, 3], [4, 5, 6]])), constant = tape.Constant(1), foreign = other.Variable(1);
        Refused(() => tape.Gradient(x, x), "A gradient is that of one number; got an output of 2x3. Sum it, or give a seed of its shape.");
        Refused(() => tape.Gradient(x, x, seed: constant), "The seed is 1x1; expected the output's shape, 2x3.");
        Refused(() => tape.Gradient(x.Sum(), constant), "One of the nodes to differentiate by is a constant, or there is none. Make it with Tape.Variable, and do not detach it.");
        Refused(() => tape.Gradient(x.Sum(), []), "One of the nodes to differentiate by is a constant, or there is none. Make it with Tape.Variable, and do not detach it.");
        Refused(() => tape.Gradient(foreign, x), "A node belongs to another tape. Make all nodes of one computation on one tape.");
        Refused(() => _ = x + foreign, "a + b: one input belongs to another tape. Make all nodes of one computation on one tape.");
        Refused(() => _ = x + x.Transpose(), "a + b: 2x3 and 3x2 do not fit. Rows and columns must be equal, or 1 in one of the two; did you mean to transpose one?");
        Refused(() => x.Times(x), "The product ab of 2x3 and 2x3 would sum over 3 on one side and 2 on the other.");
        Refused(() => x.SumTo(new(3, 1)), "3x1 does not stretch to 2x3: rows and columns must be equal, or 1 in 3x1.");
        Refused(() => Node.ConcatenateRows(x, constant), "Concatenated rows must have the same width; got 2x3 and 1x1.");
        Refused(() => x.Pick(1), "One label per row: got 1 labels for 2 rows.");
        Refused(() => x.Eigen(), "An eigen-decomposition takes a symmetric matrix; got one of 2x3.");
        Refused(() => tape.Constant(Matrix.Of([[double.NaN]])).Eigen(), "An eigen-decomposition takes finite elements; got one that is not. Has the run diverged?");
        Refused(
            () => tape.Constant(Matrix.Of([[-4]])).InverseSquareRoot(),
            "An inverse square root takes a positive definite matrix; the smallest eigenvalue of this one is -4. Add a small multiple of the identity.");
        Refused(() => x.Lyapunov(constant), "aX + Xa = b takes two matrices of one shape; got 2x3 and 1x1.");
        Refused(() => _ = new Matrix(0, 1), "A matrix of 0x1: it takes at least one row and one column.");
        Refused(() => _ = new Matrix(2, 2, [1]), "1 elements cannot be a matrix of 2x2: that takes 4.");
        Refused(() => Matrix.Of([[1], [1, 2]]), "A matrix takes at least one row, and rows of one length.");
        Assert.StartsWith("There is no column 3; expected 0 to 2.", Assert.Throws<ArgumentOutOfRangeException>(() => x.Pick(1, 3)).Message, StringComparison.Ordinal);
        Assert.StartsWith("There is no row -1; expected 0 to 1.", Assert.Throws<ArgumentOutOfRangeException>(() => x.GatherRows(-1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("A tape takes at least 1 thread; got 0.", Assert.Throws<ArgumentOutOfRangeException>(() => new Tape(0)).Message, StringComparison.Ordinal);
        Assert.Equal("A matrix of 2x3 is not one number; sum it, or take one of its elements.", Assert.Throws<InvalidOperationException>(() => x.Scalar).Message);
    }

    private static void Refused(Action action, string message) => Assert.Equal(message, Assert.Throws<ArgumentException>(action).Message);
}
