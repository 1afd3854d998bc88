using System.Text;
using Nabla.Networks;

namespace Nabla;

/// <summary>CIFAR-100: 50,000 training and 10,000 test photographs of 100 classes. The fine labels are read; the coarse ones are skipped.</summary>
/// <remarks>
/// Krizhevsky, "Learning multiple layers of features from tiny images" (2009), in the binary version of https://www.cs.toronto.edu/~kriz/cifar.html: a
/// record is a byte for the coarse label, a byte for the fine label, and then 1024 red, 1024 green and 1024 blue bytes, row by row.
/// </remarks>
internal static class Cifar100
{
    public const int TrainingRecords = 50_000, TestRecords = 10_000, Classes = 100;

    private const string FolderName = "cifar-100-binary";
    private const string NamesFile = "fine_label_names.txt";
    private const int MaxNamesLength = 1 << 14;
    private const string WhatToTry = "Unpack cifar-100-binary.tar.gz and name the folder with train.bin.";

    /// <summary>Reads the training set or the test set.</summary>
    /// <param name="directory">The folder with the files, or the folder that holds it.</param>
    /// <param name="train">Whether to read the training set; otherwise the test set.</param>
    /// <param name="records">The number of images that the file must have.</param>
    /// <exception cref="InvalidDataException">A file is missing or damaged.</exception>
    public static ImageDataset Load(string directory, bool train, int records)
    {
        string inner = Path.Combine(directory, FolderName);
        string folder = !File.Exists(Path.Combine(directory, NamesFile)) && Directory.Exists(inner) ? inner : directory;
        string[] missing = [.. new[] { train ? "train.bin" : "test.bin", NamesFile }.Where(name => !File.Exists(Path.Combine(folder, name)))];
        if (missing.Length > 0)
            throw new InvalidDataException($"{folder}: {string.Join(" and ", missing)} {(missing.Length == 1 ? "is" : "are")} missing. {WhatToTry}");

        string[] names = ReadNames(Path.Combine(folder, NamesFile));
        string path = Path.Combine(folder, train ? "train.bin" : "test.bin");
        var shape = new ImageShape(3, 32, 32);
        using var file = DataFile.Open(path);
        var contents = LabelledRecords.ReadAll(path, file, shape.Features, labelCount: 2, records, Classes);
        return new($"cifar100 ({(train ? "training" : "test")} file)", shape, names, contents.Features, contents.Labels);
    }

    private static string[] ReadNames(string path)
    {
        string text = Encoding.UTF8.GetString(DataFile.ReadAll(path, MaxNamesLength, "100 class names"));
        string[] names = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length != Classes)
            throw new InvalidDataException($"{path}: got {names.Length} class names; expected {Classes}, one per line. {WhatToTry}");
        int odd = Array.FindIndex(names, name => name.Any(letter => char.IsControl(letter) || letter == '\uFFFD'));
        return odd < 0 ? names : throw new InvalidDataException($"{path}: class name {odd + 1} is \"{Shown.Text(names[odd])}\"; expected plain text. {WhatToTry}");
    }
}
