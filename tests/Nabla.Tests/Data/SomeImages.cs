using Nabla.Networks;

namespace Nabla.Tests.Data;

/// <summary>Small sets of images with random bytes.</summary>
internal static class SomeImages
{
    public static readonly string[] Classes = ["a", "b", "c"];

    public static ImageDataset Create(int count, ImageShape shape, ulong seed = 1)
    {
        var key = new RandomKey(seed);
        byte[] pixels = [.. Enumerable.Range(0, count * shape.Features).Select(i => (byte)key.Below((ulong)i, 256))];
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % Classes.Length)];
        return new("some", shape, Classes, pixels, labels);
    }
}
