using System.Globalization;

namespace Nabla.Tests.Tables;

/// <summary>Texts become numbers, categories and missing values by the rules that TableOptions documents.</summary>
public sealed class TableBuilderTests
{
    [Theory]
    [InlineData(ColumnKind.Numeric, 1, "1", "2.5", "-3e2", "")]
    [InlineData(ColumnKind.Numeric, 5, "1", "NA", "n/a", "nan", "NULL", "?")]
    [InlineData(ColumnKind.Numeric, 0, " 1 ", "+2", ".5", "1E-3", "-0", "1e-320", "12345678901234567890")]
    [InlineData(ColumnKind.Numeric, 3, "", "", "")]
    [InlineData(ColumnKind.Numeric, 3, "NA", "", "na")]
    [InlineData(ColumnKind.Categorical, 1, "red", "blue", "")]
    [InlineData(ColumnKind.Categorical, 0, "red", "NA", "?")]
    [InlineData(ColumnKind.Categorical, 0, "True", "False", "True")]
    [InlineData(ColumnKind.Categorical, 0, "2024-01-31", "2024-02-01")]
    [InlineData(ColumnKind.Categorical, 0, "0x10", "1_000", "\u0661")]
    [InlineData(ColumnKind.Categorical, 0, "Red", "red", "ROT", "größe", "日本")]
    public void Texts_decide_the_kind(ColumnKind kind, int missing, params string[] texts)
    {
        var column = SomeTables.Read(texts);
        Assert.Equal((kind, missing, texts.Length), (column.Kind, column.MissingCount, column.Count));
    }

    [Fact]
    public void Numbers_are_the_nearest_doubles()
    {
        var column = SomeTables.Read(["0.1", "1e-320", "-0", "12345678901234567890"]);
        Assert.Equal([0.1, 1e-320, -0.0, 12345678901234567890.0], Enumerable.Range(0, 4).Select(column.NumberAt));
        Assert.True(double.IsNegative(column.NumberAt(2)));
    }

    [Theory]
    [InlineData(10, 1, "oops", "some.csv, line 12: column \"x\" holds \"oops\", but all its other values are numbers; correct the value, declare \"oops\" a missing value, or declare the column categorical or ignored.")]
    [InlineData(40, 3, "inf", "some.csv, line 42: column \"x\" holds \"inf\", but nearly all its other values are numbers; correct the value, declare \"inf\" a missing value, or declare the column categorical or ignored.")]
    [InlineData(20, 1, "1e999", "some.csv, line 22: column \"x\" holds \"1e999\", but all its other values are numbers; correct the value, declare \"1e999\" a missing value, or declare the column categorical or ignored.")]
    [InlineData(1000, 1, "a very long text that goes on and on and on", "some.csv, line 1002: column \"x\" holds \"a very long text that goes on and on ...\", but all its other values are numbers; correct the value, declare \"a very long text that goes on and on ...\" a missing value, or declare the column categorical or ignored.")]
    [InlineData(1000, 2000, "b", "some.csv, line 1002: column \"x\" holds \"b\", but its first 1000 values are numbers; correct the value, declare \"b\" a missing value, or declare the column categorical or ignored.")]
    public void Texts_among_numbers_are_an_error_that_names_the_first(int numbers, int texts, string text, string message) => Assert.Equal(
        message, Assert.Throws<InvalidDataException>(() => SomeTables.Read([.. Numbers(numbers), .. Enumerable.Repeat(text, texts)])).Message);

    [Fact]
    public void Below_nine_numbers_of_ten_the_column_is_categorical()
    {
        Assert.Equal(ColumnKind.Categorical, SomeTables.Read([.. Numbers(8), "a"]).Kind);
        Assert.Throws<InvalidDataException>(() => SomeTables.Read([.. Numbers(9), "a"]));
        Assert.Equal(ColumnKind.Categorical, SomeTables.Read([.. Enumerable.Repeat("a", 1000), .. Numbers(100)]).Kind);
    }

    [Fact]
    public void The_error_can_be_declared_away()
    {
        string[] texts = [.. Numbers(20), "oops"];
        Assert.Equal((ColumnKind.Numeric, 1), Kind(new() { MissingValues = [" OOPS "] }));
        Assert.Equal((ColumnKind.Categorical, 0), Kind(Declared(ColumnKind.Categorical)));
        Assert.Equal((ColumnKind.Ignored, 0), Kind(Declared(ColumnKind.Ignored)));
        Assert.Equal(
            "some.csv, line 22: column \"x\" is numeric, but holds \"oops\"; expected a finite number, or an empty field for a missing value.",
            Assert.Throws<InvalidDataException>(() => Kind(Declared(ColumnKind.Numeric))).Message);

        (ColumnKind Kind, int Missing) Kind(TableOptions options) => (SomeTables.Read(texts, options).Kind, SomeTables.Read(texts, options).MissingCount);
    }

    [Fact]
    public void Names_and_identifiers_are_ignored()
    {
        Assert.Equal(ColumnKind.Ignored, SomeTables.Read(Enumerable.Range(0, 31).Select(i => $"id{i}")).Kind);
        Assert.Equal(ColumnKind.Categorical, SomeTables.Read(Enumerable.Range(0, 30).Select(i => $"id{i}")).Kind);
        Assert.Equal(ColumnKind.Categorical, SomeTables.Read(Enumerable.Range(0, 80).Select(i => $"id{i % 40}")).Kind);
        Assert.Equal(ColumnKind.Categorical, SomeTables.Read(Enumerable.Range(0, 40).Select(i => $"id{i}"), target: "x").Kind);
    }

    [Fact]
    public void Declared_categories_keep_their_texts_and_NA_is_one_of_them()
    {
        var column = SomeTables.Read(["007", "7", "NA", "1.0", "1", ""], Declared(ColumnKind.Categorical));
        Assert.Equal(["007", "7", "NA", "1.0", "1", null], Enumerable.Range(0, 6).Select(column.TextAt));
    }

    [Fact]
    public void A_target_of_numbers_keeps_its_texts()
    {
        var column = SomeTables.Read(["01", "02", "NA", "10"], target: "x");
        Assert.Equal(ColumnKind.Numeric, column.Kind);
        Assert.Equal(["01", "02", null, "10"], Enumerable.Range(0, 4).Select(column.TextAt));
        Assert.Equal(10, column.NumberAt(3));
    }

    [Fact]
    public void Decimal_commas_are_an_error_unless_the_culture_has_them()
    {
        string[] texts = ["3", "1,5", "2,25", "-0,5"];
        Assert.Equal(
            "some.csv, line 3: column \"x\" holds \"1,5\", which looks like a number with a comma; set Culture to one that writes numbers in this way, or declare the column categorical or ignored.",
            Assert.Throws<InvalidDataException>(() => SomeTables.Read(texts)).Message);
        Assert.Throws<InvalidDataException>(() => SomeTables.Read(Enumerable.Range(0, 2000).Select(i => $"{i},5")));
        var read = SomeTables.Read(texts, new() { Culture = WithComma() });
        Assert.Equal([3, 1.5, 2.25, -0.5], Enumerable.Range(0, 4).Select(read.NumberAt));
        Assert.Equal(ColumnKind.Categorical, SomeTables.Read(texts, Declared(ColumnKind.Categorical)).Kind);
        Assert.Equal(ColumnKind.Categorical, SomeTables.Read(["a,b", "c", "1,5"]).Kind);
    }

    [Fact]
    public void The_ambient_culture_changes_nothing()
    {
        using var culture = new Testing.ForeignCulture();
        Assert.Equal(1.5, SomeTables.Read(["1.5"]).NumberAt(0));
    }

    [Theory]
    [InlineData("t has no columns.")]
    [InlineData("t: column 2 has no name in the header; name it, or set HasHeader to false.", "a", " ")]
    [InlineData("t: columns 1 and 3 are both called \"a\"; give each a unique name.", "a", "b", "a")]
    [InlineData("t has no column \"y\"; its columns are \"a\", \"Y\".", "a", "Y")]
    public void Wrong_columns_are_refused(string message, params string[] columns) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => new TableBuilder("t", columns, target: "y")).Message);

    [Fact]
    public void Options_may_name_only_columns_that_exist()
    {
        Assert.Equal("t has no column \"w\"; its columns are \"a\".", Refused(new() { Weights = "w" }));
        Assert.Equal("t has no column \"k\"; its columns are \"a\".", Refused(new() { Kinds = new Dictionary<string, ColumnKind>(StringComparer.Ordinal) { ["k"] = ColumnKind.Ignored } }));
        static string Refused(TableOptions options) => Assert.Throws<InvalidDataException>(() => new TableBuilder("t", ["a"], options: options)).Message;
    }

    [Fact]
    public void Rows_have_one_field_a_column()
    {
        var builder = new TableBuilder("t", ["a", "b"]);
        Assert.Equal("There is no row to add a field to; call BeginRow first.", Assert.Throws<InvalidOperationException>(() => builder.Add("1")).Message);
        Assert.Equal("t has a header but no rows.", Assert.Throws<InvalidDataException>(builder.Build).Message);
        builder.BeginRow(2);
        builder.Add("1");
        Assert.Equal("t, line 2: got 1 field; expected 2, one for each column.", Assert.Throws<InvalidDataException>(builder.Build).Message);
        Assert.Equal("t, line 2: got 1 field; expected 2, one for each column.", Assert.Throws<InvalidDataException>(() => builder.BeginRow(3)).Message);
        builder.Add("2");
        Assert.Equal(
            "t, line 2: got more than 2 fields; expected one for each column. If a value holds the separator, put it in quotes.", Assert.Throws<InvalidDataException>(() => builder.Add("3")).Message);
        Assert.Equal(1, builder.RowCount);
        Assert.Equal(1, builder.Build().RowCount);
    }

    [Fact]
    public void Weights_are_numeric_and_not_a_feature()
    {
        var builder = new TableBuilder("t", ["x", "w"], options: new() { Weights = "w" });
        builder.BeginRow(2);
        builder.Add("1");
        Assert.Equal(
            "t, line 2: column \"w\" is numeric, but holds \"heavy\"; expected a finite number, or an empty field for a missing value.", Assert.Throws<InvalidDataException>(() => builder.Add("heavy")).Message);
    }

    internal static CultureInfo WithComma()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = (",", ".");
        return culture;
    }

    private static IEnumerable<string> Numbers(int count) => Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture));

    private static TableOptions Declared(ColumnKind kind) => new() { Kinds = new Dictionary<string, ColumnKind>(StringComparer.Ordinal) { ["x"] = kind } };
}
