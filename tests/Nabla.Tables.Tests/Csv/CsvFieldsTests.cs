using Nabla.Networks;

namespace Nabla.Tables.Tests.Csv;

public sealed class CsvFieldsTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1:a|b 2:1|2")]
    [InlineData("a,b\r\n1,2", "1:a|b 2:1|2")]
    [InlineData("a\rb\r\rc\r\n", "1:a 2:b 3: 4:c")]
    [InlineData("a,\n,b\n", "1:a| 2:|b")]
    [InlineData("\"a,\"\"b\"\"\",\"\"\n", "1:a,\"b\"|")]
    [InlineData("\"1\r\n2\n3\r4\",x\r\n5\n", "1:1\r\n2\n3\r4|x 5:5")]
    [InlineData("\"\n\"\n\n,", "1:\n 3: 4:|")]
    [InlineData("", "")]
    public void Rows_and_fields_and_lines_are_found_however_the_text_arrives(string text, string rows)
    {
        Assert.Equal(rows, Rows(new StringReader(text)));
        Assert.Equal(rows, Rows(new OneByOne(text)));
    }

    [Theory]
    [InlineData("a\"b\n")]
    [InlineData("\"a\"b\n")]
    [InlineData("\"a\" ,b\n")]
    [InlineData("\"a")]
    [InlineData("\"a\"\"")]
    [InlineData("\"")]
    public void A_quote_in_the_wrong_place_is_refused(string text)
    {
        foreach (var reader in new TextReader[] { new StringReader($"x\n{text}"), new OneByOne($"x\n{text}") })
        {
            var error = Assert.Throws<InvalidDataException>(() => Rows(reader));
            Assert.Equal("some.csv, line 2: a quote is out of place or not closed; put the whole field in quotes, and double each quote inside.", error.Message);
        }
    }

    [Fact]
    public void Fields_over_the_limits_are_counted_and_not_kept()
    {
        var fields = new CsvFields(new StringReader("1,2,3,4\n5\n"), "some.csv", ',', '"', maxFieldLength: 5, maxFields: 2);
        Assert.True(fields.Read());
        Assert.Equal((4, "1", "2"), (fields.Count, fields[0], fields[1]));
        Assert.True(fields.Read());
        Assert.Equal((1, "5"), (fields.Count, fields[0]));
        Assert.False(fields.Read());
        var error = Assert.Throws<InvalidDataException>(() => new CsvFields(new StringReader("12345,123456"), "some.csv", ',', '"', 5, 1).Read());
        Assert.Equal("some.csv, line 1 or after it: a field has more than 5 characters; is a quote not closed?", error.Message);
    }

    [Fact]
    public void A_line_is_blank_if_there_is_nothing_in_it()
    {
        var fields = new CsvFields(new StringReader("\n\"\"\n \n,\n"), "some.csv", ',', '"', 10, 10);
        bool[] blank = [.. Enumerable.Range(0, 4).Select(_ => fields.Read() && fields.IsBlank)];
        Assert.Equal([true, false, false, false], blank);
    }

    private static string Rows(TextReader text)
    {
        var fields = new CsvFields(text, "some.csv", ',', '"', 100, 100);
        var rows = new List<string>();
        while (fields.Read())
            rows.Add($"{fields.Line}:{string.Join('|', Enumerable.Range(0, fields.Count).Select(i => fields[i]))}");
        return string.Join(' ', rows);
    }

    /// <summary>Every character comes alone, so that each lies at the end of what was read.</summary>
    private sealed class OneByOne(string text) : TextReader
    {
        private int _at;

        public override int Read(char[] buffer, int index, int count)
        {
            if (_at == text.Length)
                return 0;
            buffer[index] = text[_at++];
            return 1;
        }
    }
}
