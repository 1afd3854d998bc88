using Nabla.Studies;

namespace Nabla.Coursework;

/// <summary>A study that repeats experiments of the reports.</summary>
/// <param name="Result">What the study found.</param>
/// <param name="Experiments">The experiments, by their names in the ledger.</param>
/// <param name="Printed">What the reports print of them.</param>
public sealed record RepeatedStudy(StudyResult Result, IReadOnlyList<string> Experiments, IReadOnlyList<PrintedFigure> Printed)
{
    /// <summary>Reads a finished study, and the figures printed of it.</summary>
    /// <param name="folder">The folder of the studies and their printed figures.</param>
    /// <param name="directory">The study's directory.</param>
    /// <exception cref="StudyFormatException">The directory holds no study, or one of the files cannot be read.</exception>
    public static RepeatedStudy Read(string folder, string directory)
    {
        var result = StudyResultReader.ReadFile(directory);
        var figures = PrintedFigures.Of(folder, result);
        return new(result, figures.Experiments, figures.Printed);
    }
}
