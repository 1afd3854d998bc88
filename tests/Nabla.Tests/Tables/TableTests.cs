namespace Nabla.Tests.Tables;

/// <summary>A table is columns of one length, at most one of them the target and one the weights.</summary>
public sealed class TableTests
{
    private static readonly Table s_table = Table.FromColumns(
        [Column.Numeric("a", [1, 2, 3]), Column.Categorical("b", ["x", "y", "x"]), Column.Numeric("w", [1, 0, 2]), Column.Categorical("id", ["1", "2", "3"]).As(ColumnKind.Ignored), Column.Numeric("y", [0, 1, 0])],
        "y", "w", "t");

    [Fact]
    public void Features_are_all_but_target_weights_and_ignored_columns()
    {
        Assert.Equal(["a", "b"], s_table.Features.Select(column => column.Name));
        Assert.Equal(("y", "w", 3), (s_table.Target!.Name, s_table.Weights!.Name, s_table.RowCount));
        Assert.Equal("t: 3 rows, 2 features, target y", s_table.ToString());
        Assert.Equal("The table: 1 row, 1 feature", Table.FromColumns([Column.Numeric("a", [1])]).ToString());
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var a = Column.Numeric("a", [1, 2]);
        Assert.StartsWith("t has no columns; expected at least one.", Refused([]), StringComparison.Ordinal);
        Assert.StartsWith("t has two columns called \"a\"; give each a unique name.", Refused([a, a]), StringComparison.Ordinal);
        Assert.StartsWith("t: column \"b\" has 1 rows and column \"a\" 2; expected the same number.", Refused([a, Column.Numeric("b", [1])]), StringComparison.Ordinal);
        Assert.StartsWith("t has no column \"A\"; it has \"a\".", Refused([a], "A"), StringComparison.Ordinal);
        Assert.StartsWith("t has no column \"w\"; it has \"a\".", Refused([a], null, "w"), StringComparison.Ordinal);
        Assert.StartsWith("t: column \"a\" cannot be both the target and the weights.", Refused([a], "a", "a"), StringComparison.Ordinal);
        Assert.StartsWith("t: the weights column \"b\" is not numeric.", Refused([a, Column.Categorical("b", ["1", "2"])], null, "b"), StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("columns", () => Table.FromColumns(null!));
    }

    [Theory]
    [InlineData(double.NaN, "missing")]
    [InlineData(-1, "-1")]
    [InlineData(1e300, "1E+300")]
    public void A_weight_is_a_number_from_0_that_single_precision_holds(double weight, string text) => Assert.StartsWith(
        $"t: the weight in row 1 of \"w\" is {text}; expected a number from 0 to 3.4e38.", Refused([Column.Numeric("w", [1, weight])], null, "w"), StringComparison.Ordinal);

    [Fact]
    public void Another_target_or_kind_gives_another_table()
    {
        Assert.Equal("a", s_table.WithTarget("a").Target!.Name);
        Assert.Null(s_table.WithTarget(null).Target);
        Assert.Equal("y", s_table.Target!.Name);
        Assert.Equal(ColumnKind.Categorical, s_table.WithKind("a", ColumnKind.Categorical)["a"].Kind);
        Assert.Equal("w", s_table.WithKind("a", ColumnKind.Ignored).Weights!.Name);
        Assert.Throws<ArgumentException>(() => s_table.WithKind("c", ColumnKind.Numeric));
        Assert.Throws<InvalidOperationException>(() => s_table.WithKind("b", ColumnKind.Numeric));
    }

    [Fact]
    public void Rows_are_taken_in_the_order_given()
    {
        var part = s_table.Take([2, 0, 2]);
        Assert.Equal([3, 1, 3], Enumerable.Range(0, 3).Select(part["a"].NumberAt));
        Assert.Equal(["x", "x", "x"], Enumerable.Range(0, 3).Select(part["b"].TextAt));
        Assert.Equal(("y", "w"), (part.Target!.Name, part.Weights!.Name));
        Assert.Equal(0, s_table.Take([]).RowCount);
        Assert.StartsWith("t has no row 3; it has 3, numbered from 0.", Assert.Throws<ArgumentOutOfRangeException>(() => s_table.Take([0, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => s_table.Take([-1]));
    }

    [Fact]
    public void Messages_name_the_line_of_a_file_in_parts_too()
    {
        var table = SomeTables.Build(["1", "", "3"], target: "x");
        var error = Assert.Throws<InvalidDataException>(() => Classifier.Train(table.Take([2, 1])));
        Assert.Equal("some.csv, line 3: the target \"x\" is missing; remove the row, or fill it in.", error.Message);
    }

    [Fact]
    public void Twelve_names_are_listed_and_the_others_counted()
    {
        var many = Table.FromColumns(Enumerable.Range(0, 15).Select(i => Column.Numeric($"c{i}", [1])), name: "t");
        Assert.StartsWith(
            "t has no column \"x\"; it has \"c0\", \"c1\", \"c2\", \"c3\", \"c4\", \"c5\", \"c6\", \"c7\", \"c8\", \"c9\", \"c10\", \"c11\" and 3 more.",
            Assert.Throws<ArgumentException>(() => many["x"]).Message, StringComparison.Ordinal);
    }

    private static string Refused(Column[] columns, string? target = null, string? weights = null) =>
        Assert.ThrowsAny<ArgumentException>(() => Table.FromColumns(columns, target, weights, "t")).Message;
}
