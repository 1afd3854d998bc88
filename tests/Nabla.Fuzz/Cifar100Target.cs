using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Fuzz;

/// <summary>CIFAR-100's files with two records.</summary>
public sealed class Cifar100Target : FuzzTarget
{
    private const string RecordsFile = "train.bin", NamesFile = "fine_label_names.txt";

    public override string Name => "cifar100";

    public override IReadOnlyList<IReadOnlyDictionary<string, byte[]>> Seeds { get; } =
    [
        Files(
            (RecordsFile, [19, 99, .. IdxBytes.Bytes(3072), 0, 0, .. new byte[3072]]),
            (NamesFile, [.. string.Concat(Enumerable.Range(0, 100).Select(i => $"class{i}\n")).Select(letter => (byte)letter)])),
    ];

    public override object Read(string folder) => Cifar100.Load(folder, train: true, records: 2);

    public override ulong Check(object read, string folder)
    {
        var data = (ImageDataset)read;
        Require(data.Count == 2 && data.Classes == 100 && data.ClassNames.All(name => name.Length > 0 && !name.Any(char.IsControl)), "the classes are not as they should be");
        return CheckDataset(data, example => data.Pixels(example).ToArray());
    }

    /// <summary>2 MB: room for the records, the names and the buffers, whatever the length of the files.</summary>
    public override long MaxAllocation(long length) => 2 << 20;

    protected override Outcome Expect(string name, byte[] bytes, Mutation.Kind kind) =>
        name == RecordsFile && kind is (Mutation.Kind.Truncated or Mutation.Kind.Extended) ? Outcome.Error : Outcome.PlausibleOrError;
}
