namespace Nabla.Autograd;

/// <summary>A primitive: how a result is computed, and the gradient of each input.</summary>
/// <param name="name">The name in errors.</param>
/// <param name="shape">Computes the result's shape from the inputs and the setting of y; throws if the inputs do not fit.</param>
/// <param name="value">Writes the value to a matrix of that shape.</param>
/// <param name="derivative">Computes an input's gradient from y, dy and the index of the input. Null for step functions, whose derivative is 0 or undefined.</param>
internal sealed class Primitive(
    string name, Func<Node, Shape> shape, Action<Node, Matrix> value, Func<Node, Node, int, Node>? derivative)
{
    public string Name => name;

    public bool HasDerivative => derivative is not null;

    public Shape Shape(Node y) => shape(y);

    public void Evaluate(Node y, Matrix result) => value(y, result);

    /// <summary>Computes ∂L/∂(input) from dy = ∂L/∂y; it has y's shape even if the input was broadcast to it.</summary>
    public Node Derivative(Node y, Node dy, int input) => derivative!(y, dy, input);

    // Constructors for the table. The first letters of the alphabet are inputs, y is the result.

    /// <summary>Creates a function of each element.</summary>
    public static Primitive Each(string name, Func<double, double> function, Func<Node, Node, Node, Node> da) =>
        new(name, y => y.Inputs[0].Shape, (y, result) => Elements.Map(function, y.Inputs[0].Value, result), (y, dy, _) => da(y.Inputs[0], y, dy));

    /// <summary>Creates a function of each element and a number p.</summary>
    public static Primitive EachWith(string name, Func<double, double, double> function, Func<Node, double, Node, Node> da) => new(
        name, y => y.Inputs[0].Shape,
        (y, result) => Elements.Map(a => function(a, y.SettingAs<double>()), y.Inputs[0].Value, result),
        (y, dy, _) => da(y.Inputs[0], y.SettingAs<double>(), dy));

    /// <summary>Creates a function of pairs of elements; a single row or column of one input is broadcast.</summary>
    public static Primitive Pair(
        string name, Func<double, double, double> function, Func<Node, Node, Node, Node, Node> da, Func<Node, Node, Node, Node, Node> db) => new(
        name, y => Autograd.Shape.Broadcast(name, y.Inputs[0].Shape, y.Inputs[1].Shape),
        (y, result) => Elements.Map(function, y.Inputs[0].Value, y.Inputs[1].Value, result),
        (y, dy, input) => (input == 0 ? da : db)(y.Inputs[0], y.Inputs[1], y, dy));

    /// <summary>Creates a piecewise constant function of each element.</summary>
    public static Primitive Step(string name, Func<double, double> function) =>
        new(name, y => y.Inputs[0].Shape, (y, result) => Elements.Map(function, y.Inputs[0].Value, result), derivative: null);

    /// <summary>Creates a piecewise constant function of pairs of elements.</summary>
    public static Primitive Step(string name, Func<double, double, double> function) => new(
        name, y => Autograd.Shape.Broadcast(name, y.Inputs[0].Shape, y.Inputs[1].Shape),
        (y, result) => Elements.Map(function, y.Inputs[0].Value, y.Inputs[1].Value, result), derivative: null);

    /// <summary>Creates a function of one whole matrix.</summary>
    public static Primitive Of(string name, Func<Node, Shape> shape, Action<Matrix, Matrix> value, Func<Node, Node, Node, Node> da) =>
        new(name, y => shape(y.Inputs[0]), (y, result) => value(y.Inputs[0].Value, result), (y, dy, _) => da(y.Inputs[0], y, dy));

    /// <summary>Creates a function of a symmetric matrix, with the same shape.</summary>
    public static Primitive OfSymmetric(string name, Action<Node, Matrix> value, Func<Node, Node, Node> da) =>
        new(name, y => y.Inputs[0].Shape, value, (y, dy, _) => da(y, dy));

    /// <summary>Creates the solution x of an equation with a symmetric matrix a and a matrix b, all of the same shape.</summary>
    public static Primitive Solution(string name, Action<Node, Matrix> value, Func<Node, Node, Node, Node> da, Func<Node, Node, Node, Node> db) =>
        new(name, Spectral.LyapunovShape, value, (x, dx, input) => (input == 0 ? da : db)(x.Inputs[0], x, dx));

    /// <summary>Creates a function of one matrix and a setting s, which is not an input: it has no derivative.</summary>
    public static Primitive With<TSetting>(
        string name, Func<Node, TSetting, Shape> shape, Action<Matrix, TSetting, Matrix> value, Func<Node, TSetting, Node, Node> da) => new(
        name, y => shape(y.Inputs[0], y.SettingAs<TSetting>()),
        (y, result) => value(y.Inputs[0].Value, y.SettingAs<TSetting>(), result),
        (y, dy, _) => da(y.Inputs[0], y.SettingAs<TSetting>(), dy));

    /// <summary>Creates a matrix product, with at most one transposed factor.</summary>
    public static Primitive Product(
        string name, bool turnA, bool turnB, Func<Node, Node, Node, Node> da, Func<Node, Node, Node, Node> db) => new(
        name, y => MatrixProduct.ShapeOf(name, y.Inputs[0].Shape, turnA, y.Inputs[1].Shape, turnB),
        (y, result) => MatrixProduct.Compute(y.Inputs[0].Value, turnA, y.Inputs[1].Value, turnB, result, y.Tape.Threads),
        (y, dy, input) => (input == 0 ? da : db)(y.Inputs[0], y.Inputs[1], dy));
}
