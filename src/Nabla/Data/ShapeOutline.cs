namespace Nabla.Networks;

/// <summary>The ten figures of <see cref="ImageDataset.GenerateShapes(int, int, ulong)"/> as signed distances: negative inside, positive outside, zero on the outline.</summary>
/// <remarks>
/// A figure has a radius of about one unit and is centred at the origin; u increases to the right and v downwards. The distances are exact or nearly so
/// close to the outline, where they are evaluated. Uses IEEE operations only, so results are bit-identical on every machine.
/// </remarks>
internal static class ShapeOutline
{
    /// <summary>The names of the figures, in the order of their labels.</summary>
    public static readonly string[] Names = ["disk", "ring", "square", "triangle", "cross", "star", "stripes", "checkerboard", "dots", "zigzag"];

    public static float Distance(int label, float u, float v) => label switch
    {
        0 => Disk(u, v),
        1 => Ring(u, v),
        2 => Square(u, v),
        3 => Triangle(u, v),
        4 => Cross(u, v),
        5 => Star(u, v),
        6 => Stripes(u, v),
        7 => Checkerboard(u, v),
        8 => Dots(u, v),
        9 => Zigzag(u, v),
        _ => throw new ArgumentOutOfRangeException(nameof(label)),
    };

    private static float Disk(float u, float v) => MathF.Sqrt((u * u) + (v * v)) - 0.9f;

    private static float Ring(float u, float v) => MathF.Abs(MathF.Sqrt((u * u) + (v * v)) - 0.78f) - 0.22f;

    private static float Square(float u, float v) => MathF.Max(MathF.Abs(u), MathF.Abs(v)) - 0.82f;

    /// <summary>The inside of three lines at distance ½ from the origin: corners at distance 1.</summary>
    private static float Triangle(float u, float v)
    {
        const float HalfRoot3 = 0.8660254f;
        return MathF.Max(v, (HalfRoot3 * MathF.Abs(u)) - (0.5f * v)) - 0.5f;
    }

    private static float Cross(float u, float v)
    {
        float x = MathF.Abs(u);
        float y = MathF.Abs(v);
        return MathF.Min(MathF.Max(x - 1, y - 0.3f), MathF.Max(x - 0.3f, y - 1));
    }

    /// <summary>A pentagram is what lies inside at least four of the five lines of its sides: the second largest of five distances.</summary>
    private static float Star(float u, float v)
    {
        // The normals of the lines point to 90°, 18° and −54° and their mirror images; tips at distance 1 put the lines at distance cos 72°.
        const float Cos18 = 0.95105652f;
        const float Sin18 = 0.30901699f;
        const float Cos54 = 0.58778525f;
        const float Sin54 = 0.80901699f;
        float largest = float.NegativeInfinity;
        float second = float.NegativeInfinity;
        Rank(v);
        Rank((Cos18 * u) + (Sin18 * v));
        Rank((-Cos18 * u) + (Sin18 * v));
        Rank((Cos54 * u) - (Sin54 * v));
        Rank((-Cos54 * u) - (Sin54 * v));
        return second - Sin18;

        void Rank(float distance)
        {
            if (distance > largest)
                (largest, second) = (distance, largest);
            else if (distance > second)
                second = distance;
        }
    }

    /// <summary>Three bars and the two gaps between them.</summary>
    private static float Stripes(float u, float v) => MathF.Max(Bars(v), Frame(u, v));

    /// <summary>Five by five squares; those on the diagonals are inside.</summary>
    private static float Checkerboard(float u, float v)
    {
        float x = Bars(u);
        float y = Bars(v);

        // Inside both or neither of the bars: −x·y has that sign, and the nearer edge is the smaller of the two.
        float nearest = MathF.Min(MathF.Abs(x), MathF.Abs(y));
        return MathF.Max((x < 0) == (y < 0) ? -nearest : nearest, Frame(u, v));
    }

    /// <summary>Three by three small disks.</summary>
    private static float Dots(float u, float v)
    {
        const float Pitch = 0.7f;
        float x = MathF.Min(MathF.Abs(u), MathF.Abs(MathF.Abs(u) - Pitch));
        float y = MathF.Min(MathF.Abs(v), MathF.Abs(MathF.Abs(v) - Pitch));
        return MathF.Sqrt((x * x) + (y * y)) - 0.24f;
    }

    /// <summary>Two bars, folded three times.</summary>
    private static float Zigzag(float u, float v)
    {
        float fold = MathF.Abs(MathF.Abs(u) - 0.5f);
        return MathF.Max(0.8f * (MathF.Abs(MathF.Abs(v + (1.2f * fold) - 0.3f) - 0.45f) - 0.22f), MathF.Abs(u) - 1);
    }

    /// <summary>Bars of width 0.4 around −0.8, 0 and 0.8.</summary>
    private static float Bars(float x) => MathF.Min(MathF.Abs(x), MathF.Abs(MathF.Abs(x) - 0.8f)) - 0.2f;

    private static float Frame(float u, float v) => MathF.Max(MathF.Abs(u), MathF.Abs(v)) - 1;
}
