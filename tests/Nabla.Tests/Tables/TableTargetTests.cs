using Nabla.Networks;

namespace Nabla.Tests.Tables;

/// <summary>What a target teaches: classes or values, each complete.</summary>
public sealed class TableTargetTests
{
    [Fact]
    public void Whole_numbers_are_classes_in_their_order_and_texts_in_ordinal_order()
    {
        Assert.Equal(["-1", "2", "10"], TableTarget.Classes(Numbers(10, 2, -1, 2)));
        Assert.Equal(["10", "B", "a", "b"], TableTarget.Classes(Texts("b", "a", "B", "10")));
        Assert.Equal(["007", "7", "08"], TableTarget.Classes(Texts("08", "7", "007")));
        Assert.Equal([0, 2, 1, 0], TableTarget.Labels(Texts("a", "c", "b", "a"), ["a", "b", "c"]));
    }

    [Theory]
    [InlineData(true, 0.0, 1.0, 1.0)]
    [InlineData(true, -3.0, 5.0, double.NaN)]
    [InlineData(false, 0.0, 0.5, 1.0)]
    public void At_most_20_whole_numbers_look_like_classes(bool expected, params double[] numbers) =>
        Assert.Equal(expected, TableTarget.LooksLikeClasses(Column.Numeric("y", numbers)));

    [Fact]
    public void Twenty_one_whole_numbers_do_not_look_like_classes()
    {
        Assert.True(TableTarget.LooksLikeClasses(Column.Numeric("y", Enumerable.Range(0, 200).Select(i => (double)(i % 20)))));
        Assert.False(TableTarget.LooksLikeClasses(Column.Numeric("y", Enumerable.Range(0, 21).Select(i => (double)i))));
        Assert.True(TableTarget.LooksLikeClasses(Column.Categorical("y", Enumerable.Range(0, 30).Select(i => $"{i}.5"))));
        Assert.True(TableTarget.LooksLikeClasses(Column.Numeric("y", [0.5]).As(ColumnKind.Categorical)));
    }

    [Fact]
    public void Negative_zero_is_zero() => Assert.Equal(["0", "1"], TableTarget.Classes(Numbers(-0.0, 0, 1)));

    [Fact]
    public void One_number_is_not_two_classes()
    {
        var table = SomeTables.Build(["1", "2", "1.0"], target: "x");
        Assert.Equal(
            "some.csv: the target \"x\" holds \"1\" and \"1.0\", the same number written in two ways; write it in one way, or declare the column categorical.",
            Assert.Throws<InvalidDataException>(() => TableTarget.Classes(table)).Message);
        Assert.Equal([1, 2, 1], TableTarget.Values(table));
        Assert.Equal(["1", "1.0", "2"], TableTarget.Classes(table.WithKind("x", ColumnKind.Categorical)));
        Assert.Equal(["9007199254740992", "9007199254740993"], TableTarget.Classes(SomeTables.Build(["9007199254740993", "9007199254740992"], target: "x")));
    }

    [Fact]
    public void What_teaches_nothing_is_refused()
    {
        Assert.Equal("t: the target \"y\" is \"a\" in every row; a classifier requires at least two classes.", Message(() => TableTarget.Classes(Texts("a", "a"))));
        Assert.Equal("t, row 1: the target \"y\" is missing; remove the row, or fill it in.", Message(() => TableTarget.Classes(Texts("a", null, "b"))));
        Assert.Equal("t, row 0: the target \"y\" is missing; remove the row, or fill it in.", Message(() => TableTarget.Values(Numbers(double.NaN, double.NaN))));
        Assert.Equal("t, row 0: the target \"y\" is missing; remove the row, or fill it in.", Message(() => TableTarget.Classes(Numbers(double.NaN, double.NaN))));
        Assert.Equal("t has no rows to train on.", Message(() => TableTarget.Classes(Texts())));
        Assert.Equal("t: the target \"y\" contains text such as \"a\"; a regressor requires numbers. Use a classifier, or name another target.", Message(() => TableTarget.Values(Texts("a", "b"))));
        Assert.Equal("t, row 2: the target \"y\" is \"c\", which is not one of the classes \"a\", \"b\".", Message(() => TableTarget.Labels(Texts("a", "b", "c"), ["a", "b"])));
        Assert.Equal(
            "t, row 1: the target \"y\" is -1E+300; a regressor requires numbers from -3.4e38 to 3.4e38. Divide the target, or take its logarithm.", Message(() => TableTarget.Values(Numbers(1, -1e300))));
        Assert.Equal(
            "t has no target column; name one, as in table.WithTarget(\"y\"). Its columns are \"x\", \"y\".",
            Assert.Throws<InvalidOperationException>(() => TableTarget.Classes(Texts("a", "b").WithTarget(null))).Message);

        static string Message(Func<object> call) => Assert.Throws<InvalidDataException>(() => { _ = call(); }).Message;
    }

    private static Table Texts(params string?[] texts) => Of(Column.Categorical("y", texts));

    private static Table Numbers(params double[] numbers) => Of(Column.Numeric("y", numbers));

    private static Table Of(Column target) => Table.FromColumns([Column.Numeric("x", new double[target.Count]), target], "y", name: "t");
}
