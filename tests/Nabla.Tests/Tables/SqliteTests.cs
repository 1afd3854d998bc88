using Microsoft.Data.Sqlite;

namespace Nabla.Tests.Tables;

/// <summary>A query of a database becomes a table.</summary>
public sealed class SqliteTests
{
    private const string Create = """
        CREATE TABLE flowers (length REAL, petals INTEGER, colour TEXT, photo BLOB, species TEXT);
        INSERT INTO flowers VALUES (1.5, 5, 'red', x'01', 'rose'), (NULL, 6, NULL, x'02', 'lily'), (0.1, NULL, 'white', x'03', 'lily'), (2, 6, 'größe', NULL, 'rose');
        """;

    [Fact]
    public void A_query_becomes_a_table()
    {
        var table = Query("SELECT * FROM flowers", "species");
        Assert.Equal([ColumnKind.Numeric, ColumnKind.Numeric, ColumnKind.Categorical, ColumnKind.Ignored, ColumnKind.Categorical], table.Columns.Select(column => column.Kind));
        Assert.Equal([1.5, double.NaN, 0.1, 2], Enumerable.Range(0, 4).Select(table["length"].NumberAt));
        Assert.Equal([5, 6, double.NaN, 6], Enumerable.Range(0, 4).Select(table["petals"].NumberAt));
        Assert.Equal(["red", null, "white", "größe"], Enumerable.Range(0, 4).Select(table["colour"].TextAt));
        Assert.Equal(["lily", "rose"], Classifier.Train(table, new() { Hidden = [2], Epochs = 1, Threads = 1 }).Classes);
    }

    [Fact]
    public void A_query_that_is_no_table_is_named()
    {
        Assert.Equal("The query has a header but no rows.", Refused("SELECT * FROM flowers WHERE length > 9"));
        Assert.Equal("The query: columns 1 and 2 are both called \"length\"; give each a unique name.", Refused("SELECT length, length FROM flowers"));
        Assert.Equal("The query has no column \"Species\"; its columns are \"length\", \"species\".", Refused("SELECT length, species FROM flowers", "Species"));
    }

    [Fact]
    public void A_text_in_a_column_of_numbers_is_named()
    {
        string message = Refused("SELECT petals AS n FROM flowers WHERE petals IS NOT NULL UNION ALL SELECT 'many'");
        Assert.Equal("The query, line 4: column \"n\" is numeric, but holds \"many\"; expected a finite number, or an empty field for a missing value.", message);
    }

    private static string Refused(string query, string? target = null) => Assert.Throws<InvalidDataException>(() => Query(query, target)).Message;

    private static Table Query(string query, string? target)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using (var create = new SqliteCommand(Create, connection))
            create.ExecuteNonQuery();
        using var command = new SqliteCommand(query, connection);
        using var reader = command.ExecuteReader();
        return Table.FromDataReader(reader, target);
    }
}
