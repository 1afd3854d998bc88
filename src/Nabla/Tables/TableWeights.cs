namespace Nabla.Networks;

/// <summary>Checks the weights of rows in the loss.</summary>
internal static class TableWeights
{
    /// <summary>Returns a column that can be used as weights.</summary>
    /// <exception cref="ArgumentException">The column is not numeric, or a weight is missing or negative.</exception>
    public static Column Require(string table, Column weights)
    {
        if (!weights.HoldsNumbers)
            throw new ArgumentException($"{table}: the weights column \"{weights.Name}\" is not numeric.", nameof(weights));
        var numbers = weights.Numbers;
        for (int row = 0; row < numbers.Length; row++)
        {
            if (!(numbers[row] >= 0 && numbers[row] <= float.MaxValue))
                throw new ArgumentException(FormattableString.Invariant($"{table}: the weight in row {row} of \"{weights.Name}\" is {(double.IsNaN(numbers[row]) ? "missing" : numbers[row])}; expected a number from 0 to 3.4e38."), nameof(weights));
        }

        return weights;
    }
}
