namespace Nabla.Reports.Images;

/// <summary>The weights into one unit of the first layer, as an image of what that unit looks for.</summary>
/// <param name="Unit">Which unit, counted from 0.</param>
/// <param name="Norm">The root of the sum of its squared weights.</param>
/// <param name="Image">Grey is 0; brighter is positive, darker is negative, in each colour channel.</param>
public sealed record WeightImage(int Unit, double Norm, PngImage Image);
