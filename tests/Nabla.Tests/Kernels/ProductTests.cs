using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

/// <summary>The three products: exact on small integers, and at every width, stride and number of threads the bits of the scalar reference.</summary>
public sealed class ProductTests
{
    private static readonly RandomKey Key = new(5);

    /// <summary>Samples, inputs, outputs: beyond one vector, one tile, one block of the depth and one part for each thread; outputs that are fewer than lanes.</summary>
    private static IEnumerable<(int Samples, int Inputs, int Outputs)> Shapes() =>
        Some.Shapes().Concat([(1, 300, 547), (1, 64, 600), (128, 300, 33), (25, 513, 48), (300, 70, 64), (7, 1000, 10), (100, 257, 130), (33, 257, 300), (300, 600, 10), (40, 70, 3), (65, 33, 15), (1, 64, 3), (1, 5, 33), (2, 257, 47), (6, 512, 17), (12, 2, 37), (13, 258, 1)]);

    [Fact]
    public void Products_of_small_integers_are_exact_at_every_width()
    {
        foreach (var (samples, inputs, outputs) in Shapes())
        {
            float[] x = Some.Integers(samples * inputs, Key.Fold(1)), w = Some.Integers(inputs * outputs, Key.Fold(2));
            float[] dy = Some.Integers(samples * outputs, Key.Fold(3)), bias = Some.Integers(outputs, Key.Fold(4));
            foreach (var width in Widths.All)
            {
                using var processor = new Processor(threads: 2, width);
                float[] y = new float[samples * outputs], dx = new float[samples * inputs];
                PanelView panels = Panels(w, inputs, outputs), gradient = Panels(w, inputs, outputs);
                processor.Affine(new MatrixView(x, samples, inputs), panels, bias, new(y, samples, outputs));
                processor.AddTransposedLeft(new MatrixView(x, samples, inputs), new MatrixView(dy, samples, outputs), gradient);
                processor.TransposedRight(new MatrixView(dy, samples, outputs), panels, new(dx, samples, inputs));
                float[] dw = gradient.ToRowMajor();

                string what = $"{width}: {samples} x {inputs} x {outputs}";
                AssertEqual(what, y, samples, outputs, (n, j) => (long)bias[j] + Sum(inputs, i => (long)x[(n * inputs) + i] * (long)w[(i * outputs) + j]));
                AssertEqual(what, dw, inputs, outputs, (i, j) => (long)w[(i * outputs) + j] + Sum(samples, n => (long)x[(n * inputs) + i] * (long)dy[(n * outputs) + j]));
                AssertEqual(what, dx, samples, inputs, (n, i) => Sum(outputs, j => (long)dy[(n * outputs) + j] * (long)w[(i * outputs) + j]));
            }
        }
    }

    [Fact]
    public void Every_width_stride_and_number_of_threads_gives_the_bits_of_the_reference()
    {
        foreach (var (samples, inputs, outputs) in Shapes())
        {
            float[] bias = Some.Normal(outputs, Key.Fold(4));
            float[]? expected = null;
            foreach (var width in Widths.All)
            {
                foreach (var (threads, gap) in new[] { (1, 0), (2, 0), (3, 5), (2, 16) })
                {
                    using var processor = new Processor(threads, width);
                    var x = Matrix(samples, inputs, gap, Key.Fold(1));
                    var w = Panels(Some.Normal(inputs * outputs, Key.Fold(2)), inputs, outputs);
                    var dy = Matrix(samples, outputs, gap, Key.Fold(3));
                    var y = Matrix(samples, outputs, gap, Key.Fold(5));
                    var dw = Panels(Some.Normal(inputs * outputs, Key.Fold(6)), inputs, outputs);
                    var dx = Matrix(samples, inputs, gap, Key.Fold(7));
                    processor.Affine(x, w, bias, y);
                    processor.AddTransposedLeft(x, dy, dw);
                    processor.TransposedRight(dy, w, dx);

                    float[] actual = [.. Bits.Dense(y), .. dw.ToRowMajor(), .. Bits.Dense(dx)];
                    expected ??= actual;
                    Assert.True(
                        Bits.Difference(expected, actual) is not { } difference, $"{width}, {threads} threads, gap {gap}: {samples} x {inputs} x {outputs}");
                }
            }
        }
    }

    [Fact]
    public void Products_touch_nothing_between_rows()
    {
        foreach (var width in Widths.All)
        {
            using var processor = new Processor(threads: 1, width);
            const int Gap = 3;
            float[] data = new float[13 * (21 + Gap)];
            Array.Fill(data, 99);
            processor.Affine(Matrix(13, 8, 0, Key), Panels(Some.Normal(8 * 21, Key), 8, 21), new float[21], new(data, 13, 21, 21 + Gap));
            for (int row = 0; row < 13; row++)
                Assert.Equal([99, 99, 99], data.AsSpan((row * (21 + Gap)) + 21, Gap));
        }
    }

    [Fact]
    public void Infinities_and_NaN_in_the_gap_do_not_leak()
    {
        foreach (var width in Widths.All)
        {
            using var processor = new Processor(threads: 1, width);
            float[] x = new float[13 * 24], dw = new float[21 * 21];
            Array.Fill(x, float.NaN);
            for (int row = 0; row < 13; row++)
                x.AsSpan(row * 24, 21).Fill(1);
            float[] y = new float[13 * 21];
            processor.Affine(new MatrixView(x, 13, 21, 24), Panels(Some.Normal(21 * 21, Key), 21, 21), new float[21], new(y, 13, 21));
            processor.AddTransposedLeft(new MatrixView(x, 13, 21, 24), new MatrixView(x, 13, 21, 24), new(dw, 21, 21));
            Assert.All(y.Concat(dw), value => Assert.True(float.IsFinite(value)));
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        using var processor = new Processor(threads: 1);
        float[] bias = new float[3];
        Refuses("Affine: weight is 4x3; expected 5x3.", () => processor.Affine(Zeros(2, 5), Weight(4, 3), bias, Zeros(2, 3)));
        Refuses("Affine: bias is 1x3; expected 1x2.", () => processor.Affine(Zeros(2, 5), Weight(5, 2), bias, Zeros(2, 2)));
        Refuses("Affine: output is 1x3; expected 2x3.", () => processor.Affine(Zeros(2, 5), Weight(5, 3), bias, Zeros(1, 3)));
        Refuses("AddTransposedLeft: output gradient is 3x3; expected 2x3.", () => processor.AddTransposedLeft(Zeros(2, 5), Zeros(3, 3), Weight(5, 3)));
        Refuses("AddTransposedLeft: weight gradient is 3x5; expected 5x3.", () => processor.AddTransposedLeft(Zeros(2, 5), Zeros(2, 3), Weight(3, 5)));
        Refuses("TransposedRight: weight is 5x4; expected 5x3.", () => processor.TransposedRight(Zeros(2, 3), Weight(5, 4), Zeros(2, 5)));
        Refuses("TransposedRight: input gradient is 2x4; expected 2x5.", () => processor.TransposedRight(Zeros(2, 3), Weight(5, 3), Zeros(2, 4)));

        static MatrixView Zeros(int rows, int columns) => new(new float[rows * columns], rows, columns);
        static PanelView Weight(int rows, int columns) => new(new float[rows * columns], rows, columns);
        static void Refuses(string message, Action product) => Assert.Equal(message, Assert.Throws<ShapeException>(product).Message);
    }

    private static MatrixView Matrix(int rows, int columns, int gap, RandomKey key)
    {
        float[] dense = Some.Normal(rows * columns, key);
        float[] data = new float[rows * (columns + gap)];
        for (int row = 0; row < rows; row++)
            dense.AsSpan(row * columns, columns).CopyTo(data.AsSpan(row * (columns + gap)));
        return new(data, rows, columns, columns + gap);
    }

    private static PanelView Panels(float[] rowMajor, int rows, int columns)
    {
        var panels = new PanelView(new float[rows * columns], rows, columns);
        panels.CopyFromRowMajor(rowMajor);
        return panels;
    }

    private static long Sum(int count, Func<int, long> term) => Enumerable.Range(0, count).Sum(term);

    private static void AssertEqual(string what, float[] actual, int rows, int columns, Func<int, int, long> expected)
    {
        // Every element of a small result, a scattering of a large one.
        int step = 1 + (rows * columns / 500);
        for (int i = 0; i < rows * columns; i += step)
            Assert.True(actual[i] == expected(i / columns, i % columns), $"{what} [{i / columns}, {i % columns}]");
    }
}
