using System.Globalization;

namespace Nabla.Tests.Tables;

/// <summary>Every row goes to one part, every class keeps its share, and no group is split.</summary>
public sealed class TableSplittingTests
{
    private static readonly Table s_table = Rows(60);

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Every_class_keeps_its_share_within_a_row(double fraction)
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var (train, test) = s_table.Split(fraction, seed);
            Assert.Equal(Enumerable.Range(0, 60), Ids(train).Concat(Ids(test)).Order());
            Assert.Equal((int)Math.Round(60 * fraction), test.RowCount);
            foreach (var (name, rows) in Classes(s_table))
                Assert.InRange(Classes(test).GetValueOrDefault(name) - (fraction * rows), -1, 1);
            Assert.Equal(Ids(train).Order(), Ids(train));
            Assert.Equal(Ids(test).Order(), Ids(test));
        }
    }

    [Fact]
    public void The_seed_alone_decides()
    {
        Assert.Equal(Ids(s_table.Split(0.3, 7).Test), Ids(s_table.Split(0.3, 7).Test));
        Assert.NotEqual(Ids(s_table.Split(0.3, 7).Test), Ids(s_table.Split(0.3, 8).Test));
    }

    [Theory]
    [InlineData(2, 0.01, 1)]
    [InlineData(2, 0.99, 1)]
    [InlineData(3, 0.99, 2)]
    public void Each_part_gets_a_row(int rows, double fraction, int expected) => Assert.Equal(expected, Rows(rows).Split(fraction, 1).Test.RowCount);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(60)]
    public void Folds_test_every_row_once_and_keep_the_classes(int count)
    {
        var folds = s_table.Folds(count, 3);
        Assert.Equal(count, folds.Count);
        Assert.Equal(Enumerable.Range(0, 60), folds.SelectMany(fold => Ids(fold.Test)).Order());
        foreach (var (train, test) in folds)
        {
            Assert.Equal(Enumerable.Range(0, 60), Ids(train).Concat(Ids(test)).Order());
            Assert.InRange(test.RowCount, 60 / count, (60 / count) + 1);
            foreach (var (name, rows) in Classes(s_table))
                Assert.InRange(Classes(test).GetValueOrDefault(name) - ((double)rows / count), -1, 1);
        }
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.7)]
    public void Groups_are_never_split(double fraction)
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var (train, test) = s_table.Split(fraction, seed, "group");
            Assert.Equal(60, train.RowCount + test.RowCount);
            Assert.Empty(Groups(train).Intersect(Groups(test)));
            Assert.True(test.RowCount >= fraction * 60 || Groups(train).Distinct().Count() == 1);
            foreach (var fold in s_table.Folds(4, seed, "group"))
                Assert.Empty(Groups(fold.Train).Intersect(Groups(fold.Test)));
            Assert.Equal(Enumerable.Range(0, 60), s_table.Folds(4, seed, "group").SelectMany(fold => Ids(fold.Test)).Order());
        }
    }

    [Fact]
    public void Missing_groups_are_one_group()
    {
        var table = Table.FromColumns([Column.Categorical("group", ["a", null, "b", null]), Column.Numeric("x", [1, 2, 3, 4])]);
        foreach (var (_, test) in table.Folds(3, 1, "group"))
            Assert.Equal(test["x"].Count == 2, Enumerable.Range(0, test.RowCount).All(row => test["group"].TextAt(row) is null));
    }

    [Fact]
    public void A_target_of_more_than_20_whole_numbers_is_no_class()
    {
        var table = Table.FromColumns([Column.Numeric("y", Enumerable.Range(0, 42).Select(i => (double)(i / 2)))], "y");
        Assert.Contains(Enumerable.Range(0, 20).Select(seed => table.Split(0.5, (ulong)seed).Test), test => Enumerable.Range(0, 21).GroupBy(i => test["y"].NumberAt(i)).Any(group => group.Count() == 2));
    }

    [Fact]
    public void The_only_row_of_a_class_is_trained_on()
    {
        var table = Table.FromColumns([Column.Categorical("y", ["a", "a", "a", "lone", "b", "b", "b", "b"]), Column.Numeric("id", Enumerable.Range(0, 8).Select(i => (double)i))], "y");
        for (ulong seed = 0; seed < 20; seed++)
        {
            Assert.Contains(3, Ids(table.Split(0.5, seed).Train));
            var folds = table.Folds(3, seed);
            Assert.All(folds, fold => Assert.Contains(3, Ids(fold.Train)));
            Assert.Equal([0, 1, 2, 4, 5, 6, 7], folds.SelectMany(fold => Ids(fold.Test)).Order());
        }

        var error = Assert.Throws<ArgumentException>(() => Table.FromColumns([Column.Categorical("y", ["a", "b", "c", "c"])], "y").Folds(3, 1));
        Assert.StartsWith("The table has 2 rows of classes with more than one row, fewer than the 3 folds; use fewer folds.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_split_is_refused()
    {
        Assert.StartsWith("testFraction is 0; it must be above 0 and below 1.", Message(() => s_table.Split(0, 1)), StringComparison.Ordinal);
        Assert.StartsWith("testFraction is NaN; it must be above 0 and below 1.", Message(() => s_table.Split(double.NaN, 1)), StringComparison.Ordinal);
        Assert.StartsWith("testFraction is 1; it must be above 0 and below 1.", Message(() => s_table.Split(1, 1)), StringComparison.Ordinal);
        Assert.Equal("t has 1 row; a split requires at least 2.", Assert.Throws<InvalidOperationException>(() => Rows(1).Split(0.5, 1)).Message);
        Assert.StartsWith("t: column \"group\" has 1 group; a split requires at least 2.", Message(() => s_table.Take([0, 7]).Split(0.5, 1, "group")), StringComparison.Ordinal);
        Assert.StartsWith("t has no column \"g\"", Message(() => s_table.Split(0.5, 1, "g")), StringComparison.Ordinal);
        Assert.StartsWith("Got 1 folds; expected at least 2.", Message(() => s_table.Folds(1, 1)), StringComparison.Ordinal);
        Assert.StartsWith("t has 3 rows, fewer than the 4 folds; use at most 3 folds.", Message(() => Rows(3).Folds(4, 1)), StringComparison.Ordinal);
        Assert.StartsWith("t: column \"group\" has 7 groups, fewer than the 8 folds; use at most 7 folds.", Message(() => s_table.Folds(8, 1, "group")), StringComparison.Ordinal);

        static string Message(Func<object> call) => Assert.ThrowsAny<ArgumentException>(() => { _ = call(); }).Message;
    }

    private static Table Rows(int rows) => Table.FromColumns(
        [
            Column.Numeric("id", Enumerable.Range(0, rows).Select(i => (double)i)),
            Column.Categorical("group", Enumerable.Range(0, rows).Select(i => (i % 7).ToString(CultureInfo.InvariantCulture))),
            Column.Categorical("y", Enumerable.Range(0, rows).Select(i => i % 10 < 6 ? "often" : i % 10 < 9 ? "seldom" : "rare")),
        ],
        "y", name: "t");

    private static IEnumerable<int> Ids(Table table) => Enumerable.Range(0, table.RowCount).Select(row => (int)table["id"].NumberAt(row));

    private static IEnumerable<string?> Groups(Table table) => Enumerable.Range(0, table.RowCount).Select(table["group"].TextAt);

    private static Dictionary<string, int> Classes(Table table) =>
        Enumerable.Range(0, table.RowCount).GroupBy(row => table["y"].TextAt(row)!, StringComparer.Ordinal).ToDictionary(rows => rows.Key, rows => rows.Count(), StringComparer.Ordinal);
}
