using System.Text;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Writes images in CIFAR-10's binary layout: data_batch_1.bin to data_batch_5.bin, test_batch.bin and batches.meta.txt, for any program that reads it.</summary>
/// <remarks>A record is a byte for the label and then the image's bytes. CIFAR-10's own readers expect 10,000 records in each file.</remarks>
public static class Cifar10Folder
{
    /// <summary>The number of files of training images.</summary>
    public const int TrainingFiles = 5;

    /// <summary>Writes a folder, completely or not at all.</summary>
    /// <param name="path">The folder to create. It must not exist, or be empty.</param>
    /// <param name="training">The training images, whose number must be a multiple of 5.</param>
    /// <param name="test">The test images.</param>
    /// <exception cref="OutputDirectoryException">The folder is not empty, or cannot be written to.</exception>
    public static void Write(string path, ImageDataset training, ImageDataset test)
    {
        if (training.Count % TrainingFiles != 0)
            throw new ArgumentException($"{training.Name} has {training.Count} images; {TrainingFiles} files of one size take a multiple of {TrainingFiles}.", nameof(training));

        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string partial = target + ".partial";
        try
        {
            Refuse(path);
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
            Directory.CreateDirectory(partial);
            int perFile = training.Count / TrainingFiles;
            for (int file = 0; file < TrainingFiles; file++)
                WriteBatch(Path.Combine(partial, $"data_batch_{file + 1}.bin"), training, file * perFile, perFile);
            WriteBatch(Path.Combine(partial, "test_batch.bin"), test, 0, test.Count);
            File.WriteAllText(Path.Combine(partial, "batches.meta.txt"), string.Concat(training.ClassNames.Select(name => name + "\n")), new UTF8Encoding(false));
            if (Directory.Exists(target))
                Directory.Delete(target);
            Directory.Move(partial, target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OutputDirectoryException($"the output directory {path} cannot be written to ({error.Message.TrimEnd('.')}); choose another with --out.", error);
        }
        finally
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
        }
    }

    /// <summary>Throws if the folder cannot be used, before any work is done.</summary>
    /// <exception cref="OutputDirectoryException">The folder is not empty.</exception>
    public static void Refuse(string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
            throw new OutputDirectoryException($"the output directory {path} exists and is not empty; choose another with --out, or remove it.");
    }

    private static void WriteBatch(string path, ImageDataset images, int first, int count)
    {
        using var stream = File.Create(path);
        for (int i = first; i < first + count; i++)
        {
            stream.WriteByte((byte)images.Labels[i]);
            stream.Write(images.Pixels(i));
        }
    }
}
