using Nabla.Networks;

namespace Nabla.Tests.Tables;

/// <summary>Small tables, each drawn from a key.</summary>
internal static class SomeTables
{
    /// <summary>Three classes of flowers, each a cloud in two numbers, and a colour that says a little.</summary>
    public static Table Flowers(int rows = 90, ulong seed = 1)
    {
        var key = new RandomKey(seed);
        string[] species = ["rose", "lily", "iris"], colours = ["red", "white", "blue"];
        return Table.FromColumns(
            [
                Column.Numeric("length", Enumerable.Range(0, rows).Select(i => (double)(2 * (i % 3)) + (0.5f * key.Normal((ulong)i)))),
                Column.Numeric("width", Enumerable.Range(0, rows).Select(i => i % 11 == 3 ? double.NaN : 100 + (30 * (i % 3)) + key.Fold(1).Normal((ulong)i))),
                Column.Categorical("colour", Enumerable.Range(0, rows).Select(i => i % 7 == 5 ? null : colours[(i + key.Fold(2).Below((ulong)i, 2)) % 3])),
                Column.Categorical("species", Enumerable.Range(0, rows).Select(i => species[i % 3])),
            ],
            target: "species",
            name: "flowers");
    }

    /// <summary>A table whose features are two numbers only, for spans.</summary>
    public static Table Points(int rows = 60, ulong seed = 1)
    {
        var key = new RandomKey(seed);
        return Table.FromArrays(
            [.. Enumerable.Range(0, rows).Select(i => new[] { (3f * (i % 2)) + key.Normal((ulong)i), key.Fold(1).Normal((ulong)i) })],
            [.. Enumerable.Range(0, rows).Select(i => i % 2 == 0 ? "no" : "yes")]);
    }

    /// <summary>A line with a little noise, in large units.</summary>
    public static Table Prices(int rows = 80, ulong seed = 1)
    {
        var key = new RandomKey(seed);
        return Table.FromColumns(
            [
                Column.Numeric("area", Enumerable.Range(0, rows).Select(i => (double)(20 + i))),
                Column.Categorical("garden", Enumerable.Range(0, rows).Select(i => i % 2 == 0 ? "no" : "yes")),
                Column.Numeric("price", Enumerable.Range(0, rows).Select(i => 100_000.0 + (3000 * i) + (20_000 * (i % 2)) + (500 * key.Normal((ulong)i)))),
            ],
            target: "price",
            name: "prices");
    }

    /// <summary>A column as a reader makes it of texts.</summary>
    public static Column Read(IEnumerable<string> texts, TableOptions? options = null, string? target = null) => Build(texts, options, target)["x"];

    /// <summary>A table of one column x, whose first text stands in line 2.</summary>
    public static Table Build(IEnumerable<string> texts, TableOptions? options = null, string? target = null)
    {
        var builder = new TableBuilder("some.csv", ["x"], target, options);
        int line = 2;
        foreach (string text in texts)
        {
            builder.BeginRow(line++);
            builder.Add(text);
        }

        return builder.Build();
    }
}
