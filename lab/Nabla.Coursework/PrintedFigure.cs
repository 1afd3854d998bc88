using Nabla.Studies;

namespace Nabla.Coursework;

/// <summary>A figure that a report prints of an experiment.</summary>
/// <param name="Experiment">The experiment's name in the ledger.</param>
/// <param name="Entry">The study's entry that repeats it.</param>
/// <param name="Figure">Which figure: a name of <see cref="StudyFigure.Names"/>.</param>
/// <param name="Value">The printed value.</param>
/// <param name="Within">How far it may be off for known reasons: read by eye, or one run of another random stream. Default 0.</param>
/// <param name="Remark">Where it is printed, and why ours may differ. Default null.</param>
public sealed record PrintedFigure(string Experiment, string Entry, string Figure, double Value, double Within = 0, string? Remark = null)
{
    /// <summary>
    /// Our mean − the printed value; 0 where they agree: the printed value is as near to our mean as our error bars reach, or as
    /// <see cref="Within"/> allows, whichever is wider. Null if no run of the entry has the figure.
    /// </summary>
    /// <param name="study">What the study found.</param>
    public double? Difference(StudyResult study)
    {
        if (!study.Entry(Entry).Figures.TryGetValue(Figure, out var spread))
            return null;
        double difference = spread.Mean - Value;
        return Math.Abs(difference) <= Math.Max(Within, study.ErrorBars * (spread.Deviation ?? 0)) ? 0 : difference;
    }
}
