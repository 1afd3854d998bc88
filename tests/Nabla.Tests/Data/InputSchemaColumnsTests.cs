using Nabla.Networks;
using Nabla.Tests.Tables;

namespace Nabla.Tests.Data;

/// <summary>From the columns of a table to the inputs of a network, by the rules of InputColumn.</summary>
public sealed class InputSchemaColumnsTests
{
    [Fact]
    public void Numbers_get_mean_0_and_deviation_1()
    {
        var (schema, inputs) = Encode(Column.Numeric("x", [1, 2, 3, 6]));
        Assert.Equal((1, 1, 3.0), (schema.Features, schema.Inputs, schema.Standardizer.Mean[0]));
        Assert.Equal(Math.Sqrt(3.5), schema.Standardizer.Deviation[0], 12);
        Assert.Equal(0, inputs.Sum(), 1e-6);
        Assert.Equal(1, inputs.Sum(x => x * x) / 4, 1e-6);
    }

    [Fact]
    public void A_missing_number_is_the_median_and_has_an_indicator()
    {
        var (schema, inputs) = Encode(Column.Numeric("x", [4, double.NaN, 1, 9, 2]));
        Assert.Equal((2, 3.0, true), (schema.Inputs, schema.Columns[0].Median, schema.Columns[0].MarksMissing));
        Assert.Equal([0, 1, 0, 0, 0], inputs.Where((_, i) => i % 2 == 1));
        double mean = (4 + 3 + 1 + 9 + 2) / 5.0;
        Assert.Equal(mean, schema.Standardizer.Mean[0], 12);
        Assert.Equal((3 - mean) / schema.Standardizer.Deviation[0], inputs[2], 1e-6);
        Assert.Equal((0, 1), (schema.Standardizer.Mean[1], schema.Standardizer.Deviation[1]));
    }

    [Fact]
    public void A_number_that_is_missing_only_in_prediction_is_the_median()
    {
        var schema = InputSchema.Measure(Of(Column.Numeric("x", [1, 3, 2])));
        float[] missing = schema.Encode(Of(Column.Numeric("x", [double.NaN]))), median = schema.Encode(Of(Column.Numeric("x", [2])));
        Assert.Equal(median, missing);
        Assert.Single(missing);
    }

    [Fact]
    public void Three_categories_are_one_input_each_in_ordinal_order()
    {
        var (schema, inputs) = Encode(Column.Categorical("x", ["b", "a", "B", "b"]));
        Assert.Equal(["B", "a", "b"], schema.Columns[0].Categories);
        Assert.Equal([0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 1], inputs);
        Assert.Equal([0, 0, 0, 0, 1, 0], schema.Encode(Of(Column.Categorical("x", ["c", "a"]))));
        Assert.Equal([0, 0, 0], schema.Encode(Of(Column.Categorical("x", [null]))));
    }

    [Fact]
    public void Two_categories_share_an_input_unless_some_are_missing()
    {
        var (schema, inputs) = Encode(Column.Categorical("x", ["yes", "no", "yes"]));
        Assert.Equal(1, schema.Inputs);
        Assert.Equal([1, -1, 1], inputs);
        Assert.Equal([0, 0], schema.Encode(Of(Column.Categorical("x", ["maybe", null]))));

        var (marked, with) = Encode(Column.Categorical("x", ["yes", null, "no"]));
        Assert.Equal(3, marked.Inputs);
        Assert.Equal([0, 1, 0, 0, 0, 1, 1, 0, 0], with);
        Assert.Equal([0, 0, 0], marked.Encode(Of(Column.Categorical("x", ["maybe"]))));
    }

    [Fact]
    public void One_category_is_one_input() => Assert.Equal([1, 1], Encode(Column.Categorical("x", ["a", "a"])).Inputs);

    [Fact]
    public void The_128_most_frequent_categories_count()
    {
        string[] texts = [.. Enumerable.Range(0, 200).SelectMany(i => Enumerable.Repeat($"c{i:000}", i < 100 ? 1 : 2))];
        var schema = InputSchema.Measure(Of(Column.Categorical("x", texts)));
        Assert.Equal(128, schema.Inputs);
        Assert.Equal([.. Enumerable.Range(0, 28).Select(i => $"c{i:000}"), .. Enumerable.Range(100, 100).Select(i => $"c{i:000}")], schema.Columns[0].Categories);
        Assert.All(schema.Encode(Of(Column.Categorical("x", ["c050"]))), input => Assert.Equal(0, input));
    }

    [Fact]
    public void Categories_that_do_not_occur_in_the_training_part_do_not_count()
    {
        var table = Of(Column.Categorical("x", ["a", "b", "c"])).Take([2, 0]);
        Assert.Equal(["a", "c"], InputSchema.Measure(table).Columns[0].Categories);
    }

    [Fact]
    public void A_constant_column_is_0_and_its_deviation_too()
    {
        var (schema, inputs) = Encode(Column.Numeric("x", [0.1, 0.1, 0.1]));
        Assert.Equal(0, schema.Standardizer.Deviation[0]);
        Assert.Equal([0, 0, 0], inputs);
        Assert.Equal([0.5f], schema.Encode(Of(Column.Numeric("x", [0.6]))));
    }

    [Fact]
    public void A_column_without_any_value_is_0_and_its_indicator_1()
    {
        Assert.Equal([0, 1, 0, 1], Encode(Column.Numeric("x", [double.NaN, double.NaN])).Inputs);
        Assert.Equal([1, 1], Encode(Column.Categorical("x", [null, null])).Inputs);
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    [InlineData(1e-320)]
    [InlineData(1.7e308)]
    public void Numbers_of_any_size_are_standardized(double unit)
    {
        var inputs = Encode(Column.Numeric("x", [unit, -unit, unit, -unit])).Inputs;
        Assert.Equal([1, -1, 1, -1], inputs, (expected, actual) => Math.Abs(expected - actual) < 1e-3);
    }

    [Fact]
    public void A_number_far_from_training_is_refused_by_name()
    {
        var schema = InputSchema.Measure(Of(Column.Numeric("x", [1, 2])));
        Assert.Equal(
            "t, row 1: \"x\" is 1E+300, which is not a number or too far from the values of the training set; expected a number close to them, or a missing value.",
            Assert.Throws<InvalidDataException>(() => schema.Encode(Of(Column.Numeric("x", [1, 1e300])))).Message);
        Assert.StartsWith(
            "\"x\" is Infinity, which is not a number", Assert.Throws<ArgumentException>(() => schema.Standardize(new([float.PositiveInfinity], 1, 1), new(new float[1], 1, 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Target_weights_and_ignored_columns_have_no_inputs_but_are_recorded()
    {
        var table = Table.FromColumns(
            [Column.Numeric("w", [1, 2]), Column.Categorical("id", ["p", "q"]).As(ColumnKind.Ignored), Column.Numeric("x", [1, 2]), Column.Numeric("y", [3, 4])], "y", "w");
        var schema = InputSchema.Measure(table);
        Assert.Equal(["w", "id", "x", "y"], schema.Columns.Select(column => column.Name));
        Assert.Equal(["x"], schema.FeatureNames);
        Assert.Equal(1, schema.Inputs);
    }

    [Fact]
    public void A_table_without_features_or_rows_is_refused()
    {
        var target = Table.FromColumns([Column.Numeric("y", [1])], "y", name: "t");
        Assert.Equal(
            "t has no feature to predict from: besides the target, every column is ignored or empty. Its columns are \"y\".", Assert.Throws<InvalidDataException>(() => InputSchema.Measure(target)).Message);
        Assert.Equal("t has no rows to train on.", Assert.Throws<InvalidDataException>(() => InputSchema.Measure(target.Take([]))).Message);
    }

    [Fact]
    public void Categories_cannot_be_given_as_numbers() => Assert.Equal(
        "Column \"x\" is categorical, so it cannot be given as a number: predict from a table, or from objects.",
        Assert.Throws<InvalidOperationException>(() => InputSchema.Measure(Of(Column.Categorical("x", ["a", "b"]))).RequireNumeric()).Message);

    private static (InputSchema Schema, float[] Inputs) Encode(Column column)
    {
        var schema = InputSchema.Measure(Of(column));
        return (schema, schema.Encode(Of(column)));
    }

    private static Table Of(Column column) => Table.FromColumns([column], name: "t");
}
