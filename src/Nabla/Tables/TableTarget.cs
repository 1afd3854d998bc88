using System.Globalization;

namespace Nabla.Networks;

/// <summary>Interprets the target column of a table.</summary>
internal static class TableTarget
{
    private const int MaxWholeClasses = 20;

    /// <summary>Returns whether a target is a class by default: a text, or one of at most 20 integers.</summary>
    public static bool LooksLikeClasses(Column target)
    {
        if (!target.HoldsNumbers || target.Kind == ColumnKind.Categorical)
            return true;
        var seen = new HashSet<double>();
        foreach (double number in target.Numbers)
        {
            if (double.IsNaN(number))
                continue;
            if (number != Math.Floor(number) || (seen.Add(number) && seen.Count > MaxWholeClasses))
                return false;
        }

        return true;
    }

    /// <summary>Returns the rows of each class; all rows if the target is not a class or there is none.</summary>
    public static IReadOnlyList<int[]> Strata(Table table) =>
        table.Target is { } target && LooksLikeClasses(target) ? RowSampling.Groups(target) : [[.. Enumerable.Range(0, table.RowCount)]];

    /// <summary>Returns the classes that occur: integers in numerical order, other texts in ordinal order.</summary>
    /// <exception cref="InvalidDataException">A target is missing, or there are fewer than two classes.</exception>
    public static string[] Classes(Table table)
    {
        if (table.RowCount == 0)
            throw new InvalidDataException($"{table.Name} has no rows to train on.");
        var target = RequireComplete(table);
        var texts = target.As(ColumnKind.Categorical);
        string[] classes = [.. texts.Codes.ToArray().Distinct().Select(code => texts.Categories[code])];
        if (classes.Length < 2)
            throw new InvalidDataException($"{table.Name}: the target \"{target.Name}\" is \"{ShownText.Of(classes[0])}\" in every row; a classifier requires at least two classes.");
        var numbers = classes.Select(text => Column.TryParse(text, CultureInfo.InvariantCulture, out double number) ? number : double.NaN).ToArray();
        if (target.Kind == ColumnKind.Numeric)
            RequireOneText(table, target, numbers, classes);
        return numbers.Any(double.IsNaN)
            ? [.. classes.Order(StringComparer.Ordinal)]
            : [.. Enumerable.Range(0, classes.Length).OrderBy(i => numbers[i]).ThenBy(i => classes[i], StringComparer.Ordinal).Select(i => classes[i])];
    }

    /// <summary>Returns the index of each row's class.</summary>
    /// <exception cref="InvalidDataException">A target is missing, or is not one of the classes.</exception>
    public static int[] Labels(Table table, IReadOnlyList<string> classes)
    {
        var target = RequireComplete(table).As(ColumnKind.Categorical);
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < classes.Count; i++)
            index[classes[i]] = i;
        int[] labelOf = [.. target.Categories.Select(category => index.TryGetValue(category, out int label) ? label : -1)];
        int[] labels = new int[table.RowCount];
        for (int row = 0; row < labels.Length; row++)
        {
            labels[row] = labelOf[target.Codes[row]];
            if (labels[row] < 0)
                throw new InvalidDataException($"{table.Name}, {table.Place(row)}: the target \"{target.Name}\" is \"{ShownText.Of(target.TextAt(row))}\", which is not one of the classes {ColumnNames.List(classes)}.");
        }

        return labels;
    }

    /// <summary>Returns the value of each row.</summary>
    /// <exception cref="InvalidDataException">A target is missing, or is not a number.</exception>
    public static double[] Values(Table table)
    {
        var target = RequireComplete(table);
        if (target.HoldsNumbers)
        {
            // The outputs of a network are in single precision.
            int large = Array.FindIndex(target.Numbers.ToArray(), number => Math.Abs(number) > float.MaxValue);
            if (large >= 0)
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{table.Name}, {table.Place(large)}: the target \"{target.Name}\" is {target.Numbers[large]}; a regressor requires numbers from -3.4e38 to 3.4e38. Divide the target, or take its logarithm."));
            return target.Numbers.ToArray();
        }

        throw new InvalidDataException($"{table.Name}: the target \"{target.Name}\" contains text such as \"{ShownText.Of(target.TextAt(0))}\"; a regressor requires numbers. Use a classifier, or name another target.");
    }

    /// <summary>Throws if "1" and "1.0" would be two classes. Beyond 2⁵³ two texts may be different numbers although their doubles are equal.</summary>
    private static void RequireOneText(Table table, Column target, double[] numbers, string[] classes)
    {
        var textOf = new Dictionary<double, string>();
        for (int i = 0; i < classes.Length; i++)
        {
            if (Math.Abs(numbers[i]) < 1L << 53 && !textOf.TryAdd(numbers[i], classes[i]))
                throw new InvalidDataException($"{table.Name}: the target \"{target.Name}\" holds \"{textOf[numbers[i]]}\" and \"{classes[i]}\", the same number written in two ways; write it in one way, or declare the column categorical.");
        }
    }

    private static Column RequireComplete(Table table)
    {
        var target = table.RequireTarget();
        for (int row = 0; row < target.Count; row++)
        {
            if (target.HoldsNumbers ? double.IsNaN(target.Numbers[row]) : target.Codes[row] == Column.Missing)
                throw new InvalidDataException($"{table.Name}, {table.Place(row)}: the target \"{target.Name}\" is missing; remove the row, or fill it in.");
        }

        return target;
    }
}
