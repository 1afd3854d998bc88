using System.Globalization;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The metrics of one class.</summary>
/// <param name="Class">The name of the class.</param>
/// <param name="Precision">The fraction of the examples predicted as this class that belong to it.</param>
/// <param name="Recall">The fraction of this class's examples that are predicted as it.</param>
/// <param name="FBeta">F-beta for beta 0.1, 1 and 10, by beta as text.</param>
public sealed record ClassResult(string Class, double Precision, double Recall, IReadOnlyDictionary<string, double> FBeta)
{
    private static readonly double[] Betas = [0.1, 1, 10];

    /// <summary>Returns the metrics of every class of a confusion matrix.</summary>
    /// <param name="confusion">True against predicted classes.</param>
    /// <param name="classNames">The class names, in order.</param>
    public static IReadOnlyList<ClassResult> All(ConfusionMatrix confusion, IReadOnlyList<string> classNames) =>
    [
        .. classNames.Select((name, index) => new ClassResult(
            name,
            confusion.Precision(index),
            confusion.Recall(index),
            Betas.ToDictionary(beta => beta.ToString(CultureInfo.InvariantCulture), beta => confusion.FBeta(index, beta), StringComparer.Ordinal))),
    ];
}
