using Nabla.Networks;

namespace Nabla;

/// <summary>
/// Reads labelled images from files: <c>ImageDataset.FromMnist</c>, <c>ImageDataset.FromIdx</c>, <c>ImageDataset.OpenIdx</c>,
/// <c>ImageDataset.FromFolder</c> and <c>ImageDataset.FromCifar100</c>.
/// </summary>
/// <remarks>
/// A length stated in a file is compared with that of the file before memory is allocated: pixels are stored as bytes, so a plain file needs as much memory
/// as it is long. Compressed pixels may decompress to at most 2 GiB, and to at most 1032 times their compressed size.
/// </remarks>
public static class ImageFiles
{
    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    extension(ImageDataset)
    {
        /// <summary>Reads images and labels from two IDX files, plain or gzip, into memory.</summary>
        /// <param name="imagesPath">The file with the images: unsigned bytes, images × height × width or images × channels × height × width.</param>
        /// <param name="labelsPath">The file with the labels: one unsigned byte per image.</param>
        /// <param name="classNames">The class names, in the order of the labels. Default: "0", "1", … up to the largest label.</param>
        /// <param name="name">The name in reports. Default: the name of the file with the images.</param>
        /// <exception cref="InvalidDataException">A file is missing or damaged, or the two are inconsistent.</exception>
        public static ImageDataset FromIdx(string imagesPath, string labelsPath, IReadOnlyList<string>? classNames = null, string? name = null)
        {
            using var images = IdxFile.Open(imagesPath);
            using var labels = IdxFile.Open(labelsPath);
            var shape = images.ImageShape();
            var (numbers, names) = labels.ReadLabels(images.Header, classNames);
            return new(name ?? Path.GetFileName(imagesPath), shape, names, images.ReadAll(), numbers);
        }

        /// <summary>Opens IDX files that may be larger than memory: the images stay on disk, and each batch reads those it needs.</summary>
        /// <remarks>
        /// Only the labels and a buffer are in memory, whatever the size of the images. Results are bit-identical to those with <c>FromIdx</c>. The file with the
        /// images must be plain. It remains open while the data set is in use, and must not change; disposing of the data set closes it.
        /// </remarks>
        /// <inheritdoc cref="FromIdx"/>
        public static Dataset OpenIdx(string imagesPath, string labelsPath, IReadOnlyList<string>? classNames = null, string? name = null)
        {
            using var images = IdxFile.Open(imagesPath);
            using var labels = IdxFile.Open(labelsPath);
            var shape = images.ImageShape();
            if (images.Bytes.IsCompressed)
                throw new InvalidDataException($"{imagesPath}: is compressed; images can only be found in a plain file. Unpack it with gunzip, or read it into memory with ImageDataset.FromIdx.");
            var (numbers, names) = labels.ReadLabels(images.Header, classNames);
            return new OpenedImages(name ?? Path.GetFileName(imagesPath), new RowFile(imagesPath, images.Bytes.Position, shape.Features), shape, names, numbers);
        }

        /// <summary>Reads the training set or the test set of MNIST, or of a data set with the same file names such as Fashion-MNIST.</summary>
        /// <param name="directory">The folder with train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, plain or with .gz.</param>
        /// <param name="train">True for the training set, false for the test set.</param>
        /// <param name="classNames">The class names, in the order of the labels. Default: the digits "0" to "9".</param>
        /// <exception cref="InvalidDataException">A file is missing or damaged, or the files are inconsistent.</exception>
        public static ImageDataset FromMnist(string directory, bool train, IReadOnlyList<string>? classNames = null)
        {
            var (images, labels) = MnistFiles.Find(directory, train);
            return ImageDataset.FromIdx(images, labels, classNames ?? Digits, $"mnist ({(train ? "training" : "test")} files)");
        }

        /// <summary>Reads PNG images from a folder with one subfolder per class, whose name is the class name.</summary>
        /// <remarks>
        /// Classes and images are in the order of their names. All images must have the same size. PNG files of 1 to 8 bits per sample are supported: grey, colour or
        /// palette, without interlacing; an alpha channel must be opaque.
        /// </remarks>
        /// <param name="directory">The folder.</param>
        /// <param name="channels">1 for grey images; 3 for colour, where a grey image has three equal channels. Default: that of the first image, and all must agree.</param>
        /// <param name="name">The name in reports. Default: the name of the folder.</param>
        /// <exception cref="ArgumentOutOfRangeException">The number of channels is neither 1 nor 3.</exception>
        /// <exception cref="InvalidDataException">A folder has no images, or a file is not a PNG image like the others.</exception>
        public static ImageDataset FromFolder(string directory, int? channels = null, string? name = null)
        {
            if (channels is not (null or 1 or 3))
                throw new ArgumentOutOfRangeException(nameof(channels), channels, $"channels is {channels}; it must be 1, 3 or null.");
            return ImageFolder.Load(directory, channels, name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))));
        }

        /// <summary>Reads the training set (50,000 images) or the test set (10,000 images) of CIFAR-100 with its 100 fine labels.</summary>
        /// <param name="directory">The folder with train.bin, test.bin and fine_label_names.txt, or the folder that holds cifar-100-binary.</param>
        /// <param name="train">True for the training set, false for the test set.</param>
        /// <exception cref="InvalidDataException">A file is missing or damaged.</exception>
        public static ImageDataset FromCifar100(string directory, bool train) =>
            Cifar100.Load(directory, train, train ? Cifar100.TrainingRecords : Cifar100.TestRecords);
    }
}
