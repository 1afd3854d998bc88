using System.Globalization;

namespace Nabla.Studies;

/// <summary>Two networks are compared fairly when they have the same number of parameters: finds the depth or width that comes closest.</summary>
/// <remarks>
/// A multilayer perceptron of widths n₀ (inputs), n₁ … n_L (hidden), n_{L+1} (classes) has
/// <code>
/// Σ_{l=1}^{L+1} (n_{l−1} n_l + n_l)    weights and biases
///   + Σ_{l=1}^{L} 2 n_l                with a normalisation: a scale and a shift for each unit
/// </code>
/// which grows with every width and with every layer, so that the closest is one of two neighbours. Claims C46 to C52: a document takes
/// (512, 120 × 5) for (512, 256), 1,694,226 parameters for 1,707,274; six layers of 120 have 1,708,746.
/// </remarks>
public static class ParameterMatching
{
    /// <summary>How many numbers a network would train, without making it.</summary>
    /// <param name="inputs">Features of a row.</param>
    /// <param name="hidden">The widths between.</param>
    /// <param name="outputs">Classes.</param>
    /// <param name="isNormalized">Whether every hidden layer has a normalisation.</param>
    public static long Count(int inputs, IReadOnlyList<int> hidden, int outputs, bool isNormalized = false)
    {
        long count = 0, width = inputs;
        foreach (int next in hidden.Append(outputs))
            (count, width) = (count + ((width + 1) * next), next);
        return isNormalized ? count + (2 * hidden.Sum(size => (long)size)) : count;
    }

    /// <summary>The number for the open place that makes a network's parameters as many as another's, as nearly as a whole number can. Of two equally near ones the smaller.</summary>
    /// <param name="inputs">Features of a row.</param>
    /// <param name="hidden">The widths, one number of them open.</param>
    /// <param name="outputs">Classes.</param>
    /// <param name="target">How many parameters the other network has.</param>
    /// <param name="isNormalized">Whether every hidden layer has a normalisation.</param>
    public static ParameterMatch Find(int inputs, FreeHidden hidden, int outputs, long target, bool isNormalized = false)
    {
        // The smallest number whose count reaches the target; the closest is it or the one before.
        int low = 1, high = hidden.Most;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (CountWith(middle) >= target)
                high = middle;
            else
                low = middle + 1;
        }

        int number = low > 1 && target - CountWith(low - 1) <= Math.Abs(CountWith(low) - target) ? low - 1 : low;
        return new(
            hidden.Text,
            hidden.IsDepth,
            number,
            CountWith(number),
            target,
            number > 1 ? CountWith(number - 1) : null,
            number < hidden.Most ? CountWith(number + 1) : null);

        long CountWith(int candidate) => Count(inputs, hidden.With(candidate), outputs, isNormalized);
    }
}

/// <summary>What parameter matching found.</summary>
/// <param name="Hidden">The widths with the open place: "512,120x?".</param>
/// <param name="IsDepth">Whether the open number is a number of layers, not a width.</param>
/// <param name="Number">What stands there now.</param>
/// <param name="Parameters">How many parameters that makes.</param>
/// <param name="Target">How many the other network has.</param>
/// <param name="ParametersBelow">How many one less would make; null when there is no less.</param>
/// <param name="ParametersAbove">How many one more would make; null when there is no more.</param>
public sealed record ParameterMatch(
    string Hidden, bool IsDepth, int Number, long Parameters, long Target, long? ParametersBelow, long? ParametersAbove)
{
    /// <summary>The match in words.</summary>
    /// <param name="entry">Whose number it is.</param>
    /// <param name="target">The entry that it was matched to.</param>
    public string Sentence(string entry, string target)
    {
        string[] others =
        [
            .. from neighbour in new[] { (Number: Number - 1, Parameters: ParametersBelow), (Number: Number + 1, Parameters: ParametersAbove) }
               where neighbour.Parameters is not null
               select string.Create(CultureInfo.InvariantCulture, $"with {neighbour.Number}: {neighbour.Parameters:N0}"),
        ];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{entry}: {Hidden.Replace("?", Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)} has {Parameters:N0} parameters, the closest to {target}'s {Target:N0} ({string.Join("; ", others)}).");
    }
}
