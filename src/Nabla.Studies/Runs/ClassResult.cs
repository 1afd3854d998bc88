using System.Globalization;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>How well one class was told from the others.</summary>
/// <param name="Class">Its name.</param>
/// <param name="Precision">Of what was called this class, the share that is.</param>
/// <param name="Recall">Of what is this class, the share that was called so.</param>
/// <param name="FBeta">F-beta for beta 0.1, 1 and 10, by beta written as text.</param>
public sealed record ClassResult(string Class, double Precision, double Recall, IReadOnlyDictionary<string, double> FBeta)
{
    private static readonly double[] Betas = [0.1, 1, 10];

    /// <summary>Every class of a confusion matrix.</summary>
    /// <param name="confusion">True against predicted classes.</param>
    /// <param name="classNames">The classes' names, in order.</param>
    public static IReadOnlyList<ClassResult> All(ConfusionMatrix confusion, IReadOnlyList<string> classNames) =>
    [
        .. classNames.Select((name, index) => new ClassResult(
            name,
            confusion.Precision(index),
            confusion.Recall(index),
            Betas.ToDictionary(beta => beta.ToString(CultureInfo.InvariantCulture), beta => confusion.FBeta(index, beta), StringComparer.Ordinal))),
    ];
}
