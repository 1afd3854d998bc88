using System.IO.Compression;
using System.Text;
using Nabla.Testing;

namespace Nabla.Fuzz;

/// <summary>Models in NPZ files: checksums of the archive over each array, and of the model over parameters and metadata.</summary>
public sealed class NpzModelTarget : FuzzTarget
{
    private const string FileName = "model.npz", Metadata = "__metadata__.npy", Weight = "layers.0.weight.npy";

    private static readonly (string Name, byte[] Bytes)[][] Arrays = [.. SmallModels.All.Select(ArraysOf)];

    public override string Name => "npzmodel";

    public override IReadOnlyList<IReadOnlyDictionary<string, byte[]>> Seeds { get; } =
    [
        .. Arrays.Select((arrays, i) => Files((FileName, NpyBytes.Zip(i == 0 ? CompressionLevel.NoCompression : CompressionLevel.Optimal, arrays)))),
    ];

    /// <summary>Half of the damages are inside an array of an archive that is whole.</summary>
    public override FuzzCase Create(Draws draws)
    {
        if (draws.OneIn(2))
            return base.Create(draws);
        int seed = draws.Below(Seeds.Count);
        var arrays = Arrays[seed].ToList();
        int at = draws.Below(arrays.Count);
        var (name, bytes) = arrays[at];
        string what;
        switch (draws.Below(8))
        {
            case 0:
                arrays.RemoveAt(at);
                what = $"without {name}";
                break;
            case 1:
                arrays.Add((draws.Of("x.npy", "layers.9.weight.npy", "../x.npy", "layers.0.weight", ".npy", "__metadata__"), bytes));
                what = "one more";
                break;
            case 2:
                arrays[at] = (name, NpyCases.Draw(draws));
                what = $"another array as {name}";
                break;
            case 3:
                string text = draws.Of("", "{", "{}", "[]", "7", "null", "{\"nabla.layers\":7}", "{\"nabla.layers\":\"[]\"}", "{\"a\":\"\\ud800\"}", "{\"a\":\"1\",\"a\":\"2\"}", new string('[', 10_000));
                arrays = [.. arrays.Select(array => array.Name == Metadata ? (Metadata, NpyBytes.Write("|u1", [text.Length], Encoding.UTF8.GetBytes(text))) : array)];
                what = "other metadata";
                break;
            case 4 when draws.OneIn(50):
                byte[] zeros = NpyBytes.Write("<f4", [draws.Of(draws.Length(4), 1 << 18, 1 << 22), 4], new byte[draws.Of(1 << 16, 1 << 20, 4 << 20)]);
                arrays = [.. arrays.Select(array => array.Name == Weight ? (Weight, zeros) : array)];
                what = "a bomb";
                break;
            default:
                var (damaged, _, how) = Mutation.Apply(bytes, [.. Arrays[seed].Select(array => array.Bytes)], draws);
                arrays[at] = (name, damaged);
                what = $"{name}: {how}";
                break;
        }

        return new(seed, FileName, NpyBytes.Zip(draws.Of(CompressionLevel.NoCompression, CompressionLevel.Optimal), [.. arrays]), Outcome.SameOrError, what);
    }

    public override object Read(string folder) => Predictor.From(Model.FromNpz(Path.Combine(folder, FileName)));

    public override ulong Check(object read, string folder) => SmallModels.Check((Predictor)read);

    /// <summary>As for NPZ files of data; and the metadata several times over as text.</summary>
    public override long MaxAllocation(long length) => (16 << 20) + (400 * length) + (12L * 1032 * length);

    protected override Outcome Expect(string name, byte[] bytes, Mutation.Kind kind) => kind == Mutation.Kind.Spliced ? Outcome.PlausibleOrError : Outcome.SameOrError;

    private static (string, byte[])[] ArraysOf(Model model)
    {
        using var folder = new TemporaryFolder();
        model.SaveNpz(folder[FileName]);
        using var archive = ZipFile.OpenRead(folder[FileName]);
        return [.. archive.Entries.Select(entry => (entry.FullName, BytesOf(entry)))];
    }

    private static byte[] BytesOf(ZipArchiveEntry entry)
    {
        byte[] bytes = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }
}
