using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.OnnxCases;

/// <summary>Everything that may become of raw values, each with rows that show it.</summary>
public static class Preprocessings
{
    private const int Rows = 11;
    private const float Missing = float.NaN;

    /// <summary>Gets the schemas by name, with rows to predict.</summary>
    public static IReadOnlyList<(string Name, InputSchema Schema, CaseRows Rows)> All { get; } =
    [
        ("none", InputSchema.Table(new([0, 0, 0], [1, 1, 1])), CaseRows.Of(Rows, Some.Normal(3 * Rows, new RandomKey(1)))),
        ("standardised", InputSchema.Table(new([1, -2, 1000], [0.5, 3, 0]), ["a", "b", "c"]), CaseRows.Of(Rows, [.. Some.Normal(3 * Rows, new RandomKey(2)).Select((value, i) => i % 3 == 2 ? 1000 + value : value)])),
        Numbers("numbers", withMissing: false),
        Numbers("missing numbers", withMissing: true),
        Categories("categories", withMissing: false),
        Categories("missing categories", withMissing: true),
        Mixed("mixed", "size", "weight", "colour", "wet"),
        Mixed("names of outputs", "label", "probabilities", "prediction", "_label"),
        Mixed("names of tensors", "input.raw", "layers.0.weight", "output.classes", "größe (cm), \"Ø\""),
        Ignored(),
        ("grey images", InputSchema.Images(new(1, 3, 4), new([0.4], [0.25])), Bytes(12)),
        ("colour images", InputSchema.Images(new(3, 2, 2), new([0.4, 0.5, 0.6], [0.25, 0, 0.2]), pixelDivisor: 100), Bytes(12)),
    ];

    private static (string, InputSchema, CaseRows) Numbers(string name, bool withMissing)
    {
        var training = Table.FromColumns([Column.Numeric("x", [1.5, 2, withMissing ? double.NaN : 4, 9]), Column.Numeric("y", [100_000, 100_001.25, 100_002, 100_004.5]), Column.Numeric("constant", [7, withMissing ? double.NaN : 7, 7, 7])]);
        return (name, InputSchema.Measure(training), CaseRows.Of(
            ("x", [0, 1, 2, Missing, 4, -5, 6, 7, 8.5f, 9, 40], null),
            ("y", [100_000, 100_001, Missing, 100_003, 100_000, 99_999, 100_000, 100_001, 100_002, 100_003, 100_004], null),
            ("constant", [7, 7, 8, 7, Missing, 7, 7, 7, 6, 7, 7], null)));
    }

    private static (string, InputSchema, CaseRows) Categories(string name, bool withMissing)
    {
        string? other = withMissing ? null : "green";
        var training = Table.FromColumns([Column.Categorical("colour", ["red", "green", "blue", other]), Column.Categorical("wet", ["yes", "no", "no", withMissing ? null : "no"]), Column.Categorical("only", ["one", "one", "one", "one"])]);
        return (name, InputSchema.Measure(training), CaseRows.Of(
            ("colour", null, Cycle("red", "green", "blue", null, "violet", "Red", "")),
            ("wet", null, Cycle("yes", "no", "perhaps", null)),
            ("only", null, Cycle("one", "two", null))));
    }

    private static (string, InputSchema, CaseRows) Mixed(string name, string first, string second, string third, string fourth)
    {
        var training = Table.FromColumns([
            Column.Categorical(third, ["rot", "grün", "blau", null]), Column.Numeric(first, [1, double.NaN, 3, 5]), Column.Categorical(fourth, ["yes", "no", "yes", "no"]), Column.Numeric(second, [-1, 0, 2, 1])]);
        return (name, InputSchema.Measure(training), CaseRows.Of(
            (third, null, Cycle("rot", "grün", "blau", null, "lila")),
            (first, [1, 2, Missing, 4, 5, 6, 7, Missing, 9, 10, 11], null),
            (fourth, null, Cycle("no", "yes", "maybe", null)),
            (second, [0.5f, -0.5f, 1, Missing, 2, 3, 4, 5, 6, 7, 8], null)));
    }

    /// <summary>A column that the model does not look at has no input.</summary>
    private static (string, InputSchema, CaseRows) Ignored()
    {
        var training = Table.FromColumns([Column.Numeric("x", [1, 2, 3]), Column.Numeric("y", [1, 0, 5])]).WithKind("x", ColumnKind.Ignored);
        return ("one column of two", InputSchema.Measure(training), CaseRows.Of(("y", [0, 1, 2, 3, 4, 5, 6, 7, 8, Missing, 10], null)));
    }

    private static CaseRows Bytes(int features) => CaseRows.Of(Rows, [.. Enumerable.Range(0, Rows * features).Select(i => (float)new RandomKey(3).Below((ulong)i, 256))]);

    private static string?[] Cycle(params string?[] texts) => [.. Enumerable.Range(0, Rows).Select(i => texts[i % texts.Length])];
}
