using Nabla.Networks;
using Nabla.Testing;
using Nabla.Tests.Kernels;

namespace Nabla.Tests.Data;

public sealed class ImageDatasetTests
{
    public static TheoryData<int, int, int> ImageShapes => new() { { 1, 1, 1 }, { 3, 5, 7 }, { 2, 4, 4 }, { 20, 3, 3 }, { 3, 32, 32 } };

    [Fact]
    public void An_image_is_read_back_as_it_was_given()
    {
        var images = new ImageDataset("two", new(3, 1, 2), ["x", "y"], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [1, 0]);

        Assert.Equal(2, images.Count);
        Assert.Equal(6, images.Features);
        Assert.Equal(2, images.Classes);
        Assert.Equal([1, 0], images.Labels.ToArray());
        Assert.Equal([7, 8, 9, 10, 11, 12], images.Pixels(1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => images.Pixels(2).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => images.Pixels(-1).Length);
    }

    [Fact]
    public void What_does_not_fit_together_is_refused_with_one_sentence()
    {
        AssertRefused("bad: the images' shape is 3x0x2; each of its numbers must be at least 1.", new(3, 0, 2), 0, []);
        AssertRefused("bad: got 11 bytes; 2 images of 3x1x2 are 12.", new(3, 1, 2), 11, [0, 1]);
        AssertRefused("bad: the label of image 1 is 2; expected 0 to 1.", new(3, 1, 2), 12, [0, 2]);
        AssertRefused("bad: the label of image 0 is -1; expected 0 to 1.", new(3, 1, 2), 12, [-1, 0]);

        static void AssertRefused(string message, ImageShape shape, int bytes, int[] labels)
        {
            var error = Assert.Throws<ArgumentException>(() => new ImageDataset("bad", shape, ["x", "y"], new byte[bytes], labels));
            Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(ImageShapes))]
    public void The_standardizer_is_the_mean_and_deviation_of_each_channel(int channels, int height, int width)
    {
        var shape = new ImageShape(channels, height, width);
        var images = SomeImages.Create(11, shape);
        int[] rows = [3, 0, 10, 7, 5];

        var standardizer = images.MeasureStandardizer(rows);

        Assert.Equal(channels, standardizer.Groups);
        for (int channel = 0; channel < channels; channel++)
        {
            double[] values = [.. rows.SelectMany(row => images.Pixels(row).Slice(channel * shape.PlaneSize, shape.PlaneSize).ToArray()).Select(b => b / 255.0)];
            double mean = values.Average();
            Assert.Equal(mean, standardizer.Mean[channel], 1e-14);
            Assert.Equal(Math.Sqrt(values.Average(x => (x - mean) * (x - mean))), standardizer.Deviation[channel], 1e-14);
        }
    }

    [Fact]
    public void The_standardizer_does_not_depend_on_the_order_of_the_rows()
    {
        var images = SomeImages.Create(50, new(3, 9, 9));
        int[] rows = [.. Enumerable.Range(0, 50)];
        var forwards = images.MeasureStandardizer(rows);
        Array.Reverse(rows);

        var backwards = images.MeasureStandardizer(rows);

        Assert.Equal(forwards.Mean, backwards.Mean);
        Assert.Equal(forwards.Deviation, backwards.Deviation);
    }

    [Fact]
    public void A_channel_that_never_varies_has_deviation_0_and_becomes_0()
    {
        var images = new ImageDataset("flat", new(2, 1, 2), ["x"], [51, 51, 0, 255], [0]);
        var standardizer = images.MeasureStandardizer([0]);
        float[] batch = new float[4];

        using var processor = new Processor(1);
        images.Gather(processor, [0], standardizer, new(batch, 1, 4));

        Assert.Equal([0, 0.5], standardizer.Deviation);
        Assert.Equal([0f, 0f, -1f, 1f], batch.Select(x => MathF.Round(x, 6)));
    }

    [Theory]
    [MemberData(nameof(ImageShapes))]
    public void Gathered_rows_are_the_images_with_the_mean_taken_away_and_divided_by_the_deviation(int channels, int height, int width)
    {
        var shape = new ImageShape(channels, height, width);
        var images = SomeImages.Create(9, shape);
        int[] rows = [8, 2, 2, 0];
        var standardizer = images.MeasureStandardizer([0, 1, 2, 3]);
        float[] batch = new float[rows.Length * shape.Features];

        using var processor = new Processor(1);
        images.Gather(processor, rows, standardizer, new(batch, rows.Length, shape.Features));

        for (int i = 0; i < batch.Length; i++)
        {
            int channel = i % shape.Features / shape.PlaneSize;
            double raw = images.Pixels(rows[i / shape.Features])[i % shape.Features] / 255.0;
            double deviation = standardizer.Deviation[channel] == 0 ? 1 : standardizer.Deviation[channel];
            Assert.Equal((raw - standardizer.Mean[channel]) / deviation, batch[i], 2e-6);
        }
    }

    [Theory]
    [MemberData(nameof(ImageShapes))]
    public void Neither_width_nor_threads_nor_stride_changes_a_bit(int channels, int height, int width)
    {
        var shape = new ImageShape(channels, height, width);
        var images = SomeImages.Create(40, shape);
        int[] rows = [.. Enumerable.Range(0, 37).Select(i => (i * 7) % 40)];
        var standardizer = images.MeasureStandardizer(rows);
        float[] expected = Gather(VectorWidth.Scalar, 1, 0);

        foreach (var vectorWidth in Widths.All)
        {
            foreach (int threads in new[] { 1, 3 })
            {
                foreach (int gap in new[] { 0, 1, 16 })
                    Assert.Null(Bits.Difference(expected, Gather(vectorWidth, threads, gap)));
            }
        }

        float[] Gather(VectorWidth vectorWidth, int threads, int gap)
        {
            int stride = shape.Features + gap;
            float[] data = new float[rows.Length * stride];
            Array.Fill(data, 99);
            var batch = new MatrixView(data, rows.Length, shape.Features, stride);
            using var processor = new Processor(threads, vectorWidth);
            images.Gather(processor, rows, standardizer, batch);
            for (int row = 0; row < rows.Length; row++)
                Assert.All(data.AsSpan((row * stride) + shape.Features, gap).ToArray(), x => Assert.Equal(99, x));
            return Bits.Dense(batch);
        }
    }

    [Fact, Trait("Category", "Allocation")]
    public void Gathering_allocates_nothing()
    {
        var images = SomeImages.Create(64, new(3, 32, 32));
        int[] rows = [.. Enumerable.Range(0, 64)];
        var standardizer = images.MeasureStandardizer(rows);
        float[] batch = new float[64 * 3072];
        using var processor = new Processor(2);
        Assert.Equal(0, Allocations.Of(() => images.Gather(processor, rows, standardizer, new(batch, 64, 3072))));
    }

    [Fact]
    public void Wrong_arguments_are_refused_with_one_sentence()
    {
        var images = SomeImages.Create(4, new(3, 2, 2));
        var standardizer = images.MeasureStandardizer([0, 1]);
        using var processor = new Processor(1);

        Assert.StartsWith("some: got no images to measure mean and deviation; expected at least 1.", Error(() => images.MeasureStandardizer([])), StringComparison.Ordinal);
        Assert.StartsWith("some: got image 4; there are images 0 to 3.", Error(() => images.MeasureStandardizer([0, 4])), StringComparison.Ordinal);
        Assert.StartsWith("some: got image -1; there are images 0 to 3.", Error(() => images.Gather(processor, [-1], standardizer, new(new float[12], 1, 12))), StringComparison.Ordinal);
        Assert.Equal("some: batch is 2x12; expected 1x12.", Error(() => images.Gather(processor, [0], standardizer, new(new float[24], 2, 12))));
        Assert.Equal(
            "some: the standardizer has 1 groups; images of 3x2x2 take 3, one for each channel.",
            Error(() => images.Gather(processor, [0], new([0], [1]), new(new float[12], 1, 12))));

        static string Error(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
    }
}
