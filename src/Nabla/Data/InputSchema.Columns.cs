using System.Globalization;
using System.Numerics;

namespace Nabla.Networks;

/// <content>The conversion of table columns to network inputs.</content>
public sealed partial class InputSchema
{
    private const int MaxCategories = 128;

    private InputColumn[] _features = [];

    /// <summary>Gets the columns that have inputs, in order.</summary>
    internal ReadOnlySpan<InputColumn> FeatureColumns => _features;

    /// <summary>Creates the schema of a table.</summary>
    /// <param name="columns">The columns, ignored ones included, each name once.</param>
    /// <param name="standardizer">The mean and deviation of each input.</param>
    /// <exception cref="ArgumentException">No column has an input, a name occurs twice, or there is not one mean for each input.</exception>
    internal static InputSchema Of(IReadOnlyList<InputColumn> columns, Standardizer standardizer)
    {
        InputColumn[] features = [.. columns.Where(column => column.Kind != ColumnKind.Ignored)];
        if (features.Sum(column => (long)column.Inputs) is 0 or > int.MaxValue)
            throw new ArgumentException("The columns have no inputs, or too many.", nameof(columns));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (!names.Add(column.Name))
                throw new ArgumentException($"Two columns are called \"{column.Name}\"; give each a unique name.", nameof(columns));
        }

        return new(features.Length, [.. features.Select(column => column.Name)], null, 1, standardizer, [.. columns]) { _features = features };
    }

    /// <summary>Computes medians, categories, means and deviations from a training set.</summary>
    /// <remarks>
    /// Numeric inputs get mean 0 and deviation 1 over the training set; the other inputs, which are −1, 0 or 1, are unchanged. Of a column with more than
    /// 128 categories only the most frequent 128 are kept; the others are treated as not in the training set.
    /// </remarks>
    /// <param name="table">The training set.</param>
    /// <exception cref="InvalidDataException">There are no rows, or no features.</exception>
    public static InputSchema Measure(Table table)
    {
        if (table.RowCount == 0)
            throw new InvalidDataException($"{table.Name} has no rows to train on.");
        var features = table.Features.ToHashSet();
        var columns = new List<InputColumn>();
        List<double> means = [], deviations = [];
        foreach (var column in table.Columns)
        {
            var input = !features.Contains(column) ? new InputColumn(column.Name, ColumnKind.Ignored, 0, [], marksMissing: false)
                : column.Kind == ColumnKind.Numeric ? new InputColumn(column.Name, ColumnKind.Numeric, Median(column.Numbers), [], column.MissingCount > 0)
                : new InputColumn(column.Name, ColumnKind.Categorical, 0, Categories(column), column.MissingCount > 0);
            columns.Add(input);
            for (int j = 0; j < input.Inputs; j++)
            {
                var (mean, deviation) = input.Kind == ColumnKind.Numeric && j == 0 ? Spread.Of(column.Numbers, input.Median) : (0, 1);
                means.Add(mean);
                deviations.Add(deviation);
            }
        }

        if (means.Count == 0)
            throw new InvalidDataException($"{table.Name} has no feature to predict from: besides the target, every column is ignored or empty. Its columns are {ColumnNames.List(table.Columns)}.");
        return Of(columns, new(means, deviations));
    }

    /// <summary>Encodes and standardizes the rows of a table.</summary>
    /// <param name="table">A table with the columns of this schema, in any order; ignored columns may be omitted.</param>
    /// <returns>The inputs, row by row.</returns>
    /// <exception cref="InvalidDataException">A column is missing, unknown, or of another kind, or a number is too large; the message names it.</exception>
    internal float[] Encode(Table table)
    {
        var readers = TableRows.Match(this, table);
        float[] inputs = new float[checked(table.RowCount * Inputs)];
        double[] row = new double[Features];
        for (int i = 0; i < table.RowCount; i++)
        {
            readers.Read(i, row);
            if (Columns.Count == 0)
            {
                var encoded = inputs.AsSpan(i * Inputs, Inputs);
                Standardize(new([.. row.Select(value => (float)value)], 1, Features), new MatrixView(encoded, 1, Inputs));
                foreach (float input in encoded)
                {
                    if (!float.IsFinite(input))
                        throw new InvalidDataException($"{table.Name}, {table.Place(i)}: a value is too large for the model.");
                }

                continue;
            }

            int large = FindTooLarge<double>(row, inputs.AsSpan(i * Inputs, Inputs));
            if (large >= 0)
                throw new InvalidDataException($"{table.Name}, {table.Place(i)}: {TooLarge(large, row[large])}");
        }

        return inputs;
    }

    /// <summary>Encodes and standardizes one row: for each feature a number, or the code of a category; NaN if it is missing.</summary>
    /// <exception cref="ArgumentException">A number is infinite, or too large.</exception>
    internal void Encode<T>(ReadOnlySpan<T> row, Span<float> inputs)
        where T : IFloatingPointIeee754<T>
    {
        int large = FindTooLarge(row, inputs);
        if (large >= 0)
            throw new ArgumentException(TooLarge(large, double.CreateChecked(row[large])), nameof(row));
    }

    /// <summary>Encodes a row, and returns its first feature that single precision cannot represent; −1 if there is none.</summary>
    private int FindTooLarge<T>(ReadOnlySpan<T> row, Span<float> inputs)
        where T : IFloatingPointIeee754<T>
    {
        int first = 0;
        for (int j = 0; j < _features.Length; j++)
        {
            var column = _features[j];
            var encoded = inputs.Slice(first, column.Inputs);
            column.Encode(double.CreateChecked(row[j]), encoded, _means.AsSpan(first, column.Inputs), _divisors.AsSpan(first, column.Inputs));
            foreach (float input in encoded)
            {
                if (!float.IsFinite(input))
                    return j;
            }

            first += column.Inputs;
        }

        return -1;
    }

    private string TooLarge(int feature, double value) => string.Create(
        CultureInfo.InvariantCulture, $"\"{_features[feature].Name}\" is {value}, which is not a number or too far from the values of the training set; expected a number close to them, or a missing value.");

    /// <summary>Returns a schema that standardizes the inputs once more.</summary>
    /// <param name="standardizer">The mean and deviation of each input of this schema.</param>
    internal InputSchema Then(Standardizer standardizer)
    {
        double[] mean = new double[Inputs], deviation = new double[Inputs];
        for (int j = 0; j < Inputs; j++)
        {
            double first = Standardizer.Deviation[j] == 0 ? 1 : Standardizer.Deviation[j];
            mean[j] = Standardizer.Mean[j] + (first * standardizer.Mean[j]);
            deviation[j] = first * (standardizer.Deviation[j] == 0 ? 1 : standardizer.Deviation[j]);
        }

        return Of(Columns, new(mean, deviation));
    }

    /// <exception cref="InvalidOperationException">A column is categorical.</exception>
    internal void RequireNumeric()
    {
        foreach (var column in _features)
        {
            if (column.Kind == ColumnKind.Categorical)
                throw new InvalidOperationException($"Column \"{column.Name}\" is categorical, so it cannot be given as a number: predict from a table, or from objects.");
        }
    }

    private static double Median(ReadOnlySpan<double> numbers)
    {
        double[] present = [.. numbers.ToArray().Where(number => !double.IsNaN(number)).Order()];
        if (present.Length == 0)
            return 0;
        double lower = present[(present.Length - 1) / 2], upper = present[present.Length / 2];
        double middle = lower + ((upper - lower) / 2);
        return double.IsFinite(middle) ? middle : (lower / 2) + (upper / 2);
    }

    private static string[] Categories(Column column)
    {
        int[] counts = new int[column.Categories.Count];
        foreach (int code in column.Codes)
        {
            if (code != Column.Missing)
                counts[code]++;
        }

        return [.. Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0)
            .OrderByDescending(code => counts[code]).ThenBy(code => column.Categories[code], StringComparer.Ordinal).Take(MaxCategories)
            .Select(code => column.Categories[code]).Order(StringComparer.Ordinal)];
    }
}
