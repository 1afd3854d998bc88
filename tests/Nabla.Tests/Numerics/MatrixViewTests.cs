using Nabla.Networks;

namespace Nabla.Tests.Numerics;

public sealed class MatrixViewTests
{
    [Fact]
    public void A_dense_matrix_has_rows_without_gaps()
    {
        float[] data = [1, 2, 3, 4, 5, 6];
        var matrix = new MatrixView(data, 2, 3);

        Assert.Equal((2, 3, 3), (matrix.Rows, matrix.Columns, matrix.Stride));
        Assert.Equal([1, 2, 3], matrix.Row(0));
        Assert.Equal([4, 5, 6], matrix.Row(1));
        Assert.Equal(6, matrix[1, 2]);
        Assert.Equal(data, matrix.Data);
    }

    [Fact]
    public void A_stride_leaves_a_gap_after_each_row()
    {
        float[] data = [1, 2, 3, -1, 4, 5, 6, -1];
        var matrix = new MatrixView(data, 2, 3, 4);

        Assert.Equal((2, 3, 4), (matrix.Rows, matrix.Columns, matrix.Stride));
        Assert.Equal([1, 2, 3], matrix.Row(0));
        Assert.Equal([4, 5, 6], matrix.Row(1));
        Assert.Equal(5, matrix[1, 1]);
    }

    [Fact]
    public void Elements_and_rows_are_the_memory_itself()
    {
        float[] data = new float[8];
        var matrix = new MatrixView(data, 2, 3, 4);

        matrix[0, 1] = 7;
        matrix.Row(1).Fill(9);

        Assert.Equal([0, 7, 0, 0, 9, 9, 9, 0], data);
    }

    [Fact]
    public void The_top_keeps_columns_and_stride()
    {
        var top = new MatrixView(new float[12], 3, 3, 4).Top(2);

        Assert.Equal((2, 3, 4, 8), (top.Rows, top.Columns, top.Stride, top.Data.Length));
        Assert.True(new MatrixView(new float[12], 3, 4).Top(0).IsEmpty);
    }

    [Fact]
    public void A_gap_is_not_an_element()
    {
        Assert.Throws<IndexOutOfRangeException>(() => new MatrixView(new float[8], 2, 3, 4)[0, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixView(new float[8], 2, 3, 4)[2, 0]);
    }

    [Fact]
    public void A_view_can_be_read_only()
    {
        ReadOnlyMatrixView matrix = new MatrixView(new float[] { 1, 2, 3, -1, 4, 5, 6, -1 }, 2, 3, 4);

        Assert.Equal((2, 3, 4), (matrix.Rows, matrix.Columns, matrix.Stride));
        Assert.Equal([4, 5, 6], matrix.Row(1));
        Assert.Equal(6, matrix[1, 2]);
        Assert.Equal([4, 5, 6], matrix.Top(2).Row(1));
        Assert.False(matrix.IsEmpty);
    }

    [Fact]
    public void Nothing_is_an_empty_matrix()
    {
        Assert.True(default(MatrixView).IsEmpty);
        Assert.True(new MatrixView([], 0, 5).IsEmpty);
        Assert.True(new ReadOnlyMatrixView([], 5, 0).IsEmpty);
    }

    [Theory]
    [InlineData(5, 2, 3, 3, "5 floats cannot be a matrix of 2x3 with a stride of 3: that takes 6.")]
    [InlineData(7, 2, 3, 4, "7 floats cannot be a matrix of 2x3 with a stride of 4: that takes 8.")]
    [InlineData(9, 2, 3, 4, "9 floats cannot be a matrix of 2x3 with a stride of 4: that takes 8.")]
    [InlineData(0, 65536, 65536, 65536, "0 floats cannot be a matrix of 65536x65536 with a stride of 65536: that takes 4294967296.")]
    [InlineData(6, 2, 3, 2, "A matrix of 2x3 cannot have a stride of 2: the stride is at least the number of columns.")]
    public void What_is_not_a_matrix_is_refused(int length, int rows, int columns, int stride, string message)
    {
        Assert.Equal(message, Assert.Throws<ShapeException>(() => { _ = new MatrixView(new float[length], rows, columns, stride); }).Message);
        Assert.Equal(message, Assert.Throws<ShapeException>(() => { _ = new ReadOnlyMatrixView(new float[length], rows, columns, stride); }).Message);
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(2, -3)]
    [InlineData(-2, -3)]
    public void Negative_sizes_are_refused(int rows, int columns) =>
        Assert.Throws<ShapeException>(() => { _ = new MatrixView(new float[6], rows, columns); });

    [Fact]
    public void Shapes_that_differ_are_named()
    {
        ShapeException.ThrowIfDifferent("Dense(3, 4)", "the input", 2, 3, 2, 3);

        var exception = Assert.Throws<ShapeException>(() => ShapeException.ThrowIfDifferent("Dense(3, 4)", "the input", 2, 5, 2, 3));
        Assert.Equal("Dense(3, 4): the input is 2x5; expected 2x3.", exception.Message);
    }
}
