using Nabla.Networks;

namespace Nabla.Reports.Images;

/// <summary>Renders the first layer's weights as images: each weight of a unit is at the position of its pixel.</summary>
public static class WeightImages
{
    /// <summary>The maximum number of units to show: more would make the file large without adding information.</summary>
    public const int Most = 64;

    /// <summary>Returns the units with the largest norms, in their order.</summary>
    /// <param name="network">The network.</param>
    /// <param name="shape">The shape of the input images: 1 or 3 channels.</param>
    public static IReadOnlyList<WeightImage> Of(Network network, ImageShape shape)
    {
        var weights = First(network);
        int units = weights.Columns;
        float[] values = weights.Value.ToRowMajor();
        double[] norms = new double[units];
        for (int unit = 0; unit < units; unit++)
        {
            double sum = 0;
            for (int input = 0; input < weights.Rows; input++)
                sum += (double)values[(input * units) + unit] * values[(input * units) + unit];
            norms[unit] = Math.Sqrt(sum);
        }

        var shown = Enumerable.Range(0, units).OrderByDescending(unit => norms[unit]).Take(Most).Order();
        return [.. shown.Select(unit => new WeightImage(unit, norms[unit], Draw(values, unit, units, shape)))];
    }

    /// <summary>Returns the first weight.</summary>
    public static Parameter First(Network network) => network.Parameters.All.First(parameter => parameter.IsWeight);

    /// <summary>Draws the weights of a unit: 0 is mid-grey, and the largest absolute weight is an end of the scale.</summary>
    private static PngImage Draw(float[] values, int unit, int units, ImageShape shape)
    {
        float largest = 0;
        for (int i = unit; i < values.Length; i += units)
            largest = Math.Max(largest, Math.Abs(values[i]));
        byte[] pixels = new byte[shape.Features];
        for (int input = 0; input < pixels.Length; input++)
        {
            float value = largest == 0 ? 0 : values[(input * units) + unit] / largest;
            pixels[input] = (byte)Math.Round(127.5 + (127.5 * value));
        }

        return PngImage.Encode(shape, pixels);
    }
}
