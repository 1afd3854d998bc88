using System.Globalization;

namespace Nabla.Tests.Tables;

/// <summary>A column holds numbers or texts, any of them missing, and becomes another kind without losing anything.</summary>
public sealed class ColumnTests
{
    [Fact]
    public void A_numeric_column_holds_numbers_and_NaN_is_missing()
    {
        var column = Column.Numeric("x", [1.5, double.NaN, -3]);
        Assert.Equal(("x", ColumnKind.Numeric, 3, 1, true), (column.Name, column.Kind, column.Count, column.MissingCount, column.HoldsNumbers));
        Assert.Equal(-3, column.NumberAt(2));
        Assert.Equal(["1.5", null, "-3"], Enumerable.Range(0, 3).Select(column.TextAt));
        Assert.Equal(2.5, Column.Numeric("f", [2.5f]).NumberAt(0));
    }

    [Fact]
    public void A_categorical_column_holds_texts_and_empty_ones_are_missing()
    {
        var column = Column.Categorical("x", ["a", null, "", "A", "a"]);
        Assert.Equal((ColumnKind.Categorical, 5, 2, false), (column.Kind, column.Count, column.MissingCount, column.HoldsNumbers));
        Assert.Equal(["a", null, null, "A", "a"], Enumerable.Range(0, 5).Select(column.TextAt));
        Assert.Equal("Column \"x\" contains text, not numbers; use TextAt.", Assert.Throws<InvalidOperationException>(() => column.NumberAt(0)).Message);
    }

    [Theory]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void An_infinite_number_is_refused(double value, string text) => Assert.StartsWith(
        $"Column \"x\": row 1 is {text}; expected a finite number, or NaN for a missing value.", Assert.Throws<ArgumentException>(() => Column.Numeric("x", [0, value])).Message, StringComparison.Ordinal);

    [Fact]
    public void Null_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>("values", () => Column.Numeric("x", (double[])null!));
        Assert.Throws<ArgumentNullException>("values", () => Column.Numeric("x", (float[])null!));
        Assert.Throws<ArgumentNullException>("values", () => Column.Categorical("x", null!));
        Assert.Throws<ArgumentNullException>("name", () => Column.Categorical(null!, []));
    }

    [Fact]
    public void Numbers_become_categories_and_their_texts_numbers()
    {
        var categories = Column.Numeric("x", [3, 0.1, double.NaN, -0.0, 0, 1e22]).As(ColumnKind.Categorical);
        Assert.Equal(["3", "0.1", null, "0", "0", "1E+22"], Enumerable.Range(0, 6).Select(categories.TextAt));
        Assert.Equal(["3", "0.1", "0", "1E+22"], categories.Categories);
        var numbers = categories.As(ColumnKind.Numeric);
        Assert.Equal([3, 0.1, double.NaN, 0, 0, 1e22], Enumerable.Range(0, 6).Select(numbers.NumberAt));
        Assert.Same(numbers, numbers.As(ColumnKind.Numeric));
    }

    [Theory]
    [InlineData("small")]
    [InlineData("1,5")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    public void A_text_that_is_no_number_does_not_become_one(string text) => Assert.Equal(
        $"Column \"x\" holds the text \"{text}\", which is not a number; leave it categorical, or read it with \"{text}\" among the missing values.",
        Assert.Throws<InvalidOperationException>(() => Column.Categorical("x", ["1", text]).As(ColumnKind.Numeric)).Message);

    [Fact]
    public void An_ignored_column_keeps_its_values()
    {
        var ignored = Column.Numeric("x", [7]).As(ColumnKind.Ignored);
        Assert.Equal((ColumnKind.Ignored, 7.0), (ignored.Kind, ignored.NumberAt(0)));
        Assert.Equal(ColumnKind.Numeric, ignored.As(ColumnKind.Numeric).Kind);
        Assert.Throws<ArgumentOutOfRangeException>(() => ignored.As((ColumnKind)9));
    }

    [Fact]
    public void Texts_of_numbers_do_not_depend_on_the_culture()
    {
        using var culture = new Testing.ForeignCulture();
        Assert.Equal("-1234.5", Column.Numeric("x", [-1234.5]).TextAt(0));
        Assert.Equal(1.5, Column.Categorical("x", ["1.5"]).As(ColumnKind.Numeric).NumberAt(0));
        Assert.Equal(",", CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator);
    }
}
