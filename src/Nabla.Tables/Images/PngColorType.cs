namespace Nabla;

/// <summary>What a pixel of a PNG file is made of, with the numbers of the format.</summary>
internal enum PngColorType
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}
