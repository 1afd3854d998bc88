using System.Data;
using System.Globalization;

namespace Nabla.Tests.Tables;

/// <summary>Objects, arrays and data readers become tables.</summary>
public sealed class TableSourcesTests
{
    private sealed record Flower(double? Length, string? Colour, string Species, double Count);

    private static readonly Flower[] s_flowers = [new(1.5, "red", "rose", 1), new(null, null, "lily", 2)];

    [Fact]
    public void Objects_become_rows()
    {
        var table = Table.FromRows(s_flowers, columns => columns.Numeric("length", f => f.Length).Categorical("colour", f => f.Colour).TargetClass("species", f => f.Species).Weights("count", f => f.Count), "flowers");
        Assert.Equal(("species", "count", "flowers"), (table.Target!.Name, table.Weights!.Name, table.Name));
        Assert.Equal(["length", "colour"], table.Features.Select(column => column.Name));
        Assert.Equal([1.5, double.NaN], Enumerable.Range(0, 2).Select(table["length"].NumberAt));
        Assert.Equal(["red", null], Enumerable.Range(0, 2).Select(table["colour"].TextAt));
        Assert.Equal(["1", "2"], Enumerable.Range(0, 2).Select(Table.FromRows(s_flowers, columns => columns.TargetValue("count", f => f.Count)).Target!.TextAt));
    }

    [Fact]
    public void Objects_that_make_no_table_are_refused()
    {
        Assert.StartsWith("t has no rows.", Message(() => Table.FromRows(Array.Empty<Flower>(), columns => columns.Numeric("x", _ => 1), "t")), StringComparison.Ordinal);
        Assert.StartsWith("t has no columns; name each, as in columns.Numeric(\"length\", row => row.Length).", Message(() => Table.FromRows(s_flowers, _ => { }, "t")), StringComparison.Ordinal);
        Assert.StartsWith("t has two columns called \"x\"", Message(() => Table.FromRows(s_flowers, columns => columns.Numeric("x", _ => 1).Numeric("x", _ => 2), "t")), StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("rows", () => Table.FromRows<Flower>(null!, columns => columns.Numeric("x", _ => 1)));
        Assert.Throws<ArgumentNullException>("value", () => Table.FromRows(s_flowers, columns => columns.Numeric("x", null!)));
    }

    [Fact]
    public void Arrays_become_columns()
    {
        var classes = Table.FromArrays([[1, 2], [3, float.NaN]], ["a", "b"], target: "y");
        Assert.Equal(["x0", "x1", "y"], classes.Columns.Select(column => column.Name));
        Assert.Equal((1, ColumnKind.Categorical), (classes["x1"].MissingCount, classes.Target!.Kind));
        var values = Table.FromArrays([[1, 2], [3, 4]], [0.5, 1], ["p", "q"]);
        Assert.Equal(["p", "q", "target"], values.Columns.Select(column => column.Name));
        Assert.Equal(4, values["q"].NumberAt(1));
    }

    [Fact]
    public void Arrays_that_make_no_table_are_refused()
    {
        Assert.StartsWith("Got the features of 1 rows and the targets of 2; expected the same number.", Message(() => Table.FromArrays([[1]], ["a", "b"])), StringComparison.Ordinal);
        Assert.StartsWith("Got no rows.", Message(() => Table.FromArrays([], Array.Empty<string>())), StringComparison.Ordinal);
        Assert.StartsWith("Row 1 has 2 features; row 0 has 1.", Message(() => Table.FromArrays([[1], [1, 2]], ["a", "b"])), StringComparison.Ordinal);
        Assert.StartsWith("Row 1 is null; expected 1 features.", Message(() => Table.FromArrays([[1], null!], ["a", "b"])), StringComparison.Ordinal);
        Assert.StartsWith("Got 2 feature names for 1 features.", Message(() => Table.FromArrays([[1]], ["a"], ["p", "q"])), StringComparison.Ordinal);
        Assert.StartsWith("Column \"x0\": row 0 is Infinity", Message(() => Table.FromArrays([[float.PositiveInfinity]], ["a"])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_table_becomes_a_table()
    {
        using var data = Data();
        var table = Table.FromDataTable(data, target: "species");
        Assert.Equal("flowers", table.Name);
        Assert.Equal(
            [ColumnKind.Numeric, ColumnKind.Numeric, ColumnKind.Numeric, ColumnKind.Categorical, ColumnKind.Categorical, ColumnKind.Ignored, ColumnKind.Categorical],
            table.Columns.Select(column => column.Kind));
        Assert.Equal([5, double.NaN], Enumerable.Range(0, 2).Select(table["count"].NumberAt));
        Assert.Equal([1.25, 0.1], Enumerable.Range(0, 2).Select(table["price"].NumberAt));
        Assert.Equal([0.5, double.NaN], Enumerable.Range(0, 2).Select(table["length"].NumberAt));
        Assert.Equal(["True", "False"], Enumerable.Range(0, 2).Select(table["fresh"].TextAt));
        Assert.Equal(["2024-01-31T00:00:00.0000000", null], Enumerable.Range(0, 2).Select(table["day"].TextAt));
        Assert.Equal(["rose", "lily"], Enumerable.Range(0, 2).Select(table.Target!.TextAt));
    }

    [Fact]
    public void A_data_reader_is_read_to_its_end_whatever_the_culture()
    {
        using var culture = new Testing.ForeignCulture();
        using var data = Data();
        using var reader = data.CreateDataReader();
        var table = Table.FromDataReader(reader, "species", new() { Weights = "price" }, "query");
        Assert.Equal(("query", 2, "price"), (table.Name, table.RowCount, table.Weights!.Name));
        Assert.False(reader.Read());
        Assert.False(reader.IsClosed);
        Assert.Equal(1.25, table["price"].NumberAt(0));
    }

    [Fact]
    public void Texts_of_a_database_follow_the_culture_and_the_rules()
    {
        using var data = new DataTable();
        data.Columns.Add("x", typeof(string));
        data.Rows.Add("1,5");
        data.Rows.Add("NA");
        Assert.Equal([1.5, double.NaN], Enumerable.Range(0, 2).Select(Table.FromDataTable(data, options: new() { Culture = TableBuilderTests.WithComma() })["x"].NumberAt));
        data.Rows.Clear();
        Assert.Equal("The table has a header but no rows.", Assert.Throws<InvalidDataException>(() => Table.FromDataTable(data)).Message);
    }

    private static DataTable Data()
    {
        var data = new DataTable("flowers") { Locale = CultureInfo.InvariantCulture };
        foreach (var (name, type) in new[] { ("count", typeof(int)), ("price", typeof(decimal)), ("length", typeof(float)), ("fresh", typeof(bool)), ("day", typeof(DateTime)), ("photo", typeof(byte[])), ("species", typeof(string)) })
            data.Columns.Add(name, type);
        data.Rows.Add(5, 1.25m, 0.5f, true, new DateTime(2024, 1, 31), new byte[] { 1 }, "rose");
        data.Rows.Add(DBNull.Value, 0.1m, float.NaN, false, DBNull.Value, DBNull.Value, "lily");
        return data;
    }

    private static string Message(Func<object> call) => Assert.ThrowsAny<ArgumentException>(() => { _ = call(); }).Message;
}
