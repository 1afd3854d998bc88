using Nabla.Networks;

namespace Nabla;

/// <summary>Reads numeric tables from NumPy files: <c>ArrayDataset.FromNpz</c>, <c>ArrayDataset.FromNpy</c> and <c>ArrayDataset.OpenNpy</c>.</summary>
/// <remarks>
/// Elements are floats of 2, 4 or 8 bytes, signed or unsigned integers of 1 to 8 bytes, or bool, in either byte order; features are converted to single
/// precision, rounded once. The first axis counts the examples; the others together are the features. C order, and Fortran order of at most two axes.
/// <para>
/// A length stated in a file is compared with that of the file before memory is allocated: a plain file needs at most 4 bytes per byte of the file. Compressed
/// arrays may decompress to at most 2 GiB each, and to at most 1032 times their compressed size.
/// </para>
/// </remarks>
public static class ArrayFiles
{
    extension(ArrayDataset)
    {
        /// <summary>Reads features and targets from two NPY files, plain or gzip, into memory.</summary>
        /// <param name="featuresPath">The file with the features: examples × features.</param>
        /// <param name="targetsPath">The file with the targets: one label, or one or more values, for each example.</param>
        /// <param name="kind">What the targets are.</param>
        /// <param name="names">The names of the classes or of the values to predict. Default: "0", "1", … for classes, of which there may be 65,536; "value", or "value 0", "value 1", …</param>
        /// <param name="featureNames">The names of the features. Default: "feature 0", "feature 1", …</param>
        /// <param name="name">The name in reports. Default: the name of the file with the features.</param>
        /// <exception cref="InvalidDataException">A file is missing or damaged, or the two are inconsistent.</exception>
        public static ArrayDataset FromNpy(
            string featuresPath, string targetsPath, TaskKind kind, IReadOnlyList<string>? names = null, IReadOnlyList<string>? featureNames = null, string? name = null)
        {
            using var features = NpyFile.Open(featuresPath);
            using var targets = NpyFile.Open(targetsPath);
            return NpyFile.ReadDataset(name ?? Path.GetFileName(featuresPath), features, targets, kind, names, featureNames);
        }

        /// <summary>Reads features and targets from two arrays of an NPZ file, stored or deflated, into memory.</summary>
        /// <param name="path">The file.</param>
        /// <param name="kind">What the targets are.</param>
        /// <param name="features">The name of the array with the features: examples × features. Default "x".</param>
        /// <param name="targets">The name of the array with the targets: one label, or one or more values, for each example. Default "y".</param>
        /// <param name="names">The names of the classes or of the values to predict. Default: "0", "1", … for classes, of which there may be 65,536; "value", or "value 0", "value 1", …</param>
        /// <param name="featureNames">The names of the features. Default: "feature 0", "feature 1", …</param>
        /// <param name="name">The name in reports. Default: the name of the file.</param>
        /// <exception cref="InvalidDataException">The file is missing or damaged, does not contain an array, or the two are inconsistent.</exception>
        public static ArrayDataset FromNpz(
            string path, TaskKind kind, string features = "x", string targets = "y", IReadOnlyList<string>? names = null, IReadOnlyList<string>? featureNames = null,
            string? name = null)
        {
            using var file = new NpzFile(path);
            using var numbers = file.OpenArray(features);
            using var answers = file.OpenArray(targets);
            return NpyFile.ReadDataset(name ?? Path.GetFileName(path), numbers, answers, kind, names, featureNames);
        }

        /// <summary>Opens NPY files that may be larger than memory: the features stay on disk, and each batch reads the rows it needs.</summary>
        /// <remarks>
        /// Only the targets and a buffer are in memory, whatever the number of features. Results are bit-identical to those with <c>FromNpy</c>. The file with the
        /// features must be plain and in C order. It remains open while the data set is in use, and must not change; disposing of the data set closes it.
        /// </remarks>
        /// <inheritdoc cref="FromNpy"/>
        public static Dataset OpenNpy(
            string featuresPath, string targetsPath, TaskKind kind, IReadOnlyList<string>? names = null, IReadOnlyList<string>? featureNames = null, string? name = null)
        {
            using var features = NpyFile.Open(featuresPath);
            using var targets = NpyFile.Open(targetsPath);
            var header = features.Header;
            NpyFeatures.Check(header, featureNames);
            if (features.Bytes.IsCompressed)
                throw new InvalidDataException($"{featuresPath}: is compressed; rows can only be found in a plain file. Unpack it with gunzip, or read it into memory with ArrayDataset.FromNpy.");
            if (header.IsFortran && header.Columns > 1)
                throw new InvalidDataException($"{featuresPath}: is in Fortran order, column after column; rows can only be found in C order. Save numpy.ascontiguousarray(array), or use ArrayDataset.FromNpy.");

            var answers = NpyTargets.Read(targets.Bytes, targets.Header, header, kind, names);
            var rows = new RowFile(featuresPath, features.Bytes.Position, header.Columns * header.Type.Size);
            return new OpenedArray(name ?? Path.GetFileName(featuresPath), rows, header, answers, featureNames);
        }
    }
}
