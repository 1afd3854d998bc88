namespace Nabla.Autograd;

/// <summary>One row of the table: how a result is computed, and what each input receives of the gradient that comes back.</summary>
/// <param name="name">As errors call it.</param>
/// <param name="shape">The result's shape, from the inputs and the setting of y; refuses inputs that do not fit.</param>
/// <param name="value">Overwrites a matrix of that shape with the value.</param>
/// <param name="derivative">From y, dy and the number of an input: that input's gradient. Null for steps, whose derivative is 0 or none.</param>
internal sealed class Primitive(
    string name, Func<Node, Shape> shape, Action<Node, Matrix> value, Func<Node, Node, int, Node>? derivative)
{
    public string Name => name;

    public bool HasDerivative => derivative is not null;

    public Shape Shape(Node y) => shape(y);

    public void Evaluate(Node y, Matrix result) => value(y, result);

    /// <summary>∂L/∂(input) from dy = ∂L/∂y; it still has y's shape where the input was stretched to it.</summary>
    public Node Derivative(Node y, Node dy, int input) => derivative!(y, dy, input);

    // How rows of the table are written. The first letters of the alphabet are inputs, y is the result.

    /// <summary>A function of each element.</summary>
    public static Primitive Each(string name, Func<double, double> function, Func<Node, Node, Node, Node> da) =>
        new(name, y => y.Inputs[0].Shape, (y, result) => Elements.Map(function, y.Inputs[0].Value, result), (y, dy, _) => da(y.Inputs[0], y, dy));

    /// <summary>A function of each element and a number p.</summary>
    public static Primitive EachWith(string name, Func<double, double, double> function, Func<Node, double, Node, Node> da) => new(
        name, y => y.Inputs[0].Shape,
        (y, result) => Elements.Map(a => function(a, y.SettingAs<double>()), y.Inputs[0].Value, result),
        (y, dy, _) => da(y.Inputs[0], y.SettingAs<double>(), dy));

    /// <summary>A function of pairs of elements; a single row or column of one input stands for as many as the other has.</summary>
    public static Primitive Pair(
        string name, Func<double, double, double> function, Func<Node, Node, Node, Node, Node> da, Func<Node, Node, Node, Node, Node> db) => new(
        name, y => Autograd.Shape.Broadcast(name, y.Inputs[0].Shape, y.Inputs[1].Shape),
        (y, result) => Elements.Map(function, y.Inputs[0].Value, y.Inputs[1].Value, result),
        (y, dy, input) => (input == 0 ? da : db)(y.Inputs[0], y.Inputs[1], y, dy));

    /// <summary>A function of each element that is flat between jumps.</summary>
    public static Primitive Step(string name, Func<double, double> function) =>
        new(name, y => y.Inputs[0].Shape, (y, result) => Elements.Map(function, y.Inputs[0].Value, result), derivative: null);

    /// <summary>A function of pairs of elements that is flat between jumps.</summary>
    public static Primitive Step(string name, Func<double, double, double> function) => new(
        name, y => Autograd.Shape.Broadcast(name, y.Inputs[0].Shape, y.Inputs[1].Shape),
        (y, result) => Elements.Map(function, y.Inputs[0].Value, y.Inputs[1].Value, result), derivative: null);

    /// <summary>A function of one matrix as a whole.</summary>
    public static Primitive Of(string name, Func<Node, Shape> shape, Action<Matrix, Matrix> value, Func<Node, Node, Node, Node> da) =>
        new(name, y => shape(y.Inputs[0]), (y, result) => value(y.Inputs[0].Value, result), (y, dy, _) => da(y.Inputs[0], y, dy));

    /// <summary>A function of a symmetric matrix, of its shape.</summary>
    public static Primitive OfSymmetric(string name, Action<Node, Matrix> value, Func<Node, Node, Node> da) =>
        new(name, y => y.Inputs[0].Shape, value, (y, dy, _) => da(y, dy));

    /// <summary>The solution x of an equation that a symmetric matrix a and a matrix b pose, all of one shape.</summary>
    public static Primitive Solution(string name, Action<Node, Matrix> value, Func<Node, Node, Node, Node> da, Func<Node, Node, Node, Node> db) =>
        new(name, Spectral.LyapunovShape, value, (x, dx, input) => (input == 0 ? da : db)(x.Inputs[0], x, dx));

    /// <summary>A function of one matrix and a setting s, which is no input: nothing is differentiated by it.</summary>
    public static Primitive With<TSetting>(
        string name, Func<Node, TSetting, Shape> shape, Action<Matrix, TSetting, Matrix> value, Func<Node, TSetting, Node, Node> da) => new(
        name, y => shape(y.Inputs[0], y.SettingAs<TSetting>()),
        (y, result) => value(y.Inputs[0].Value, y.SettingAs<TSetting>(), result),
        (y, dy, _) => da(y.Inputs[0], y.SettingAs<TSetting>(), dy));

    /// <summary>A matrix product, with one factor turned or none.</summary>
    public static Primitive Product(
        string name, bool turnA, bool turnB, Func<Node, Node, Node, Node> da, Func<Node, Node, Node, Node> db) => new(
        name, y => MatrixProduct.ShapeOf(name, y.Inputs[0].Shape, turnA, y.Inputs[1].Shape, turnB),
        (y, result) => MatrixProduct.Compute(y.Inputs[0].Value, turnA, y.Inputs[1].Value, turnB, result, y.Tape.Threads),
        (y, dy, input) => (input == 0 ? da : db)(y.Inputs[0], y.Inputs[1], dy));
}
