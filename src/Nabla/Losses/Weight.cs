using System.Globalization;

namespace Nabla.Networks;

/// <summary>What may count how much: a sample, a class.</summary>
internal static class Weight
{
    /// <summary>Refuses weights that are negative or not finite.</summary>
    /// <param name="owner">Whose they are, for the message.</param>
    /// <param name="of">What they weigh: "sample", "class".</param>
    /// <param name="weights">The weights.</param>
    public static void Check(string owner, string of, ReadOnlySpan<float> weights)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0 && float.IsFinite(weights[i])))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(weights), weights[i],
                    string.Create(CultureInfo.InvariantCulture, $"{owner}: the weight of {of} {i} is {weights[i]}; expected a finite number of at least 0."));
            }
        }
    }

    /// <summary>A copy of a loss's class weights, checked.</summary>
    public static float[] OfClasses(string owner, ReadOnlySpan<float> weights)
    {
        Check(owner, "class", weights);
        return weights.ToArray();
    }
}
