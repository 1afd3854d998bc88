using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Nabla;
using Nabla.Networks;

// How long Table.FromCsv takes for a file of 100 MB: beside CsvHelper's parser, which only splits it into fields, and beside reading its bytes.
//   Nabla.CsvSpeed [MEGABYTES]
int megabytes = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100;
string path = Path.Combine(Directory.CreateTempSubdirectory("nabla-csv-").FullName, "table.csv");
try
{
    Write(path, megabytes * 1_000_000L);
    double size = new FileInfo(path).Length / 1e6;
    double bytes = double.MaxValue, parser = double.MaxValue, table = double.MaxValue;
    int rows = 0;
    for (int repeat = 0; repeat < 3; repeat++)
    {
        bytes = Math.Min(bytes, Seconds(() => ReadBytes(path)));
        parser = Math.Min(parser, Seconds(() => Split(path)));
        table = Math.Min(table, Seconds(() => rows = Table.FromCsv(path, target: "class").RowCount));
    }

    Console.WriteLine(FormattableString.Invariant($"{size:F0} MB, {rows:N0} rows of 9 numbers, 2 categories and a class; best of 3"));
    Console.WriteLine(FormattableString.Invariant($"bytes alone      {bytes:F2} s {size / bytes,8:F0} MB/s"));
    Console.WriteLine(FormattableString.Invariant($"fields alone     {parser:F2} s {size / parser,8:F0} MB/s"));
    Console.WriteLine(FormattableString.Invariant($"Table.FromCsv    {table:F2} s {size / table,8:F0} MB/s, {parser / table:P0} of the parser's speed"));
}
finally
{
    Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
}

static void Write(string path, long length)
{
    var key = new RandomKey(Seed: 1);
    using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
    writer.Write("a,b,c,d,e,f,g,h,i,colour,shape,class\n");
    ulong position = 0;
    for (long written = 0; written < length;)
    {
        var row = new StringBuilder();
        for (int j = 0; j < 9; j++)
            row.Append(key.Normal(position++).ToString("G7", CultureInfo.InvariantCulture)).Append(',');
        row.Append(key.Below(position++, 3) switch { 0 => "red", 1 => "green", _ => "blue" }).Append(key.Below(position++, 2) == 0 ? ",round," : ",square,").Append("ab"[key.Below(position++, 2)]).Append('\n');
        writer.Write(row);
        written += row.Length;
    }
}

static void ReadBytes(string path)
{
    using var stream = File.OpenRead(path);
    byte[] buffer = new byte[1 << 16];
    while (stream.Read(buffer) > 0)
    {
    }
}

static void Split(string path)
{
    using var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
    using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BufferSize = 1 << 16 });
    long length = 0;
    while (parser.Read())
    {
        for (int i = 0; i < parser.Count; i++)
            length += parser[i].Length;
    }

    if (length == 0)
        throw new InvalidOperationException("Nothing was read.");
}

static double Seconds(Action work)
{
    long start = TimeProvider.System.GetTimestamp();
    work();
    return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
}
