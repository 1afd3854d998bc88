namespace Nabla.Studies;

/// <summary>What a document prints of an experiment.</summary>
/// <param name="Experiment">The experiment's name in the ledger.</param>
/// <param name="Entry">The entry that repeats it.</param>
/// <param name="Figure">Which figure: a name of <see cref="StudyFigure.Names"/>.</param>
/// <param name="Value">What the document prints.</param>
/// <param name="Within">How far it may be off for reasons that are known: read by eye, or one run of another random stream.</param>
/// <param name="Remark">Where it stands, and what may set it apart from ours; null for nothing to say.</param>
public sealed record PrintedFigure(string Experiment, string Entry, string Figure, double Value, double Within, string? Remark)
{
    /// <summary>
    /// Ours less what is printed; 0 where they agree, since the printed figure is as near to our mean as our error bars reach or as
    /// <see cref="Within"/> allows, whichever is wider. Null when no run of the entry has it.
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
