using System.Security.Cryptography;
using Nabla.Networks;

namespace Nabla.Tests.Data;

public sealed class ShapesTests
{
    [Fact]
    public void The_bytes_are_the_same_on_every_machine()
    {
        var (training, test) = ImageDataset.GenerateShapes(200, 100);

        Assert.Equal("827cddb8944a16afb285d06b0cde450a2519409199580537990785f85381ee71", Hash(training));
        Assert.Equal("bd3d5087a85931514f0bcb977c1b4778aae32a84c58a9652e4e9c00015dc265f", Hash(test));
    }

    [Fact]
    public void Another_seed_gives_other_images()
    {
        Assert.False(string.Equals(Hash(ImageDataset.GenerateShapes(200, 100).Training), Hash(ImageDataset.GenerateShapes(200, 100, seed: 43).Training), StringComparison.Ordinal));
    }

    [Fact]
    public void Training_and_test_images_are_different()
    {
        var (training, test) = ImageDataset.GenerateShapes(200, 100);

        for (int i = 0; i < test.Count; i++)
            Assert.False(training.Pixels(i).SequenceEqual(test.Pixels(i)));
    }

    [Fact]
    public void An_image_does_not_depend_on_how_many_are_made()
    {
        var (training, test) = ImageDataset.GenerateShapes(200, 100);
        var (fewerTraining, moreTest) = ImageDataset.GenerateShapes(13, 150);

        for (int i = 0; i < fewerTraining.Count; i++)
            Assert.True(training.Pixels(i).SequenceEqual(fewerTraining.Pixels(i)));
        for (int i = 0; i < test.Count; i++)
            Assert.True(test.Pixels(i).SequenceEqual(moreTest.Pixels(i)));
    }

    [Fact]
    public void Every_class_is_equally_frequent()
    {
        var (training, test) = ImageDataset.GenerateShapes(200, 100);

        Assert.Equal(10, training.Classes);
        foreach (var set in new[] { training, test })
            Assert.All(Enumerable.Range(0, 10), label => Assert.Equal(set.Count / 10, set.Labels.Count(label)));
    }

    [Fact]
    public void About_three_figures_in_four_are_brighter_than_their_ground()
    {
        var (training, _) = ImageDataset.GenerateShapes(1000, 1);
        int brighter = 0;
        for (int i = 0; i < training.Count; i += 10)
        {
            // Image i is a disk: it covers the middle and no corner.
            byte[] red = training.Pixels(i)[..1024].ToArray();
            if (Mean(red, 14) > Mean(red, 0))
                brighter++;
        }

        Assert.InRange(brighter, 60, 90);
    }

    [Fact]
    public void The_default_is_ten_thousand_to_learn_from_and_two_thousand_to_test_on()
    {
        var (training, test) = ImageDataset.GenerateShapes();

        Assert.Equal((10_000, 2_000), (training.Count, test.Count));
        Assert.Equal(Hash(ImageDataset.GenerateShapes(200, 100, seed: 42).Test), Hash(ImageDataset.GenerateShapes(200, 100).Test));
    }

    [Fact]
    public void Counts_that_cannot_be_are_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => ImageDataset.GenerateShapes(trainingCount: 0));

        Assert.StartsWith("trainingCount is 0; it must be from 1 to 600000.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentOutOfRangeException>(() => ImageDataset.GenerateShapes(testCount: 700_000));
        Assert.StartsWith("testCount is 700000; it must be from 1 to 600000.", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The mean of four by four pixels on the diagonal.</summary>
    private static double Mean(byte[] plane, int start) =>
        Enumerable.Range(0, 16).Average(k => plane[((start + (k / 4)) * 32) + start + (k % 4)]);

    private static string Hash(ImageDataset images)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < images.Count; i++)
            hash.AppendData(images.Pixels(i));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
