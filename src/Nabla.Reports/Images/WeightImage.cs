namespace Nabla.Reports.Images;

/// <summary>The weights of one unit of the first layer, as an image.</summary>
/// <param name="Unit">The index of the unit, counted from 0.</param>
/// <param name="Norm">The Euclidean norm of its weights.</param>
/// <param name="Image">The image: grey is 0; brighter is positive, darker is negative, in each colour channel.</param>
public sealed record WeightImage(int Unit, double Norm, PngImage Image);
