using Nabla.Networks;
using Nabla.Testing;
using Nabla.Tests.Kernels;

namespace Nabla.Tests.Layers;

/// <summary>Every layer of the table against every oracle.</summary>
public sealed class LayerTests
{
    private static readonly RandomKey Key = new(11);

    public static TheoryData<string> Cases => [.. LayerCases.All.Select(layer => layer.Name)];

    [Fact]
    public void Every_layer_of_the_library_is_in_the_table()
    {
        var missing = typeof(Layer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract)
            .Except(LayerCases.All.Select(layer => layer.Create(4, 4).GetType()));
        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Outputs_equal_the_definition_in_double_precision(string name)
    {
        using var processor = new Processor(threads: 1);
        foreach (var (rows, inputs, outputs) in Shapes(name))
        {
            var fixture = new LayerFixture(LayerCases.Named(name), rows, inputs, outputs, Key);
            fixture.Forward(processor);
            var expected = LayerCases.Named(name).Forward(Input(fixture), Parameters(fixture.Layer));
            Assert.True(CentralDifferences.RelativeError(fixture.Y, expected.Data) < 1e-6, $"{rows} x {fixture.Layer}");
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Gradients_equal_central_differences_of_the_definition(string name)
    {
        using var processor = new Processor(threads: 1);
        foreach (var (rows, inputs, outputs) in Shapes(name).Where(shape => shape.Rows * shape.Inputs * shape.Outputs < 30_000 && shape.Inputs <= LayerCases.Named(name).MostInputsDifferenced))
        {
            var fixture = new LayerFixture(LayerCases.Named(name), rows, inputs, outputs, Key);
            fixture.Forward(processor);
            fixture.Backward(processor);

            var x = Input(fixture);
            var parameters = Parameters(fixture.Layer);
            var dy = DoubleMatrix.From(new MatrixView(fixture.Dy, rows, fixture.Layer.Outputs));
            double Loss() => LayerCases.Named(name).Forward(x, parameters).Dot(dy);

            AssertClose(fixture.Dx, CentralDifferences.Gradient(x.Data, Loss), 1e-5, $"{rows} x {fixture.Layer}: input");
            for (int i = 0; i < parameters.Length; i++)
            {
                var parameter = fixture.Layer.Parameters[i];
                AssertClose(parameter.Gradient.ToRowMajor(), CentralDifferences.Gradient(parameters[i].Data, Loss), 1e-5, $"{rows} x {fixture.Layer}: {parameter.Name}");
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Gradients_equal_central_differences_of_the_layer_itself(string name)
    {
        using var processor = new Processor(threads: 1);
        foreach (var (rows, inputs, outputs) in new[] { (1, 1, 1), (3, 5, 4), (6, 9, 18) }.Where(shape => shape.Item1 >= LayerCases.Named(name).MinRows))
        {
            var fixture = new LayerFixture(LayerCases.Named(name), rows, inputs, outputs, Key);
            fixture.Forward(processor);
            fixture.Backward(processor);

            double Loss()
            {
                fixture.Forward(processor);
                return fixture.Y.Zip(fixture.Dy, (y, dy) => (double)y * dy).Sum();
            }

            AssertClose(fixture.Dx, CentralDifferences.Gradient(fixture.X.AsMemory(), Loss, 0.01f), 1e-3, $"{rows} x {fixture.Layer}: input");
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Every_width_and_number_of_threads_gives_the_bits_of_the_scalar_reference(string name)
    {
        foreach (var (rows, inputs, outputs) in Shapes(name).Append((130, 70, 90)))
        {
            float[]? expected = null;
            foreach (var width in Widths.All)
            {
                foreach (int threads in new[] { 1, 2, 3 })
                {
                    using var processor = new Processor(threads, width);
                    var fixture = new LayerFixture(LayerCases.Named(name), rows, inputs, outputs, Key);
                    fixture.Forward(processor);
                    fixture.Backward(processor);
                    expected ??= fixture.Results();
                    Assert.True(Bits.Difference(expected, fixture.Results()) is not { } difference, $"{width}, {threads} threads, {rows} x {fixture.Layer}");
                }
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Backward_overwrites_the_input_gradient_and_adds_to_the_parameters(string name)
    {
        using var processor = new Processor(threads: 1);
        var fixture = new LayerFixture(LayerCases.Named(name), 4, 6, 5, Key);
        fixture.Forward(processor);
        fixture.Backward(processor);
        float[] dx = [.. fixture.Dx];
        float[][] once = [.. fixture.Layer.Parameters.Select(parameter => parameter.Gradient.Data.ToArray())];
        fixture.Backward(processor);

        Assert.Equal(dx, fixture.Dx);
        for (int i = 0; i < once.Length; i++)
            AssertClose(fixture.Layer.Parameters[i].Gradient.Data, [.. once[i].Select(value => 2.0 * value)], 1e-6, "twice");
    }

    [Theory, MemberData(nameof(Cases))]
    public void Parameter_gradients_do_not_depend_on_whether_the_input_gradient_is_required(string name)
    {
        using var processor = new Processor(threads: 1);
        foreach (var (rows, inputs, outputs) in Shapes(name))
        {
            var (required, other) = (new LayerFixture(LayerCases.Named(name), rows, inputs, outputs, Key), new LayerFixture(LayerCases.Named(name), rows, inputs, outputs, Key));
            required.Forward(processor);
            other.Forward(processor);
            required.Backward(processor);
            other.Backward(processor, withInputGradient: false);

            Assert.DoesNotContain(required.Dx, float.IsNaN);
            for (int i = 0; i < required.Layer.Parameters.Count; i++)
            {
                Assert.Contains(required.Layer.Parameters[i].Gradient.Data.ToArray(), value => value != 0);
                Assert.Null(Bits.Difference(required.Layer.Parameters[i].Gradient.Data, other.Layer.Parameters[i].Gradient.Data));
            }
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Passes_change_nothing_they_only_read(string name)
    {
        using var processor = new Processor(threads: 2);
        var fixture = new LayerFixture(LayerCases.Named(name), 9, 6, 5, Key);
        float[] x = [.. fixture.X], dy = [.. fixture.Dy];
        fixture.Forward(processor);
        float[] y = [.. fixture.Y], cache = [.. fixture.Cache];
        fixture.Backward(processor);

        Assert.Equal(x, fixture.X);
        Assert.Equal(y, fixture.Y);
        Assert.Equal(cache, fixture.Cache);
        Assert.Equal(dy, fixture.Dy);
    }

    [Theory, MemberData(nameof(Cases)), Trait("Category", "Allocation")]
    public void Passes_allocate_nothing(string name)
    {
        using var processor = new Processor(threads: 1);
        var fixture = new LayerFixture(LayerCases.Named(name), 33, 40, 50, Key);
        Assert.Equal(0, Allocations.Of(() =>
        {
            fixture.Forward(processor);
            fixture.Backward(processor);
        }));
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_wrong_shape_is_named(string name)
    {
        using var processor = new Processor(threads: 1);
        var layer = LayerCases.Named(name).Create(3, 4);
        var pass = new Pass(processor, PassMode.Training);
        var error = Assert.Throws<ShapeException>(() => layer.Forward(pass, new MatrixView(new float[4], 2, 2), new(new float[8], 2, 4), []));
        Assert.Equal($"{layer}: input is 2x2; expected 2x3.", error.Message);

        error = Assert.Throws<ShapeException>(() => layer.Forward(pass, new MatrixView(new float[6], 2, 3), new(new float[2], 2, 1), []));
        Assert.Equal($"{layer}: output is 2x1; expected 2x{layer.Outputs}.", error.Message);
        int cache = layer.CacheLength(2), scratch = layer.ScratchLength(2), outputs = layer.Outputs;
        error = Assert.Throws<ShapeException>(() => layer.Forward(pass, new MatrixView(new float[6], 2, 3), new(new float[2 * outputs], 2, outputs), new float[cache + 1]));
        Assert.Equal($"{layer}: cache is 1x{cache + 1}; expected 1x{cache}.", error.Message);

        Assert.Equal($"{layer}: input is 2x2; expected 2x3.", Backward(x: 2));
        Assert.Equal($"{layer}: output is 2x1; expected 2x{outputs}.", Backward(y: 1));
        Assert.Equal($"{layer}: cache is 1x{cache + 1}; expected 1x{cache}.", Backward(cacheLength: cache + 1));
        Assert.Equal($"{layer}: output gradient is 2x1; expected 2x{outputs}.", Backward(dy: 1));
        Assert.Equal($"{layer}: input gradient is 2x4; expected 2x3.", Backward(dx: 4));
        Assert.Equal($"{layer}: scratch is 1x{scratch + 1}; expected 1x{scratch}.", Backward(scratchLength: scratch + 1));

        string Backward(int x = 3, int? y = null, int? cacheLength = null, int? dy = null, int dx = 3, int? scratchLength = null) => Assert.Throws<ShapeException>(() => layer.Backward(
            pass, Matrix(x), Matrix(y ?? outputs), new float[cacheLength ?? cache], Matrix(dy ?? outputs), Matrix(dx), new float[scratchLength ?? scratch])).Message;

        static MatrixView Matrix(int columns) => new(new float[2 * columns], 2, columns);
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_pass_that_nobody_created_is_refused(string name)
    {
        var layer = LayerCases.Named(name).Create(3, 4);
        var error = Assert.Throws<InvalidOperationException>(
            () => layer.Forward(default, new MatrixView(new float[6], 2, 3), new(new float[2 * layer.Outputs], 2, layer.Outputs), new float[layer.CacheLength(2)]));
        Assert.Equal("This pass has no processor, so it is default(Pass): create it with new Pass(processor, mode).", error.Message);
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_disposed_processor_is_refused(string name)
    {
        foreach (int threads in new[] { 1, 2 })
        {
            var processor = new Processor(threads);
            var fixture = new LayerFixture(LayerCases.Named(name), 4, 6, 5, Key);
            fixture.Forward(processor);
            processor.Dispose();
            Assert.Throws<ObjectDisposedException>(() => fixture.Forward(processor));
            Assert.Throws<ObjectDisposedException>(() => fixture.Backward(processor));
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_width_of_zero_is_refused(string name) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LayerCases.Named(name).Create(0, 0));

    [Theory, MemberData(nameof(Cases))]
    public void NaN_comes_through(string name)
    {
        using var processor = new Processor(threads: 1);
        var fixture = new LayerFixture(LayerCases.Named(name), 2, 20, 20, Key);
        Array.Fill(fixture.X, float.NaN);
        fixture.Forward(processor);
        Assert.All(fixture.Y, value => Assert.True(float.IsNaN(value)));
    }

    private static IEnumerable<(int Rows, int Inputs, int Outputs)> Shapes(string name) =>
        Some.Shapes().Where(shape => shape.Rows >= LayerCases.Named(name).MinRows);

    private static DoubleMatrix Input(LayerFixture fixture) => DoubleMatrix.From(new MatrixView(fixture.X, fixture.Rows, fixture.Layer.Inputs));

    private static DoubleMatrix[] Parameters(Layer layer) => [.. layer.Parameters.Select(parameter => DoubleMatrix.From(parameter.Value))];

    private static void AssertClose(ReadOnlySpan<float> analytic, double[] numeric, double tolerance, string what)
    {
        double error = CentralDifferences.RelativeError(analytic, numeric);
        Assert.True(error <= tolerance, $"{what}: relative error {error:E2}, allowed {tolerance:E0}");
    }
}
