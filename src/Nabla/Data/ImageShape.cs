namespace Nabla.Networks;

/// <summary>The shape of an image. Pixels are stored channel by channel, each channel row by row.</summary>
/// <param name="Channels">The number of colour channels: 3 for red, green, blue; 1 for grey.</param>
/// <param name="Height">The number of rows of pixels.</param>
/// <param name="Width">The number of pixels in a row.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Gets the number of pixels in one channel: height × width.</summary>
    public int PlaneSize => checked(Height * Width);

    /// <summary>Gets the number of features of an image: channels × height × width.</summary>
    public int Features => checked(Channels * PlaneSize);

    /// <summary>Returns the shape as text: "3x32x32".</summary>
    public override string ToString() => $"{Channels}x{Height}x{Width}";
}
