namespace Nabla;

/// <summary>Specifies the components of a pixel, with the numbers of the PNG format.</summary>
internal enum PngColorType
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}
