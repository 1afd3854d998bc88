using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text;
using Nabla.Networks;

namespace Nabla;

/// <summary>CIFAR-10: 60,000 photographs of 32×32 pixels in ten classes, 50,000 for training and 10,000 for testing.</summary>
/// <remarks>
/// Krizhevsky, "Learning multiple layers of features from tiny images" (2009). Reads the binary version from its home page,
/// https://www.cs.toronto.edu/~kriz/cifar.html: six files of 10,000 records, each one byte for the label and then 1024 red, 1024 green and 1024 blue
/// bytes, row by row.
/// </remarks>
public static class Cifar10
{
    /// <summary>The name of the folder in the archive and of its extracted copy.</summary>
    public const string FolderName = "cifar-10-batches-bin";

    internal const int RecordsPerFile = 10_000;
    private const string TestFile = "test_batch.bin";
    private const string ClassesFile = "batches.meta.txt";
    private const int MaxNamesLength = 1 << 14;
    private const string WhatToTry = "Download it with `nabla data get cifar10`, or name the folder with data_batch_1.bin or the archive cifar-10-binary.tar.gz.";

    private static readonly string[] TrainingFiles = ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"];

    /// <summary>Gets the class names, in the order of the labels.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>Gets the shape of every image: three channels (red, green, blue) of 32×32.</summary>
    public static ImageShape ImageShape => new(3, 32, 32);

    /// <summary>Reads the training and the test images.</summary>
    /// <param name="path">The folder with data_batch_1.bin to data_batch_5.bin and test_batch.bin, or a folder that holds
    /// <see cref="FolderName"/>, or the original archive (.tar.gz), which is read without extracting it.</param>
    /// <param name="threads">The number of files of a folder to read at a time; at least 1. Default 1.</param>
    /// <exception cref="InvalidDataException">A file is missing, truncated or invalid.</exception>
    public static (ImageDataset Training, ImageDataset Test) Load(string path, int threads = 1) => Load(path, threads, RecordsPerFile);

    /// <summary>Reads files with a given number of records, for tests.</summary>
    internal static (ImageDataset Training, ImageDataset Test) Load(string path, int threads, int recordsPerFile)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        try
        {
            if (Directory.Exists(path))
                return LoadFolder(path, threads, recordsPerFile);
            if (File.Exists(path))
                return LoadArchive(path, recordsPerFile);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path}: cannot be read ({error.Message}).", error);
        }

        throw new InvalidDataException($"{path}: there is no such folder or file. {WhatToTry}");
    }

    private static (ImageDataset Training, ImageDataset Test) LoadFolder(string path, int threads, int recordsPerFile)
    {
        string inner = Path.Combine(path, FolderName);
        string folder = !File.Exists(Path.Combine(path, TrainingFiles[0])) && Directory.Exists(inner) ? inner : path;
        string[] missing = [.. TrainingFiles.Append(TestFile).Where(name => !File.Exists(Path.Combine(folder, name)))];
        if (missing.Length > 0)
            throw new InvalidDataException($"{folder}: {string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} missing. {WhatToTry}");

        var contents = new Contents(recordsPerFile);
        string[] files = [.. TrainingFiles.Append(TestFile).Append(ClassesFile).Select(name => Path.Combine(folder, name)).Where(File.Exists)];
        var errors = new Exception?[files.Length];
        int taken = 0;
        Thread[] others = [.. Enumerable.Range(1, Math.Min(threads, files.Length) - 1).Select(_ => new Thread(TakeFiles))];
        foreach (var other in others)
            other.Start();
        TakeFiles();
        foreach (var other in others)
            other.Join();

        // Of several damaged files the first is reported, whichever was read first.
        if (Array.Find(errors, error => error is not null) is { } first)
            ExceptionDispatchInfo.Throw(first);
        return contents.ToDatasets();

        void TakeFiles()
        {
            for (int i = Interlocked.Increment(ref taken) - 1; i < files.Length; i = Interlocked.Increment(ref taken) - 1)
            {
                try
                {
                    using var stream = new FileStream(files[i], FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
                    contents.Take(Path.GetFileName(files[i]), files[i], stream, stream.Length);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
                {
                    errors[i] = error;
                }
            }
        }
    }

    private static (ImageDataset Training, ImageDataset Test) LoadArchive(string path, int recordsPerFile)
    {
        var contents = new Contents(recordsPerFile);
        using var archive = new TarGzip(path, $"expected the folder {FolderName} or the archive cifar-10-binary.tar.gz. {WhatToTry}");
        while (archive.Next() is var (name, length))
            contents.Take(name[(name.LastIndexOf('/') + 1)..], $"{path}: {Shown.Text(name)}", archive.Content, length);

        string[] missing = [.. TrainingFiles.Append(TestFile).Where(name => !contents.Has(name))];
        if (missing.Length > 0)
            throw new InvalidDataException($"{path}: {string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} missing in the archive. {WhatToTry}");
        return contents.ToDatasets();
    }

    /// <summary>The files read so far. They may come in any order, and several at a time.</summary>
    private sealed class Contents(int recordsPerFile)
    {
        private readonly LabelledRecords _training = new(ImageShape.Features, TrainingFiles.Length * recordsPerFile);
        private readonly LabelledRecords _test = new(ImageShape.Features, recordsPerFile);
        private readonly ConcurrentDictionary<string, bool> _taken = new(StringComparer.Ordinal);
        private IReadOnlyList<string> _classNames = ClassNames;

        public bool Has(string name) => _taken.ContainsKey(name);

        /// <summary>Reads a file if it is one of the data set's.</summary>
        /// <param name="name">The name of the file, which determines its contents.</param>
        /// <param name="where">The name and path of the file, for errors.</param>
        /// <param name="stream">The bytes.</param>
        /// <param name="length">The number of bytes.</param>
        public void Take(string name, string where, Stream stream, long length)
        {
            int batch = Array.IndexOf(TrainingFiles, name);
            if (batch < 0 && name is not (TestFile or ClassesFile))
                return;
            if (!_taken.TryAdd(name, true))
                throw new InvalidDataException($"{where}: there is more than one {name}; expected one. {WhatToTry}");

            if (batch >= 0)
                _training.Read(where, stream, length, batch * recordsPerFile, recordsPerFile, ClassNames.Count);
            else if (name is TestFile)
                _test.Read(where, stream, length, 0, recordsPerFile, ClassNames.Count);
            else
                _classNames = ReadClassNames(where, stream, length);
        }

        public (ImageDataset Training, ImageDataset Test) ToDatasets() => (
            new("cifar10 (training files)", ImageShape, _classNames, _training.Features, _training.Labels),
            new("cifar10 (test file)", ImageShape, _classNames, _test.Features, _test.Labels));

        private static string[] ReadClassNames(string where, Stream stream, long length)
        {
            if (length > MaxNamesLength)
                throw new InvalidDataException($"{where}: got {length} bytes; expected at most {MaxNamesLength} for {ClassNames.Count} class names. Delete the file to use the known names.");
            byte[] text = new byte[length];
            try
            {
                stream.ReadExactly(text);
            }
            catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
            {
                throw new InvalidDataException($"{where}: cannot be read to its end. The file is truncated or damaged: get it again.", error);
            }

            string[] names = Encoding.UTF8.GetString(text).TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return names.Length == ClassNames.Count
                ? names
                : throw new InvalidDataException(
                    $"{where}: got {names.Length} class names; expected {ClassNames.Count}, one per line. Delete the file to use the known names.");
        }
    }
}
