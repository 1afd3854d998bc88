namespace Nabla.Theory.Tests;

/// <summary>Whether a claim's check can tell the right formula from one that is close to it.</summary>
internal static class Power
{
    /// <summary>A tolerance above this share of the figure compares rounded or simulated figures; below it, the check notices any mistake that matters.</summary>
    private const double Exact = 0.001;

    /// <summary>A tolerance of rounding, which leaves nothing to mistake where the figure is 0.</summary>
    private const double Rounding = 1e-12;

    /// <summary>The largest tolerance, as a share of the figure, at which a comparison still says something.</summary>
    private const double Coarse = 0.1;

    /// <summary>How far the perturbed formula must miss, in tolerances.</summary>
    private const double Tolerances = 3;

    /// <summary>
    /// Whether at one place at least the perturbed formula misses by three tolerances, with a tolerance of at most a tenth of the figure; and, unless
    /// the tolerance is below a thousandth, with a perturbed figure at most as far from the right one as that is large.
    /// </summary>
    /// <remarks>
    /// Otherwise the check hardly can fail: a tolerance of 0.57 on 1 passes for a check if the only mistake that it is shown gives 1024.
    /// </remarks>
    public static bool IsEnough(Claim claim)
    {
        var (right, perturbed) = claim.Compare();
        return perturbed.Select((finding, k) => k < right.Count && Tells(right[k], finding)).Any(tells => tells);
    }

    private static bool Tells(Finding right, Finding perturbed)
    {
        bool exact = right.Tolerance <= Math.Max(Rounding, Exact * Enumerable.Range(0, right.Count).Max(i => Math.Abs(right.ExpectedAt(i))));
        if (perturbed.Count != right.Count)
            return exact;
        return Enumerable.Range(0, right.Count).Any(i =>
        {
            double figure = Math.Abs(right.ExpectedAt(i)), miss = perturbed.MissAt(i);
            return miss > 0 && miss >= Tolerances * Math.Max(right.Tolerance, perturbed.Tolerance)
                && (exact || (right.Tolerance <= Coarse * figure && Math.Abs(perturbed.ExpectedAt(i) - right.ExpectedAt(i)) <= figure));
        });
    }
}
