using Nabla;
using Nabla.Networks;

namespace Samples;

internal static class ReadDataFiles
{
    /// <param name="folder">A folder with measurements.npz, x.npy and y.npy, mnist and photos.</param>
    public static IReadOnlyList<Dataset> Run(string folder)
    {
        // sample: read files of data
        ArrayDataset measurements = ArrayDataset.FromNpz(Path.Combine(folder, "measurements.npz"), TaskKind.Regression, features: "x", targets: "y");
        ImageDataset digits = ImageDataset.FromMnist(Path.Combine(folder, "mnist"), train: false);
        ImageDataset photos = ImageDataset.FromFolder(Path.Combine(folder, "photos"), channels: 3);
        // end

        return [measurements, digits, photos, OpenLarge(folder)];
    }

    private static Dataset OpenLarge(string folder)
    {
        // sample: open data larger than memory
        Dataset data = ArrayDataset.OpenNpy(Path.Combine(folder, "x.npy"), Path.Combine(folder, "y.npy"), TaskKind.Classification);
        DataSplits splits = DataSplits.Create(data, data, validationFraction: 0.1, seed: 42);
        // end

        return splits.Train.Dataset;
    }
}
