namespace Nabla.Networks;

/// <summary>The layout of the cache and the scratch memory of <see cref="WhiteningBatchNorm"/>, in doubles.</summary>
/// <param name="rows">B, the number of rows of the batch.</param>
/// <param name="width">M, the number of features.</param>
internal readonly struct WhiteningMemory(int rows, int width)
{
    // The cache: four rows, three matrices [M, M], the batch twice.
    public Range Mean => At(0, width);
    public Range Roots => At(width, width);
    public Range Rotations => At(2 * width, 2 * width);
    public Range Sigma => At(4 * width, width * width);
    public Range Factor => At((4 + width) * width, width * width);
    public Range Whitening => At((4 + (2 * width)) * width, width * width);
    public Range Centred => At((4 + (3 * width)) * width, rows * width);
    public Range Whitened => At((4 + (3 * width) + rows) * width, rows * width);
    public int CacheDoubles => checked((4 + (3 * width) + (2 * rows)) * width);

    // The scratch memory: a row, three matrices [M, M], the batch twice.
    public Range Means => At(0, width);
    public Range Covariance => At(width, width * width);
    public Range Products => At((1 + width) * width, 2 * width * width);
    public Range Gradient => At((1 + (3 * width)) * width, rows * width);
    public Range Input => At((1 + (3 * width) + rows) * width, rows * width);
    public int ScratchDoubles => checked((1 + (3 * width) + (2 * rows)) * width);

    private static Range At(int first, int length) => new(first, first + length);
}
