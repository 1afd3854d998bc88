using Nabla.Networks;

namespace Nabla;

/// <summary>Built-in data that needs no download: ten classes of 3×32×32 images, generated from a seed.</summary>
/// <remarks>
/// A figure (disk, ring, square, triangle, cross, star, stripes, checkerboard, dots or zigzag) with random colours, place, size and turn, on a ground
/// that changes slowly, with small clutter and noise. Some figures are brighter than their ground and some are darker, which no weighted sum
/// of pixels can follow: a linear model (about 24 %) stays far below a network with a hidden layer (about 71 % with the default recipe).
/// <para>
/// An image depends on the seed, on whether it is for training or for testing, and on its number; never on how many are made.
/// The labels run 0, 1, …, 9, 0, 1, …: every class is equally frequent. The bytes are the same on every machine.
/// </para>
/// </remarks>
public static class Shapes
{
    /// <summary>The most images in one set: as many as fit into an array of bytes.</summary>
    public const int MaxImages = 600_000;

    /// <summary>The default number of images to train and validate on.</summary>
    public const int DefaultTrainingCount = 10_000;

    /// <summary>The default number of images to test on.</summary>
    public const int DefaultTestCount = 2_000;

    /// <summary>The default seed.</summary>
    public const ulong DefaultSeed = 42;

    private const ulong TrainingStream = 0;
    private const ulong TestStream = 1;

    /// <summary>The classes, in the order of their labels.</summary>
    public static IReadOnlyList<string> ClassNames => ShapeOutline.Names;

    /// <summary>The shape of every image: three channels (red, green, blue) of 32×32.</summary>
    public static ImageShape ImageShape => new(3, ShapePainter.Side, ShapePainter.Side);

    /// <summary>Generates training and test images. A thousand take about 50 ms on one core.</summary>
    /// <param name="trainingCount">The number of images to train and validate on; from 1 to <see cref="MaxImages"/>. Default 10,000: a fifth of CIFAR-10, so a run takes seconds.</param>
    /// <param name="testCount">The number of images to test on; from 1 to <see cref="MaxImages"/>. Default 2,000: an accuracy near 70 % is then known to about one percentage point.</param>
    /// <param name="seed">The seed of everything in the images. Default 42.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is outside its range.</exception>
    public static (ImageDataset Training, ImageDataset Test) Generate(int trainingCount = DefaultTrainingCount, int testCount = DefaultTestCount, ulong seed = DefaultSeed)
    {
        Check(trainingCount, nameof(trainingCount));
        Check(testCount, nameof(testCount));
        var key = new RandomKey(seed).Fold(RandomStreams.Data);
        return (
            Generate("shapes (training)", key.Fold(TrainingStream), trainingCount),
            Generate("shapes (test)", key.Fold(TestStream), testCount));
    }

    private static void Check(int count, string name)
    {
        if (count is < 1 or > MaxImages)
            throw new ArgumentOutOfRangeException(name, count, $"{name} is {count}; it must be from 1 to {MaxImages}.");
    }

    private static ImageDataset Generate(string name, RandomKey key, int count)
    {
        int features = ImageShape.Features;
        byte[] pixels = new byte[count * features];
        int[] labels = new int[count];
        float[] canvas = new float[features];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % ClassNames.Count;
            ShapePainter.Paint(key.Fold((ulong)i), labels[i], canvas, pixels.AsSpan(i * features, features));
        }

        return new(name, ImageShape, ClassNames, pixels, labels);
    }
}
