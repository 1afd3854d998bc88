using Nabla.Networks;
using Nabla.Tests.Tables;

namespace Nabla.Tests.Data;

/// <summary>A table to predict is matched with the columns of the model by name; what does not fit is named.</summary>
public sealed class TableRowsTests
{
    private static readonly Column s_size = Column.Numeric("size", [1, 2, 3]), s_colour = Column.Categorical("colour", ["red", "blue", "red"]), s_id = Column.Categorical("id", ["a", "b", "c"]).As(ColumnKind.Ignored);
    private static readonly InputSchema s_schema = InputSchema.Measure(Table.FromColumns([s_size, s_colour, s_id, Column.Numeric("y", [1, 2, 3])], "y"));

    [Fact]
    public void The_order_of_the_columns_does_not_matter_and_ignored_ones_may_be_left_out()
    {
        float[] expected = s_schema.Encode(Table.FromColumns([s_size, s_colour]));
        Assert.Equal(expected, s_schema.Encode(Table.FromColumns([s_colour, s_size, s_id])));
        Assert.Equal(expected, s_schema.Encode(Table.FromColumns([s_colour, s_size, Column.Categorical("note", ["p", "q", "r"]).As(ColumnKind.Ignored)])));
        Assert.Equal(expected, s_schema.Encode(Table.FromColumns([s_colour, s_size, Column.Numeric("other", [1, 2, 3]), Column.Numeric("w", [1, 2, 3])], "other", "w")));
    }

    [Fact]
    public void A_column_that_is_missing_extra_or_renamed_is_named()
    {
        Assert.Equal("t has no column \"colour\", which the model predicts from; its columns are \"size\".", Refused(s_size));
        Assert.Equal("t has a column \"weight\" that the model was not trained with; remove it. The model's columns are \"size\", \"colour\".", Refused(s_size, s_colour, Column.Numeric("weight", [1, 2, 3])));
        Assert.Equal("t has no column \"colour\", which the model predicts from; its columns are \"size\", \"Colour\".", Refused(s_size, Column.Categorical("Colour", ["red", "blue", "red"])));
    }

    [Theory]
    [InlineData("tall")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    public void A_text_where_the_model_has_a_number_is_named(string text) => Assert.Equal(
        $"t, row 1: column \"size\" holds \"{text}\", but is numeric in the model; expected a number, or an empty field for a missing value.",
        Refused(Column.Categorical("size", ["1", text, null]), s_colour));

    [Fact]
    public void Texts_of_numbers_become_numbers() => Assert.Equal(
        s_schema.Encode(Table.FromColumns([s_size, s_colour])), s_schema.Encode(Table.FromColumns([Column.Categorical("size", ["1", "2.0", "3"]), s_colour])));

    [Fact]
    public void Numbers_are_categories_if_they_are_written_as_the_model_has_them()
    {
        var schema = InputSchema.Measure(Table.FromColumns([Column.Categorical("code", ["007", "10", "11", "12"])]));
        Assert.Equal([0, 1, 0, 0, 0, 0, 0, 0], schema.Encode(Table.FromColumns([Column.Numeric("code", [10, 99])])));
        Assert.Equal([0, 0, 0, 0], schema.Encode(Table.FromColumns([Column.Numeric("code", [double.NaN])])));
        const string Message = "The table: column \"code\" was read as numbers such as 10, but the model knows the categories \"007\", \"10\", \"11\", \"12\"; read the column as categorical.";
        Assert.Equal(Message, Assert.Throws<InvalidDataException>(() => schema.Encode(Table.FromColumns([Column.Numeric("code", [10, 7])]))).Message);
        Assert.Equal(Message.Replace("as 10", "as 98", StringComparison.Ordinal), Assert.Throws<InvalidDataException>(() => schema.Encode(Table.FromColumns([Column.Numeric("code", [98, 99])]))).Message);
    }

    [Fact]
    public void A_column_of_NA_alone_is_whatever_the_model_has()
    {
        var read = SomeTables.Build(["NA"]);
        Assert.Equal([0, 1, 0], InputSchema.Measure(Table.FromColumns([Column.Categorical("x", ["KE", "NA", "TG"])])).Encode(read));
        Assert.Equal([0], InputSchema.Measure(Table.FromColumns([Column.Numeric("x", [1, 2, 3])])).Encode(read));
    }

    [Fact]
    public void A_model_of_arrays_takes_features_by_position()
    {
        var schema = InputSchema.Table(new([0, 0], [1, 1]));
        Assert.Equal("t has 1 features; the model takes 2.", Assert.Throws<InvalidDataException>(() => TableRows.Match(schema, Of(s_size))).Message);
        Assert.Equal(
            "t, row 1: \"b\" is missing, and the model was trained on arrays, without a rule for missing values; fill it in.",
            Assert.Throws<InvalidDataException>(() => TableRows.Match(schema, Of(Column.Numeric("a", [1, 2]), Column.Numeric("b", [1, double.NaN])))).Message);
    }

    private static string Refused(params Column[] columns) => Assert.Throws<InvalidDataException>(() => s_schema.Encode(Of(columns))).Message;

    private static Table Of(params Column[] columns) => Table.FromColumns(columns, name: "t");
}
