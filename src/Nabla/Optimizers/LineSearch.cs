namespace Nabla.Networks;

/// <summary>A function of one variable and its derivative: a loss along a direction.</summary>
internal interface ILine
{
    /// <summary>Evaluates φ(α) and φ′(α).</summary>
    (double Value, double Slope) At(double step);
}

/// <summary>Finds a step along a line that satisfies the Wolfe conditions: the strong ones while the line is assumed to be smooth.</summary>
/// <remarks>
/// <code>
/// φ(α) ≤ φ(0) + c₁ α φ′(0)      strong: |φ′(α)| ≤ c₂ |φ′(0)|      weak: φ′(α) ≥ c₂ φ′(0)      c₁ = 1e-4, c₂ = 0.9
/// </code>
/// Algorithms 3.5 (bracket) and 3.6 (zoom) of Nocedal and Wright 2006, "Numerical optimization", with the minimum of the cubic through two values
/// and two slopes, formula 3.59; an interval that has not shrunk to two thirds within two steps is halved (Moré and Thuente 1994). Near a minimum the
/// difference of two losses is smaller than their rounding errors; where it is within 1e-6 of |φ(0)|, the first condition is therefore also met by its
/// approximation φ′(α) ≤ (2 c₁ − 1) φ′(0), Hager and Zhang 2005.
/// <para>
/// At a kink, which networks with ReLU have, the slope jumps from below 0 to above 0, and no point satisfies the strong conditions: the interval
/// shrinks onto the kink from below, where the slope has not changed, and the pair (s, y) contains no information about the kink. Points just beyond
/// the kink satisfy the weak conditions, and their y contains the jump; Lewis and Overton 2013, "Nonsmooth optimization via quasi-Newton methods",
/// show that this is what quasi-Newton methods need there. To find such a point in an interval that no parabola fits, the search alternates between
/// the midpoint and a point a little beyond the intersection of the tangents at its ends, which for two linear pieces is the kink.
/// </para>
/// </remarks>
internal static class LineSearch
{
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;
    private const double Noise = 1e-6;
    private const double Shrinkage = 0.66;
    private const double Margin = 1e-3;
    private const double BeyondKink = 0.1;
    private const double ParabolaTolerance = 0.02;

    /// <summary>The maximum number of evaluations, after which the best point found is accepted.</summary>
    public const int MaxEvaluations = 30;

    /// <summary>Runs the search. The returned point, if any, is the last one evaluated.</summary>
    /// <param name="line">φ.</param>
    /// <param name="value">φ(0), finite.</param>
    /// <param name="slope">φ′(0), below 0.</param>
    /// <param name="first">The first step to try, above 0.</param>
    /// <param name="smooth">
    /// The number of evaluations for which the line is assumed to be smooth. After that, a point inside the interval need only satisfy the weak
    /// conditions.
    /// </param>
    /// <param name="evaluations">The number of evaluations, increased by each.</param>
    /// <returns>
    /// A step that satisfies both conditions; otherwise the best step found that satisfies the first; 0 if there is none.
    /// </returns>
    public static Point Run<TLine>(ref TLine line, double value, double slope, double first, int smooth, ref int evaluations)
        where TLine : struct, ILine, allows ref struct
    {
        var start = new Point(0, value, slope);
        var (low, high) = (start, default(Point));
        bool bracketed = false;
        var (width, widthBefore) = (double.PositiveInfinity, double.PositiveInfinity);
        double step = first;
        for (int before = 0; before < MaxEvaluations; before++)
        {
            evaluations++;
            var point = new Point(step, line.At(step));
            bool strong = before < smooth;
            bool decreases = double.IsFinite(point.Value) && double.IsFinite(point.Slope) && Decreases(start, point);
            double steepness = strong || !bracketed ? Math.Abs(point.Slope) : -point.Slope;
            if (decreases && steepness <= Curvature * -slope)
                return point with { Accepted = true };

            if (!decreases || (strong && point.Value >= low.Value && low.Step != 0))
            {
                (high, bracketed) = (point, true);                      // too far: there is a minimum between low and here
            }
            else
            {
                if (bracketed ? point.Slope * (high.Step - low.Step) >= 0 : point.Slope >= 0)
                    (high, bracketed) = (low, true);
                else if (!bracketed)
                    high = low;                                         // the point before: the cubic continues from both
                low = point;
            }

            double next =
                !bracketed ? Beyond(high, low)
                : before + 1 < smooth || FitsParabola(low, high) ? Inside(low, high, widthBefore)
                : NearKink(low, high, before);
            if (bracketed)
                (widthBefore, width) = (width, Math.Abs(high.Step - low.Step));
            if ((float)next == (float)step || (float)next == (float)low.Step || !double.IsFinite(next))
                break;                                                  // parameters change in steps of single precision
            step = next;
        }

        if (low.Step != 0)
        {
            evaluations++;
            line.At(low.Step);
        }

        return low;
    }

    /// <summary>Tests the first condition, or its approximation where rounding hides the condition.</summary>
    private static bool Decreases(Point start, Point point) =>
        point.Value <= start.Value + (Decrease * point.Step * start.Slope)
        || (Math.Abs(point.Value - start.Value) <= Noise * Math.Abs(start.Value) && point.Slope <= ((2 * Decrease) - 1) * start.Slope);

    /// <summary>Returns a point between two: the minimum of the cubic, or the midpoint if there is none or the interval shrinks slowly.</summary>
    private static double Inside(Point low, Point high, double widthTwoBefore)
    {
        double width = high.Step - low.Step, part = (Minimum(low, high) - low.Step) / width;
        return part is > 0 and < 1 && Math.Abs(width) <= Shrinkage * widthTwoBefore
            ? low.Step + (Math.Clamp(part, Margin, 1 - Margin) * width)
            : low.Step + (width / 2);
    }

    /// <summary>Returns whether the difference of two values is almost that of a parabola with these slopes, so that there is no sign of a kink.</summary>
    private static bool FitsParabola(Point a, Point b) =>
        Math.Abs(((b.Value - a.Value) / (b.Step - a.Step)) - ((a.Slope + b.Slope) / 2)) <= ParabolaTolerance * Math.Abs(b.Slope - a.Slope);

    /// <summary>Returns alternately a point a little beyond the intersection of the tangents, as seen from zero, and the midpoint.</summary>
    private static double NearKink(Point low, Point high, int before)
    {
        double width = high.Step - low.Step;
        double part = (high.Value - low.Value - (width * high.Slope)) / (low.Slope - high.Slope) / width;
        if (before % 2 != 0 || part is not (> 0 and < 1))
            return low.Step + (width / 2);
        double kink = low.Step + (part * width);
        return kink + (BeyondKink * (Math.Max(low.Step, high.Step) - kink));
    }

    /// <summary>Returns a point beyond the second of two: the minimum of the cubic, from a tenth to ten times the step farther.</summary>
    private static double Beyond(Point before, Point last)
    {
        double minimum = Minimum(before, last);
        return double.IsFinite(minimum) && minimum > last.Step ? Math.Clamp(minimum, 1.1 * last.Step, 10 * last.Step) : 2 * last.Step;
    }

    /// <summary>Returns the minimum of the cubic through two values and slopes; NaN if it has none.</summary>
    private static double Minimum(Point a, Point b)
    {
        double width = b.Step - a.Step;
        double d1 = a.Slope + b.Slope - (3 * (b.Value - a.Value) / width);
        double d2 = Math.CopySign(Math.Sqrt((d1 * d1) - (a.Slope * b.Slope)), width);
        return b.Step - (width * (b.Slope + d2 - d1) / (b.Slope - a.Slope + (2 * d2)));
    }

    /// <summary>A step along the line, with the value and slope there.</summary>
    internal readonly record struct Point(double Step, double Value, double Slope)
    {
        public Point(double step, (double Value, double Slope) found)
            : this(step, found.Value, found.Slope)
        {
        }

        /// <summary>Gets whether the search ended here because both conditions are satisfied.</summary>
        public bool Accepted { get; init; }
    }
}
