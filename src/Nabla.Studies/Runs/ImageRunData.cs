using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The data of a run with images, which have a separate test set.</summary>
/// <param name="training">The training and validation images.</param>
/// <param name="test">The test images.</param>
internal sealed class ImageRunData(ImageDataset training, ImageDataset test) : RunData
{
    public static ImageRunData Load(DataSource source, ulong dataSeed, Func<string, string?> environment, int threads = 1)
    {
        var (training, test) = source.LoadImages(dataSeed, environment, threads);
        return new(training, test);
    }

    public override (Recipe Recipe, DataSplits Splits) Split(Recipe recipe) => (recipe, Ingredients.Splits(recipe, training, test));

    internal override (int Inputs, int Outputs) Widths(Recipe recipe) => (training.Features, training.Classes);
}
