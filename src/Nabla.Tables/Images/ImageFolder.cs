using Nabla.Networks;

namespace Nabla;

/// <summary>Reads images from folders: the name of a folder is the class of its images.</summary>
internal static class ImageFolder
{
    private const string Extension = ".png";

    /// <summary>Reads all images, in the order of the names.</summary>
    /// <param name="directory">The folder with one subfolder per class.</param>
    /// <param name="channels">1 or 3, or null for the number of channels of the first image.</param>
    /// <param name="name">The name in reports.</param>
    /// <exception cref="InvalidDataException">A folder has no images, or a file is not an image like the others.</exception>
    public static ImageDataset Load(string directory, int? channels, string name)
    {
        string[] classes = Classes(directory);
        var files = classes.SelectMany((folder, label) => Files(Path.Combine(directory, folder)).Select(path => (Path: path, Label: label))).ToArray();
        var first = PngImage.Read(files[0].Path);
        var shape = new ImageShape(channels ?? first.Header.Channels, first.Header.Height, first.Header.Width);
        long total = (long)files.Length * shape.Features;
        if (total > Array.MaxLength)
            throw new InvalidDataException($"{directory}: {files.Length} images of {shape} are {total} bytes; at most {Array.MaxLength} fit into memory at once. Make the images smaller, or fewer.");

        // Memory for all images is allocated at once, so a file that is too small for an image of this size is checked first: the message then describes it.
        long smallest = ((shape.Width + 7L) / 8) * shape.Height / BoundedReader.MaxDeflateRatio;
        foreach (var (path, _) in files.Where(file => new FileInfo(file.Path).Length < smallest))
            Check(path, PngImage.Read(path).Header);

        byte[] pixels = new byte[total];
        for (int i = 0; i < files.Length; i++)
        {
            var image = i == 0 ? first : PngImage.Read(files[i].Path);
            Check(files[i].Path, image.Header);
            image.Decode(shape.Channels, pixels.AsSpan(i * shape.Features, shape.Features));
        }

        return new(name, shape, classes, pixels, Array.ConvertAll(files, file => file.Label));

        void Check(string path, PngHeader header)
        {
            if ((header.Height, header.Width) != (shape.Height, shape.Width))
                throw new InvalidDataException($"{path}: is {header.Width}x{header.Height}; expected {shape.Width}x{shape.Height} like {files[0].Path}. Give all images one size.");
            if (header.Channels == 3 && shape.Channels == 1)
                throw new InvalidDataException($"{path}: has colors; expected a grey image{(channels is null ? $" like {files[0].Path}" : "")}. Read with channels: 3, or convert the images to grey.");
            if (header.Channels == 1 && shape.Channels == 3 && channels is null)
                throw new InvalidDataException($"{path}: is grey; expected colors like {files[0].Path}. Read with channels: 3, which makes three equal channels of grey.");
        }
    }

    private static string[] Classes(string directory)
    {
        if (!Directory.Exists(directory))
            throw new InvalidDataException($"{directory}: there is no such folder. Name a folder with a folder of images for each class.");
        string[] folders = Names(directory, Directory.GetDirectories);
        if (folders.Length == 0)
            throw new InvalidDataException($"{directory}: has no folders; expected one for each class, with its images. Name the folder above.");
        return Array.Find(Names(directory, Directory.GetFiles), IsImage) is not { } stray
            ? folders
            : throw new InvalidDataException($"{Path.Combine(directory, stray)}: is in no class; expected images only in the folders of the classes. Move it into one.");
    }

    private static string[] Files(string folder)
    {
        if (Names(folder, Directory.GetDirectories) is [var inner, ..])
            throw new InvalidDataException($"{Path.Combine(folder, inner)}: is a folder in the folder of a class; expected images only. Move its images up.");
        string[] names = Names(folder, Directory.GetFiles);
        if (names.Length == 0)
            throw new InvalidDataException($"{folder}: has no images; expected at least 1. Remove the folder, or fill it.");
        return Array.Find(names, name => !IsImage(name)) is { } other
            ? throw new InvalidDataException($"{Path.Combine(folder, other)}: is not named as a PNG image ({Extension}); nothing else is read. Convert it, or remove it.")
            : Array.ConvertAll(names, name => Path.Combine(folder, name));
    }

    private static bool IsImage(string name) => Path.GetExtension(name).Equals(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the names in a folder, in the same order on every machine, without hidden files.</summary>
    private static string[] Names(string folder, Func<string, string[]> list)
    {
        try
        {
            return [.. list(folder).Select(Path.GetFileName).OfType<string>().Where(name => name[0] != '.' && name is not ("Thumbs.db" or "desktop.ini")).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{folder}: cannot be read ({error.Message}). Check that it is a folder that you may read.", error);
        }
    }
}
