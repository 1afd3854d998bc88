using System.Globalization;
using System.Text;

using Nabla.Testing;

namespace Nabla.Tables.Tests.Csv;

/// <summary>CSV files become tables, whoever wrote them; what is no table is named with its line.</summary>
public sealed class CsvTests
{
    private const string Plain = "size,colour,y\n1,red,a\n2.5,blue,b\n";

    [Fact]
    public void A_header_is_read_without_its_rows()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(["a", "b", "c d"], Table.ReadCsvHeader(folder.Write("a.csv", "a; b ;\"c d\"\n1;2\n")));
        Assert.Equal(["x0", "x1"], Table.ReadCsvHeader(folder.Write("b.csv", "1,2\n"), new() { HasHeader = false }));
        string empty = folder.Write("c.csv", ""), missing = folder["none.csv"];
        Assert.Equal($"{empty} is empty; expected a header line with the names of the columns.", Assert.Throws<InvalidDataException>(() => Table.ReadCsvHeader(empty)).Message);
        Assert.Equal($"{missing} cannot be read: there is no such file.", Assert.Throws<InvalidDataException>(() => Table.ReadCsvHeader(missing)).Message);
    }

    [Theory]
    [InlineData(Plain)]
    [InlineData("size,colour,y\r\n1,red,a\r\n2.5,blue,b\r\n")]
    [InlineData("size,colour,y\r1,red,a\r2.5,blue,b")]
    [InlineData("\uFEFFsize,colour,y\n1,red,a\n2.5,blue,b")]
    [InlineData("size;colour;y\n1;red;a\n2.5;blue;b\n")]
    [InlineData("size\tcolour\ty\n1\tred\ta\n2.5\tblue\tb\n")]
    [InlineData("size|colour|y\n1|red|a\n2.5|blue|b\n")]
    [InlineData(" size , colour,y \n 1 , red,a\n2.5,blue ,b\n")]
    [InlineData("\"size\",\"colour\",\"y\"\n\"1\",\"red\",\"a\"\n2.5,\"blue\",b\n")]
    [InlineData("size,colour,y\n\n1,red,a\n\n\n2.5,blue,b\n\n")]
    [InlineData("\r\n\nsize;colour;y\n1;red;a\n2.5;blue;b\n")]
    [InlineData(",size,colour,y\n0,1,red,a\n1,2.5,blue,b\n")]
    [InlineData("\"\",\"size\",\"colour\",\"y\"\n\"1\",1,\"red\",\"a\"\n\"2\",2.5,\"blue\",\"b\"\n")]
    public void Every_usual_way_of_writing_is_read(string text)
    {
        var table = Read(text, "y");
        Assert.Equal(["size", "colour", "y"], table.Columns.Select(column => column.Name));
        Assert.Equal([1, 2.5], Enumerable.Range(0, 2).Select(table["size"].NumberAt));
        Assert.Equal(["red", "blue"], Enumerable.Range(0, 2).Select(table["colour"].TextAt));
        Assert.Equal(("y", 2, "some.csv"), (table.Target!.Name, table.RowCount, table.Name));
    }

    [Fact]
    public void Utf_16_is_read_if_it_begins_with_its_mark()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
            Assert.Equal("größe", Read([.. encoding.GetPreamble(), .. encoding.GetBytes("größe,y\n1,2\n")])["größe"].Name);
        Assert.Equal("some.csv, line 1: the file holds a NUL character; it is not a text file.", Refused(Encoding.Unicode.GetBytes("a,b\n1,2\n")));
        Assert.Equal("some.csv, line 3: the file holds a NUL character; it is not a text file.", Refused("a,b\n1,2\n3,\0\n"));
    }

    [Fact]
    public void Text_that_is_not_utf_8_is_refused_in_the_header_too()
    {
        Assert.Equal("some.csv, line 1 or after it: the file is not UTF-8 text; save it as UTF-8.", Refused(Encoding.Latin1.GetBytes("größe,y\n1,2\n")));
        Assert.EndsWith("the file is not UTF-8 text; save it as UTF-8.", Refused(Encoding.Latin1.GetBytes("name,y\n" + string.Concat(Enumerable.Repeat("abc,1\n", 50_000)) + "größe,2\n")), StringComparison.Ordinal);
    }

    [Fact]
    public void Quotes_hold_separators_line_ends_and_quotes()
    {
        var table = Read("note,y\n\"a, b\",1\n\"two\nlines\",2\n\"he said \"\"no\"\"\",3\n\"\",4\n");
        Assert.Equal(["a, b", "two\nlines", "he said \"no\"", null], Enumerable.Range(0, 4).Select(table["note"].TextAt));
        Assert.Equal(["a,b"], Read("'a,b'\n1\n", options: new() { Quote = '\'' }).Columns.Select(column => column.Name));
    }

    [Fact]
    public void Lines_are_counted_over_quoted_line_ends_and_blank_lines()
    {
        Assert.StartsWith("some.csv, line 5: got 1 field; expected 2", Refused("a,b\n\"x\ny\",1\nz,2\nw\n"), StringComparison.Ordinal);
        Assert.StartsWith("some.csv, line 5: got 1 field; expected 2", Refused("a,b\n1,1\n\n\nw\n"), StringComparison.Ordinal);
        Assert.StartsWith("some.csv, line 4: got 1 field; expected 2", Refused("\n\na,b\nw\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "some.csv is empty; expected a header line with the names of the columns.")]
    [InlineData("\n\n", "some.csv is empty; expected a header line with the names of the columns.")]
    [InlineData("a,b\n", "some.csv has a header but no rows.")]
    [InlineData("a,,b\n1,2,3\n", "some.csv: column 2 has no name in the header; name it, or set HasHeader to false.")]
    [InlineData("a,b,\n1,2,\n", "some.csv: column 3 has no name in the header; name it, or set HasHeader to false.")]
    [InlineData("a,b,a\n1,2,3\n", "some.csv: columns 1 and 3 are both called \"a\"; give each a unique name.")]
    [InlineData("a,b\n1,2,\n", "some.csv, line 2: got more than 2 fields; expected one for each column. If a value holds the separator, put it in quotes.")]
    [InlineData("a,b\n1,2\n3\n", "some.csv, line 3: got 1 field; expected 2, one for each column.")]
    [InlineData("a,b\n1,2\n   \n", "some.csv, line 3: got 1 field; expected 2, one for each column.")]
    [InlineData("a,b\n1,x\"y\n", "some.csv, line 2: a quote is out of place or not closed; put the whole field in quotes, and double each quote inside.")]
    [InlineData("a,b\n1, \"y\"\n", "some.csv, line 2: a quote is out of place or not closed; put the whole field in quotes, and double each quote inside.")]
    [InlineData("a,b\n1,\"y\n", "some.csv, line 2: a quote is out of place or not closed; put the whole field in quotes, and double each quote inside.")]
    [InlineData("x;y\n1,5;a\n2,5;b\n", "some.csv, line 2: column \"x\" holds \"1,5\", which looks like a number with a comma; set Culture to one that writes numbers in this way, or declare the column categorical or ignored.")]
    public void What_is_no_table_is_named(string text, string message) => Assert.Equal(message, Refused(text));

    [Fact]
    public void A_column_that_the_call_names_must_exist()
    {
        Assert.Equal("some.csv has no column \"Y\"; its columns are \"size\", \"colour\", \"y\".", Refused(Plain, "Y"));
        Assert.Equal("some.csv has no column \"w\"; its columns are \"size\", \"colour\", \"y\".", Refused(Plain, options: new() { Weights = "w" }));
    }

    [Fact]
    public void Decimal_commas_go_with_semicolons()
    {
        var table = Read("x;y\n1,5;a\n-2;b\n", "y", new() { Culture = WithComma() });
        Assert.Equal([1.5, -2], Enumerable.Range(0, 2).Select(table["x"].NumberAt));
        var headless = Read("1,5;2,5;3,5\n1;2;3\n", options: new() { Culture = WithComma(), HasHeader = false });
        Assert.Equal(["x0", "x1", "x2"], headless.Columns.Select(column => column.Name));
        Assert.Equal(3.5, headless["x2"].NumberAt(0));
    }

    [Fact]
    public void Without_a_header_the_first_line_is_a_row()
    {
        var table = Read("1,red\n2,blue\n", options: new() { HasHeader = false });
        Assert.Equal((2, "red"), (table.RowCount, table["x1"].TextAt(0)));
        Assert.Equal("some.csv is empty; expected a row.", Refused("", options: new() { HasHeader = false }));
        Assert.Equal("some.csv, line 2: got 1 field; expected 2, one for each column.", Refused("1,2\n3\n", options: new() { HasHeader = false }));
    }

    [Fact]
    public void The_separator_can_be_given_and_must_differ_from_the_quote()
    {
        Assert.Equal("a,b", Read("a,b:c\n1:2\n", options: new() { Separator = ':' }).Columns[0].Name);
        foreach (var (options, shown) in new (CsvOptions, string)[] { (new() { Separator = '"' }, "'\"' (U+0022) and '\"' (U+0022)"), (new() { Separator = '\n' }, "'\n' (U+000A) and '\"' (U+0022)"), (new() { Quote = '\r' }, "none and '\r' (U+000D)") })
            Assert.StartsWith($"Separator and Quote must be two characters, neither of them a line end; got {shown}.", Assert.Throws<ArgumentException>(() => Read(Plain, options: options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_column_and_one_row_are_a_table()
    {
        Assert.Equal((1, 1.0), (Read("x\n1").RowCount, Read("x\n1")["x"].NumberAt(0)));
        Assert.Equal(4, Read("x\n1\n2\n\n3\n4\n").RowCount);
    }

    [Fact]
    public void Leading_zeros_and_the_way_a_number_is_written_stay_in_declared_categories()
    {
        var kinds = new Dictionary<string, ColumnKind>(StringComparer.Ordinal) { ["zip"] = ColumnKind.Categorical };
        var table = Read("zip,y\n00501,1\n501,2\n501.0,3\nNA,4\n", options: new() { Kinds = kinds });
        Assert.Equal(["00501", "501", "501.0", "NA"], Enumerable.Range(0, 4).Select(table["zip"].TextAt));
    }

    [Fact]
    public void A_long_field_is_read_and_an_endless_one_refused()
    {
        string longField = new('x', 1_000_000);
        Assert.Equal(longField, Read($"a,b\n{longField},1\n")["a"].TextAt(0));
        Assert.EndsWith("a field has more than 1048576 characters; is a quote not closed?", Refused($"a,b\n\"{new string('x', 3_000_000)}\n"), StringComparison.Ordinal);
        Assert.EndsWith("a field has more than 1048576 characters; is a quote not closed?", Refused(new string('x', 10_000_000)), StringComparison.Ordinal);
    }

    [Fact]
    public void Wide_files_are_read_up_to_a_limit()
    {
        string header = string.Join(',', Enumerable.Range(0, 20_000).Select(i => FormattableString.Invariant($"c{i}"))), row = string.Join(',', Enumerable.Repeat("1", 20_000));
        var table = Read($"{header}\n{row}\n");
        Assert.Equal(20_000, table.Columns.Count);
        Assert.Equal("some.csv has 100001 columns; at most 65536 can be read.", Refused(new string(',', 100_000)));
        Assert.StartsWith("some.csv, line 2: got more than 2 fields", Refused($"a,b\n{new string(',', 5_000_000)}\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_read_by_its_path()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("t.csv", Plain);
        Assert.Equal((path, 2), (Table.FromCsv(path).Name, Table.FromCsv(path).RowCount));
        Assert.Equal($"{folder["no.csv"]} cannot be read: there is no such file.", Assert.Throws<InvalidDataException>(() => Table.FromCsv(folder["no.csv"])).Message);
        Assert.Equal($"{folder.Path} cannot be read: it is a directory; name a file.", Assert.Throws<InvalidDataException>(() => Table.FromCsv(folder.Path)).Message);
        Assert.Throws<ArgumentException>(() => Table.FromCsv(""));
    }

    [Fact]
    public void A_stream_stays_open()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Plain));
        Table.FromCsv(stream, "some.csv");
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Rows_to_predict_have_the_kinds_of_the_model()
    {
        var kinds = new Dictionary<string, ColumnKind>(StringComparer.Ordinal) { ["code"] = ColumnKind.Categorical };
        var table = Read("code,size,y\n" + string.Concat(Enumerable.Range(0, 30).Select(i => FormattableString.Invariant($"00{i % 3},{i},{(i % 3 == 0 ? "a" : "b")}\n"))), "y", new() { Kinds = kinds });
        var classifier = Classifier.Train(table, new() { Epochs = 2, Hidden = [4] });
        Assert.Equal("001", Read("code,size\n001,5\n", options: new() { Schema = classifier.Model.Input })["code"].TextAt(0));
        Assert.Equal(2, classifier.Predict(Read("size,code\n5,001\nNA,002\n", options: new() { Schema = classifier.Model.Input })).Count);
        Assert.Throws<InvalidDataException>(() => classifier.Predict(Read("code,size\n001,5\n")));
        Assert.Equal(
            "some.csv, line 2: column \"size\" is numeric, but holds \"big\"; expected a finite number, or an empty field for a missing value.",
            Refused("code,size\n001,big\n", options: new() { Schema = classifier.Model.Input }));
    }

    [Fact]
    public void The_ambient_culture_changes_nothing()
    {
        using var culture = new ForeignCulture();
        Assert.Equal(2.5, Read(Plain)["size"].NumberAt(1));
    }

    private static CultureInfo WithComma()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = (",", ".");
        return culture;
    }

    private static Table Read(string text, string? target = null, CsvOptions? options = null) => Read(Encoding.UTF8.GetBytes(text), target, options);

    private static Table Read(byte[] bytes, string? target = null, CsvOptions? options = null)
    {
        using var stream = new MemoryStream(bytes);
        return Table.FromCsv(stream, "some.csv", target, options);
    }

    private static string Refused(string text, string? target = null, CsvOptions? options = null) => Refused(Encoding.UTF8.GetBytes(text), target, options);

    private static string Refused(byte[] bytes, string? target = null, CsvOptions? options = null) =>
        Assert.Throws<InvalidDataException>(() => Read(bytes, target, options)).Message;
}
