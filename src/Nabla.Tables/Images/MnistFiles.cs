namespace Nabla;

/// <summary>Finds the files of MNIST and of data sets that use the same names.</summary>
internal static class MnistFiles
{
    /// <summary>Finds the images and the labels, plain or gzip, with the original names or those of their extracted copies.</summary>
    /// <param name="directory">The folder with the files.</param>
    /// <param name="train">Whether to find the training set; otherwise the test set.</param>
    /// <exception cref="InvalidDataException">A file is missing.</exception>
    public static (string Images, string Labels) Find(string directory, bool train)
    {
        string set = train ? "train" : "t10k";
        return (Find(directory, $"{set}-images", "idx3-ubyte"), Find(directory, $"{set}-labels", "idx1-ubyte"));
    }

    private static string Find(string directory, string name, string extension)
    {
        string[] names = [$"{name}-{extension}", $"{name}-{extension}.gz", $"{name}.{extension}", $"{name}.{extension}.gz"];
        return Array.Find(Array.ConvertAll(names, file => Path.Combine(directory, file)), File.Exists)
            ?? throw new InvalidDataException(
                $"{directory}: {(Directory.Exists(directory) ? $"{names[0]} is missing, plain or as .gz" : "there is no such folder")}. Name the folder with MNIST's four files.");
    }
}
