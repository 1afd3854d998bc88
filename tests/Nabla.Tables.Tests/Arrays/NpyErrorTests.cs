using Nabla.Testing;

namespace Nabla.Tables.Tests.Arrays;

/// <summary>What is wrong with an array's file is said in full.</summary>
public sealed class NpyErrorTests : IDisposable
{
    private static readonly byte[] TwoLabels = NpyBytes.Integers(0, 1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_not_there_is_refused()
    {
        string path = _folder["nowhere.npy"];
        string message = Assert.Throws<InvalidDataException>(() => ArrayDataset.FromNpy(path, path, TaskKind.Regression)).Message;
        Assert.Equal($"{path}: there is no such file. Check the path, or get the file.", message);
        message = Assert.Throws<InvalidDataException>(() => ArrayDataset.FromNpy(_folder.Path, path, TaskKind.Regression)).Message;
        Assert.Equal($"{_folder.Path}: is a folder; expected a file. Name the file in it.", message);
    }

    [Fact]
    public void A_file_of_another_format_is_refused()
    {
        AssertFails("{0}: ends or is damaged within the header, after 0 bytes. Get the file again.", []);
        AssertFails("{0}: is not an NPY file: it does not begin with the bytes 0x93 \"NUMPY\". Save arrays with numpy.save.", new byte[100]);
        byte[] newer = NpyBytes.Floats([2, 1], 1, 2);
        newer[6] = 4;
        AssertFails("{0}: got NPY version 4.0; expected 1.0, 2.0 or 3.0. Save the array again with numpy.save.", newer);
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", "holds Python objects (\"|O\"), which are pickled code and are not read. Convert the array with astype(numpy.float32) and save it again.")]
    [InlineData("{'descr': '|O\u0007\u001B', 'fortran_order': False, 'shape': (2,), }", "holds Python objects (\"|O??\"), which are pickled code")]
    [InlineData("{'descr': '<U3', 'fortran_order': False, 'shape': (2,), }", "got elements of type \"<U3\"; expected floats (f2, f4, f8), integers (i1 to i8, u1 to u8) and bool (b1). Convert the array with astype(numpy.float32) and save it again.")]
    [InlineData("{'descr': '=f4', 'fortran_order': False, 'shape': (2,), }", "got elements of type \"=f4\"; expected floats (f2, f4, f8), integers (i1 to i8, u1 to u8) and bool (b1). Convert the array with astype(numpy.float32) and save it again.")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", "the header's dictionary has \"[('a', '<f4')], 'fortran_order': False, …\" at position 10; expected text in quotes (of a structured array, read one field: save array['name']). Save the array again with numpy.save.")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (2,), }", "the header's dictionary has \"0, 'shape': (2,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }", "the header's dictionary has \"-2,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, }", "the header's dictionary has a dictionary without one of them at position")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "the header's dictionary has the key 'descr' at position 17; expected descr, fortran_order and shape, each once.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), } x", "the header's dictionary has \"x")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,", "the header's dictionary has its end at position")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 4), }", "declares 9223372036854775807 x 4 elements, more than any file holds. The file is damaged: get it again.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000,), }", "got 8 bytes of data; expected 4000000000000, 1000000000000 elements of type f4. The file is truncated: get it again.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (), }", "got 8 bytes of data; expected 4, 1 element of type f4. The file is too large: get it again.")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (), }", "got 1 element; expected features of at least 1 example, as examples x features. Save an array that is not empty.")]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 1, 1), }", "got 3 axes in Fortran order; expected C order, or at most 2 axes. Save numpy.ascontiguousarray(array).")]
    public void A_header_that_is_wrong_is_refused(string header, string message) => AssertFails($"{{0}}: {message}", NpyBytes.Write(header, new byte[8]));

    [Fact]
    public void A_header_longer_than_any_is_refused()
    {
        byte[] file = NpyBytes.Write("|u1", [2, 1], [1, 2], isFortran: false, version: 2);
        file[10] = 0x7F;
        AssertFails($"{{0}}: declares a header of {0x7F0000 + file[8]} bytes; expected at most 65536. The file is damaged: get it again.", file);
    }

    [Fact]
    public void Data_of_another_length_are_refused()
    {
        byte[] file = NpyBytes.Floats([2, 1], 1, 2);
        AssertFails("{0}: got 7 bytes of data; expected 8, 2 x 1 elements of type f4. The file is truncated: get it again.", file[..^1]);
        AssertFails("{0}: got 9 bytes of data; expected 8, 2 x 1 elements of type f4. The file is too large: get it again.", [.. file, 0]);
    }

    [Fact]
    public void Compressed_data_cannot_state_more_than_they_unpack_to()
    {
        byte[] bomb = NpyBytes.Gzip(NpyBytes.Write("|u1", [1 << 20, 1000], new byte[100]));
        AssertFails($"{{0}}: declares 1048576000 bytes, 1048576 x 1000 elements of type u1; so few compressed bytes unpack to {(bomb.Length * 1032) - 128} at most. The file is truncated or damaged: get it again.", bomb);
        AssertFails(
            "{0}: declares 4398046511104 bytes, 4194304 x 1048576 elements of type u1; compressed data may unpack to 2147483648 bytes at most. Save larger data uncompressed.",
            NpyBytes.Gzip(NpyBytes.Write("|u1", [1 << 22, 1 << 20], new byte[100])));
        AssertFails("{0}: ends or is damaged within the elements, after 228 bytes. Get the file again.", NpyBytes.Gzip(NpyBytes.Write("|u1", [2, 100], new byte[100])));
        AssertFails("{0}: continues after the expected 130 bytes. The file is damaged: get it again.", NpyBytes.Gzip(NpyBytes.Write("|u1", [2, 1], new byte[100])));
    }

    [Fact]
    public void Features_that_are_not_finite_are_refused()
    {
        AssertFails("{0}: feature 1 of example 1 is NaN in single precision; expected a finite number. Fill in missing values and rescale huge ones before saving.", NpyBytes.Floats([2, 2], 1, 2, 3, float.NaN));
        AssertFails("{0}: feature 0 of example 1 is Infinity in single precision;", NpyBytes.Write("<f8", [2, 1], [.. BitConverter.GetBytes(1.0), .. BitConverter.GetBytes(1e300)]));
        AssertFails("{0}: feature 1 of example 0 is NaN in single precision;", NpyBytes.Write("<f4", [2, 2], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 192, 127, 0, 0, 0, 0], isFortran: true));
    }

    [Fact]
    public void More_features_than_a_table_may_have_are_refused() =>
        AssertFails("{0}: got 1048577 features per example; expected at most 1048576. Check the order of the axes: examples come first.", NpyBytes.Write("|u1", [1, (1 << 20) + 1], new byte[(1 << 20) + 1]));

    [Fact]
    public void Labels_that_are_no_classes_are_refused()
    {
        AssertTargetsFail("{0}: got targets of shape 3 elements for the 2 examples of {1}; expected one for each. Check that the two belong together.", NpyBytes.Integers(0, 1, 1));
        AssertTargetsFail("{0}: got 2 labels per example; expected 1, the number of its class. For one-hot rows save array.argmax(axis=1).", NpyBytes.Floats([2, 2], 0, 1, 1, 0));
        AssertTargetsFail("{0}: the label of example 1 is -1; expected a whole number from 0 to 65535. Number the classes from 0, or read the file as a regression.", NpyBytes.Integers(0, -1));
        AssertTargetsFail("{0}: the label of example 0 is 65536; expected a whole number from 0 to 65535. Number the classes from 0, or read the file as a regression.", NpyBytes.Integers(65536, 0));
        AssertTargetsFail("{0}: the label of example 0 is 0.5; expected a whole number", NpyBytes.Floats([2], 0.5f, 0));
        AssertTargetsFail("{0}: the label of example 0 is NaN; expected a whole number", NpyBytes.Floats([2], float.NaN, 0));
        AssertTargetsFail("{0}: the label of example 1 is 2; expected a whole number from 0 to 1. Name every class, or read the file as a regression.", NpyBytes.Integers(0, 2), names: ["a", "b"]);
    }

    [Fact]
    public void Values_that_do_not_fit_are_refused()
    {
        AssertTargetsFail("{0}: got 2 values per example for 1 names; expected the same number. Name each value once.", NpyBytes.Floats([2, 2], 0, 1, 1, 0), TaskKind.Regression, ["a"]);
        AssertTargetsFail("{0}: value 1 of example 0 is NaN in single precision; expected a finite number. Leave examples without a target out before saving.", NpyBytes.Floats([2, 2], 0, float.NaN, 1, 0), TaskKind.Regression);
    }

    [Fact]
    public void Feature_names_are_as_many_as_features()
    {
        var (x, y) = (File("x.npy", NpyBytes.Floats([2, 1], 1, 2)), File("y.npy", TwoLabels));
        string message = Assert.Throws<InvalidDataException>(() => ArrayDataset.FromNpy(x, y, TaskKind.Classification, featureNames: ["a", "b"])).Message;
        Assert.Equal($"{x}: got 1 features per example for 2 feature names; expected the same number. Name each feature once.", message);
    }

    [Fact]
    public void Only_a_plain_file_in_C_order_can_be_opened()
    {
        string targets = File("y.npy", TwoLabels);
        string packed = File("x.npy.gz", NpyBytes.Gzip(NpyBytes.Floats([2, 1], 1, 2))), fortran = File("x.npy", NpyBytes.Write("|u1", [2, 2], new byte[4], isFortran: true));
        Assert.Equal(
            $"{packed}: is compressed; rows can only be found in a plain file. Unpack it with gunzip, or read it into memory with ArrayDataset.FromNpy.",
            Assert.Throws<InvalidDataException>(() => ArrayDataset.OpenNpy(packed, targets, TaskKind.Classification)).Message);
        Assert.Equal(
            $"{fortran}: is in Fortran order, column after column; rows can only be found in C order. Save numpy.ascontiguousarray(array), or use ArrayDataset.FromNpy.",
            Assert.Throws<InvalidDataException>(() => ArrayDataset.OpenNpy(fortran, targets, TaskKind.Classification)).Message);
    }

    /// <param name="message">How the error begins, with {0} for the path.</param>
    /// <param name="features">The file of the features.</param>
    private void AssertFails(string message, byte[] features)
    {
        var (x, y) = (File("x.npy", features), File("y.npy", TwoLabels));
        AssertStarts(message.Replace("{0}", x, StringComparison.Ordinal), () => ArrayDataset.FromNpy(x, y, TaskKind.Classification));
    }

    private void AssertTargetsFail(string message, byte[] targets, TaskKind kind = TaskKind.Classification, string[]? names = null)
    {
        var (x, y) = (File("x.npy", NpyBytes.Floats([2, 1], 1, 2)), File("y.npy", targets));
        AssertStarts(message.Replace("{0}", y, StringComparison.Ordinal).Replace("{1}", x, StringComparison.Ordinal), () => ArrayDataset.FromNpy(x, y, kind, names));
    }

    private static void AssertStarts(string message, Action read) => Assert.StartsWith(message, Assert.Throws<InvalidDataException>(read).Message, StringComparison.Ordinal);

    private string File(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(_folder[name], bytes);
        return _folder[name];
    }
}
