using System.Reflection;
using Nabla.Testing;

namespace Nabla.Autograd.Tests;

/// <summary>Each line of the table against its definition by differences: its derivative, and its derivative's derivative.</summary>
public sealed class PrimitiveTests
{
    public static TheoryData<string> Names => [.. PrimitiveCases.All.Select(row => row.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_gradient_is_what_differences_say(string name)
    {
        var row = Named(name);
        for (int i = 0; i < row.Points.Length; i++)
        {
            Matrix point = row.Points[i].Copy();
            double[] numeric = CentralDifferences.Gradient(point.Elements, () => Run(row, i, point).Loss.Scalar, step: 1e-5);
            var (tape, x, loss) = Run(row, i, point);
            Compare.Near(new(point.Rows, point.Columns, numeric), tape.Gradient(loss, x).Value, 1e-8, $"{name}, input {i}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_gradient_of_a_gradient_is_what_differences_say(string name)
    {
        var row = Named(name);
        for (int i = 0; i < row.Points.Length; i++)
        {
            Matrix point = row.Points[i].Copy(), direction = Drawn.Normal(point.Rows, point.Columns, 99);
            double[] numeric = CentralDifferences.Gradient(point.Elements, () => Slope(point).Slope.Scalar, step: 1e-5);
            var (tape, x, slope) = Slope(point);
            Matrix second = slope.RequiresGradient ? tape.Gradient(slope, x).Value : new Matrix(point.Rows, point.Columns);
            Compare.Near(new(point.Rows, point.Columns, numeric), second, 2e-8, $"{name}, input {i}");

            (Tape Tape, Node X, Node Slope) Slope(Matrix at)
            {
                var (tape, x, loss) = Run(row, i, at);
                return (tape, x, (tape.Gradient(loss, x, record: true) * tape.Constant(direction)).Sum());
            }
        }
    }

    [Fact]
    public void Every_line_of_the_table_has_a_case()
    {
        var fields = typeof(Primitives).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(Primitive));
        Assert.Empty(fields.Select(field => field.Name).Except(PrimitiveCases.All.Select(row => row.Name.Split(',')[0])));
    }

    [Fact]
    public void The_page_shows_lines_of_the_table()
    {
        string folder = Path.Combine(Repository.Root, "src", "Nabla.Autograd");
        string[] table = [.. File.ReadAllLines(Path.Combine(folder, "Primitives.cs")).Select(line => line.Trim())];
        string[] shown = [.. File.ReadAllLines(Path.Combine(folder, "README.md")).Where(line => line.Contains(" = ", StringComparison.Ordinal) && line.Contains("da:", StringComparison.Ordinal))];
        Assert.NotEmpty(shown);
        Assert.All(shown, line => Assert.Contains(line, table));
    }

    private static Case Named(string name) => PrimitiveCases.All.Single(row => row.Name == name);

    /// <summary>Σ weights ∘ y³/3 + y with uneven weights, so that no error cancels and second derivatives do not vanish.</summary>
    private static (Tape Tape, Node X, Node Loss) Run(Case row, int input, Matrix point)
    {
        var tape = new Tape();
        Node[] nodes = [.. row.Points.Select((other, i) => tape.Variable(i == input ? point : other))];
        Node y = row.Function(nodes);
        return (tape, nodes[input], (tape.Constant(Drawn.Normal(y.Rows, y.Columns, 77)) * (y + (y * y * y / 3))).Sum());
    }
}
