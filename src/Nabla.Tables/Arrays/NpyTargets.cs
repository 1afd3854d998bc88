using System.Globalization;

namespace Nabla;

/// <summary>Targets as an array with one label, or one or more values, for each example.</summary>
/// <param name="Task">The learning task.</param>
/// <param name="Labels">The labels; empty for a regression.</param>
/// <param name="Values">The values, example by example; empty for a classification.</param>
internal sealed record NpyTargets(LearningTask Task, int[] Labels, float[] Values)
{
    /// <summary>The maximum number of classes without names.</summary>
    public const int MaxUnnamedClasses = 1 << 16;

    /// <summary>Reads targets for some examples.</summary>
    /// <param name="file">The file, after its header.</param>
    /// <param name="header">The header.</param>
    /// <param name="features">The header of the features.</param>
    /// <param name="kind">What the targets are.</param>
    /// <param name="names">The names of the classes or values, or null.</param>
    /// <exception cref="InvalidDataException">The targets do not fit the features or the names, or the file is damaged.</exception>
    public static NpyTargets Read(BoundedReader file, NpyHeader header, NpyHeader features, TaskKind kind, IReadOnlyList<string>? names)
    {
        if (header.Shape.Count == 0 || header.Rows != features.Rows)
            throw new InvalidDataException($"{header.Where}: got targets of shape {header} for the {features.Rows} examples of {features.Where}; expected one for each. Check that the two belong together.");
        return kind switch
        {
            TaskKind.Classification => ReadLabels(file, header, names),
            TaskKind.Regression => ReadValues(file, header, names),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected TaskKind.Classification or TaskKind.Regression."),
        };
    }

    private static NpyTargets ReadLabels(BoundedReader file, NpyHeader header, IReadOnlyList<string>? names)
    {
        if (header.Columns != 1)
            throw new InvalidDataException($"{header.Where}: got {header.Columns} labels per example; expected 1, the number of its class. For one-hot rows save array.argmax(axis=1).");
        int[] labels = new int[header.Rows];
        int largest = 0;
        int classes = names?.Count ?? MaxUnnamedClasses;
        NpyElements.Read<double>(file, header, (elements, first) =>
        {
            for (int i = 0; i < elements.Length; i++)
            {
                // Also false for NaN.
                if (!(elements[i] >= 0 && elements[i] < classes && elements[i] == Math.Floor(elements[i])))
                {
                    throw new InvalidDataException(
                        $"{header.Where}: the label of example {first + i} is {Shown.Number(elements[i])}; expected a whole number from 0 to {classes - 1}. "
                        + $"{(names is null ? "Number the classes from 0" : "Name every class")}, or read the file as a regression.");
                }

                labels[first + i] = (int)elements[i];
                largest = Math.Max(largest, labels[first + i]);
            }
        });
        names ??= [.. Enumerable.Range(0, largest + 1).Select(label => label.ToString(CultureInfo.InvariantCulture))];
        return new(LearningTask.Classification(names), labels, []);
    }

    private static NpyTargets ReadValues(BoundedReader file, NpyHeader header, IReadOnlyList<string>? names)
    {
        if (header.Elements > Array.MaxLength || header.Columns > NpyFeatures.MaxFeatures)
            throw new InvalidDataException($"{header.Where}: got {header} as targets; expected at most {NpyFeatures.MaxFeatures} per example and {Array.MaxLength} in all. Check the order of the axes.");
        if (names is not null && names.Count != header.Columns)
            throw new InvalidDataException($"{header.Where}: got {header.Columns} values per example for {names.Count} names; expected the same number. Name each value once.");
        header.RequireMatrixOrder();
        float[] values = NpyElements.ReadFinite(file, header, (value, row, column) => new(
            $"{header.Where}: value {column} of example {row} is {Shown.Number(value)} in single precision; expected a finite number. Leave examples without a target out before saving."));
        names ??= header.Columns == 1 ? ["value"] : [.. Enumerable.Range(0, (int)header.Columns).Select(column => string.Create(CultureInfo.InvariantCulture, $"value {column}"))];
        return new(LearningTask.Regression(names), [], values);
    }
}
