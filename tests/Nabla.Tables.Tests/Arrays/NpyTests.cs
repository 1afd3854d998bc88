using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tables.Tests.Arrays;

public sealed class NpyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_classification_has_the_features_and_labels_of_its_files()
    {
        var data = ArrayDataset.FromNpy(File("x.npy", NpyBytes.Floats([2, 3], 1, 2, 3, 4, 5, 6)), File("y.npy", NpyBytes.Integers(2, 0)), TaskKind.Classification);

        Assert.Equal("x.npy", data.Name);
        Assert.Equal((2, 3), (data.Count, data.Features));
        Assert.Equal([2, 0], data.Labels.ToArray());
        Assert.Equal(["0", "1", "2"], data.ClassNames);
        Assert.Equal([1, 2, 3, 4, 5, 6], Rows.Raw(data));
    }

    [Fact]
    public void A_regression_has_the_values_of_its_file()
    {
        string features = File("x.npy", NpyBytes.Floats([2, 1], 7, 8));
        var one = ArrayDataset.FromNpy(features, File("y.npy", NpyBytes.Floats([2], 0.5f, -1)), TaskKind.Regression);
        var two = ArrayDataset.FromNpy(features, File("z.npy", NpyBytes.Floats([2, 2], 1, 2, 3, 4)), TaskKind.Regression, names: ["a", "b"], featureNames: ["f"], name: "n");

        Assert.Equal([0.5f, -1], one.Values.ToArray());
        Assert.Equal(["value"], one.Task.Names);
        Assert.Equal([1, 2, 3, 4], two.Values.ToArray());
        Assert.Equal("n", two.Name);
        Assert.Equal(["a", "b"], two.Task.Names);
        Assert.Equal(["f"], two.FeatureNames);
    }

    public static TheoryData<string, byte[], float[]> Types => new()
    {
        { "<f4", [0, 0, 128, 63, 0, 0, 0, 192], [1, -2] },
        { ">f4", [63, 128, 0, 0, 192, 0, 0, 0], [1, -2] },
        { "<f8", [.. BitConverter.GetBytes(1.0), .. BitConverter.GetBytes(-0.1)], [1, -0.1f] },
        { ">f8", [.. BitConverter.GetBytes(1.0).Reverse(), .. BitConverter.GetBytes(-0.1).Reverse()], [1, -0.1f] },
        { "<f2", [0, 0x3C, 0, 0xC0], [1, -2] },
        { "|i1", [1, 255], [1, -1] },
        { "|u1", [1, 255], [1, 255] },
        { "|b1", [0, 1], [0, 1] },
        { "<i2", [1, 0, 255, 255], [1, -1] },
        { ">i2", [0, 1, 255, 255], [1, -1] },
        { "<u2", [1, 0, 255, 255], [1, 65535] },
        { ">u2", [0, 1, 255, 255], [1, 65535] },
        { "<i4", [1, 0, 0, 0, 254, 255, 255, 255], [1, -2] },
        { ">u4", [0, 0, 0, 1, 255, 255, 255, 255], [1, 4294967295f] },
        { "<i8", [1, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255], [1, -1] },
        { ">u8", [0, 0, 0, 0, 0, 0, 0, 1, 255, 255, 255, 255, 255, 255, 255, 255], [1, 18446744073709551615f] },
    };

    [Theory, MemberData(nameof(Types))]
    public void Every_type_of_number_is_read_in_both_byte_orders(string type, byte[] bytes, float[] expected)
    {
        string features = File("x.npy", NpyBytes.Write(type, [2, 1], bytes)), targets = File("y.npy", NpyBytes.Integers(0, 1));
        Assert.Equal(expected, Rows.Raw(ArrayDataset.FromNpy(features, targets, TaskKind.Classification)));
        Assert.Equal(expected, Rows.Raw(ArrayDataset.OpenNpy(features, targets, TaskKind.Classification)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_version_of_the_format_is_read(int version)
    {
        byte[] file = NpyBytes.Write("|u1", [2, 2], [1, 2, 3, 4], isFortran: false, version);
        Assert.Equal([1, 2, 3, 4], Rows.Raw(Read(file)));
    }

    [Fact]
    public void Fortran_order_gives_the_same_rows() =>
        Assert.Equal([1, 2, 3, 4, 5, 6], Rows.Raw(Read(NpyBytes.Write("|u1", [2, 3], [1, 4, 2, 5, 3, 6], isFortran: true))));

    [Fact]
    public void Targets_in_fortran_order_give_the_same_rows()
    {
        string targets = File("y.npy", NpyBytes.Write("|u1", [2, 2], [1, 3, 2, 4], isFortran: true));
        Assert.Equal([1, 2, 3, 4], ArrayDataset.FromNpy(File("x.npy", NpyBytes.Floats([2, 1], 0, 1)), targets, TaskKind.Regression).Values.ToArray());
    }

    [Fact]
    public void All_axes_after_the_first_are_features() => Assert.Equal(6, Read(NpyBytes.Write("|u1", [2, 2, 3], new byte[12])).Features);

    [Fact]
    public void A_gzip_file_is_read_like_a_plain_one() => Assert.Equal([9, 8], Rows.Raw(Read(NpyBytes.Gzip(NpyBytes.Floats([2, 1], 9, 8)))));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_gzip_file_without_its_whole_checksum_is_refused(int missing)
    {
        string features = File("x.npy", NpyBytes.Gzip(NpyBytes.Floats([2, 1], 9, 8))[..^missing]), targets = File("y.npy", NpyBytes.Integers(0, 1));
        string message = Assert.Throws<InvalidDataException>(() => ArrayDataset.FromNpy(features, targets, TaskKind.Classification)).Message;
        Assert.Equal($"{features}: the data do not match the checksum in the file. The file is damaged: get it again.", message);
    }

    [Fact]
    public void Arrays_larger_than_the_buffer_are_read()
    {
        float[] numbers = [.. Enumerable.Range(0, 100_000).Select(i => (float)i)];
        string features = File("x.npy", NpyBytes.Floats([2, 50_000], numbers)), targets = File("y.npy", NpyBytes.Integers(0, 1));
        Assert.Equal(numbers, Rows.Raw(ArrayDataset.FromNpy(features, targets, TaskKind.Classification)));
        Assert.Equal(numbers, Rows.Raw(ArrayDataset.OpenNpy(features, targets, TaskKind.Classification)));
    }

    [Fact]
    public void An_opened_file_gives_the_bits_of_one_in_memory()
    {
        float[] numbers = new float[40 * 1500];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = i % 1500 == 3 ? 0.1f : new RandomKey(5).Uniform((ulong)i);
        string features = File("x.npy", NpyBytes.Floats([40, 1500], numbers));
        string targets = File("y.npy", NpyBytes.Integers([.. Enumerable.Range(0, 40).Select(i => (long)(i % 3))]));
        var inMemory = ArrayDataset.FromNpy(features, targets, TaskKind.Classification);
        var opened = ArrayDataset.OpenNpy(features, targets, TaskKind.Classification);
        int[] rows = [5, 39, 0, 7, 7, 22];

        Rows.AssertSame(inMemory, opened, rows);
        Assert.Equal(inMemory.Labels.ToArray(), opened.Labels.ToArray());
        Assert.Equal(inMemory.ClassNames, opened.ClassNames);
        ((IDisposable)opened).Dispose();
    }

    [Fact]
    public void A_batch_of_an_opened_file_allocates_nothing()
    {
        string features = File("x.npy", NpyBytes.Floats([8, 2000], new float[16_000]));
        var opened = ArrayDataset.OpenNpy(features, File("y.npy", NpyBytes.Floats([8], new float[8])), TaskKind.Regression);
        using var processor = new Processor(threads: 1);
        var standardizer = opened.MeasureStandardizer([0, 1]);
        float[] batch = new float[2 * 2000];
        Assert.Equal(0, Allocations.Of(() => opened.Gather(processor, [3, 4], standardizer, new MatrixView(batch, 2, 2000))));
    }

    [Fact]
    public void An_opened_file_that_is_cut_short_later_is_an_error_that_says_so()
    {
        string features = File("x.npy", NpyBytes.Floats([2, 1], 1, 2));
        var opened = ArrayDataset.OpenNpy(features, File("y.npy", NpyBytes.Integers(0, 1)), TaskKind.Classification);
        using (var file = new FileStream(features, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.SetLength(file.Length - 2);
        string message = Assert.Throws<InvalidDataException>(() => opened.MeasureStandardizer([0, 1])).Message;
        Assert.Equal($"{features}: ends within example 1, although it was longer when it was opened. Do not change the file while it is in use.", message);
    }

    [Fact]
    public void An_opened_file_refuses_what_is_not_finite_where_it_meets_it()
    {
        string features = File("x.npy", NpyBytes.Floats([2, 2], 1, 2, 3, float.NaN));
        var opened = ArrayDataset.OpenNpy(features, File("y.npy", NpyBytes.Integers(0, 1)), TaskKind.Classification);
        opened.MeasureStandardizer([0]);
        string message = Assert.Throws<InvalidDataException>(() => opened.MeasureStandardizer([0, 1])).Message;
        Assert.StartsWith($"{features}: feature 1 of example 1 is NaN in single precision; expected a finite number.", message, StringComparison.Ordinal);
    }

    private ArrayDataset Read(byte[] features) => ArrayDataset.FromNpy(File("x.npy", features), File("y.npy", NpyBytes.Integers(0, 1)), TaskKind.Classification);

    private string File(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(_folder[name], bytes);
        return _folder[name];
    }
}
