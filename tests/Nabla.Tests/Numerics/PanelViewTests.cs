using Nabla.Networks;

namespace Nabla.Tests.Numerics;

public sealed class PanelViewTests
{
    [Fact]
    public void Elements_lie_panel_after_panel()
    {
        float[] data = [.. Enumerable.Range(0, 3 * 40).Select(i => (float)i)];
        var matrix = new PanelView(data, 3, 40);
        Assert.Equal(2, matrix.Panels);
        Assert.Equal((0, 31, 32, 95), (matrix[0, 0], matrix[0, 31], matrix[1, 0], matrix[2, 31]));
        Assert.Equal((96, 103, 104, 119), (matrix[0, 32], matrix[0, 39], matrix[1, 32], matrix[2, 39]));
        Assert.Equal(8, matrix.Segment(1, 1).Length);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 32)]
    [InlineData(3, 33)]
    [InlineData(5, 100)]
    public void Rows_go_in_and_come_out(int rows, int columns)
    {
        float[] values = [.. Enumerable.Range(0, rows * columns).Select(i => (float)i)];
        var matrix = new PanelView(new float[rows * columns], rows, columns);
        matrix.CopyFromRowMajor(values);
        Assert.Equal(values, matrix.ToRowMajor());
        for (int i = 0; i < values.Length; i++)
            Assert.Equal(values[i], matrix[i / columns, i % columns]);
    }

    [Fact]
    public void Up_to_32_columns_lie_row_by_row()
    {
        float[] values = [.. Enumerable.Range(0, 7 * 32).Select(i => (float)i)];
        Assert.Equal(values, new PanelView(values, 7, 32).ToRowMajor());
    }

    [Fact]
    public void A_wrong_length_is_refused()
    {
        var error = Assert.Throws<ShapeException>(() => new PanelView(new float[5], 2, 3));
        Assert.Equal("5 floats cannot be a matrix of 2x3 with a stride of 3: that takes 6.", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PanelView(new float[6], 2, 3)[2, 0]);
    }
}
