using System.Globalization;

namespace Nabla.Studies;

/// <summary>Finds the depth or width with which a network's number of parameters is closest to another's, for a fair comparison.</summary>
/// <remarks>
/// A multilayer perceptron of widths n₀ (inputs), n₁ … n_L (hidden), n_{L+1} (classes) has
/// <code>
/// Σ_{l=1}^{L+1} (n_{l−1} n_l + n_l)    weights and biases
///   + Σ_{l=1}^{L} 2 n_l                with a normalisation: a scale and a shift for each unit
/// </code>
/// It increases with every width and with every layer, so the closest number is one of two neighbours. For example, (512, 120 × 5) has 1,694,226 parameters
/// and (512, 256) has 1,707,274; six layers of 120 have 1,708,746.
/// </remarks>
public static class ParameterMatching
{
    /// <summary>Returns the number of trainable parameters of a network, without creating it.</summary>
    /// <param name="inputs">The number of input features.</param>
    /// <param name="hidden">The widths of the hidden layers.</param>
    /// <param name="outputs">The number of classes.</param>
    /// <param name="isNormalized">Whether every hidden layer has a normalisation.</param>
    public static long Count(int inputs, IReadOnlyList<int> hidden, int outputs, bool isNormalized = false)
    {
        long count = 0, width = inputs;
        foreach (int next in hidden.Append(outputs))
            (count, width) = (count + ((width + 1) * next), next);
        return isNormalized ? count + (2 * hidden.Sum(size => (long)size)) : count;
    }

    /// <summary>Returns the open number with which a network's number of parameters is closest to another's; of two equally close ones the smaller.</summary>
    /// <param name="inputs">The number of input features.</param>
    /// <param name="hidden">The widths of the hidden layers, one number of them open.</param>
    /// <param name="outputs">The number of classes.</param>
    /// <param name="target">The number of parameters of the other network.</param>
    /// <param name="isNormalized">Whether every hidden layer has a normalisation.</param>
    public static ParameterMatch Find(int inputs, FreeHidden hidden, int outputs, long target, bool isNormalized = false)
    {
        // The smallest number whose count reaches the target; the closest is this one or the one before.
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

/// <summary>The result of parameter matching.</summary>
/// <param name="Hidden">The widths with the open number: "512,120x?".</param>
/// <param name="IsDepth">Whether the open number is a number of layers; otherwise it is a width.</param>
/// <param name="Number">The number found.</param>
/// <param name="Parameters">The resulting number of parameters.</param>
/// <param name="Target">The number of parameters of the other network.</param>
/// <param name="ParametersBelow">The number of parameters with the next smaller number; null if there is none.</param>
/// <param name="ParametersAbove">The number of parameters with the next larger number; null if there is none.</param>
public sealed record ParameterMatch(
    string Hidden, bool IsDepth, int Number, long Parameters, long Target, long? ParametersBelow, long? ParametersAbove)
{
    /// <summary>Describes the match in words.</summary>
    /// <param name="entry">The entry with the open number.</param>
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
