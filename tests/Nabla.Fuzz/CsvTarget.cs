using System.Text;

namespace Nabla.Fuzz;

/// <summary>CSV files: numbers, categories, missing values, quoted fields with line ends, and a target.</summary>
public sealed class CsvTarget : FuzzTarget
{
    private const string FileName = "table.csv";

    public override string Name => "csv";

    public override IReadOnlyList<IReadOnlyDictionary<string, byte[]>> Seeds { get; } =
    [
        Files((FileName, Encoding.UTF8.GetBytes("length,colour,count,species\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 7}.5,{"rgb"[i % 3]},{(i % 11 == 0 ? "" : i)},{"ab"[i % 2]}\n"))))),
        Files((FileName, Encoding.UTF8.GetBytes("name;größe;species\r\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"\"a;{i % 5}\r\n\"\"b\"\"\";{i}e-3;{i % 3}\r\n"))))),
        Files((FileName, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("x\tspecies\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i}\t{(i % 2 == 0 ? "yes" : "no")}\n")))])),
    ];

    public override object Read(string folder) => Table.FromCsv(Path.Combine(folder, FileName), target: "species");

    public override ulong Check(object read, string folder)
    {
        var table = (Table)read;
        var hash = new ContentHash();
        Require(table.RowCount > 0 && table.Target?.Name == "species", "there are no rows, or no target");
        foreach (var column in table.Columns)
        {
            hash.Add(column.Name);
            Require(column.Count == table.RowCount, "a column has another number of rows");
            for (int row = 0; row < column.Count; row++)
            {
                hash.Add(column.TextAt(row) ?? "");
                Require(!column.HoldsNumbers || !double.IsInfinity(column.NumberAt(row)), "a number is infinite");
            }
        }

        return hash.Value;
    }

    /// <summary>Buffers; of a field, which has at most a million characters, the texts of its copies; of a byte, a field of its own.</summary>
    public override long MaxAllocation(long length) => (64 << 20) + (400 * length);

    /// <summary>A text has no checksum.</summary>
    protected override Outcome Expect(string name, byte[] bytes, Mutation.Kind kind) => Outcome.PlausibleOrError;
}
