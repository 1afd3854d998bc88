namespace Nabla.Networks;

/// <summary>The shape of one image. Pixels lie channel by channel, each channel row by row.</summary>
/// <param name="Channels">Colour channels: 3 for red, green, blue; 1 for grey.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Pixels in a row.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Pixels in one channel: height × width.</summary>
    public int PlaneSize => checked(Height * Width);

    /// <summary>Numbers that describe one image: channels × height × width.</summary>
    public int Features => checked(Channels * PlaneSize);

    /// <summary>As in "3x32x32".</summary>
    public override string ToString() => $"{Channels}x{Height}x{Width}";
}
