using System.Globalization;

namespace Nabla.Networks;

/// <summary>Checks the weights of samples and classes.</summary>
internal static class Weight
{
    /// <summary>Throws if a weight is negative or not finite.</summary>
    /// <param name="owner">The owner of the weights, for the message.</param>
    /// <param name="of">What the weights belong to: "sample", "class".</param>
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

    /// <summary>Returns a checked copy of a loss's class weights.</summary>
    public static float[] OfClasses(string owner, ReadOnlySpan<float> weights)
    {
        Check(owner, "class", weights);
        return weights.ToArray();
    }
}
