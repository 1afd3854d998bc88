using Nabla.Fuzz;
using Nabla.Testing;

namespace Nabla.Tables.Tests;

/// <summary>The short form of eng/fuzz: some thousand damaged files for each reader.</summary>
public sealed class FuzzTests
{
    private const int Files = 2_000;

    public static TheoryData<string> Readers => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory, MemberData(nameof(Readers))]
    public void Damaged_files_give_plausible_data_or_an_error(string reader)
    {
        using var folder = new TemporaryFolder();
        var run = new FuzzRun(FuzzTargets.All.Single(target => target.Name == reader), seed: 1, folder.Path, TimeProvider.System);
        run.Run(first: 0, Files);
        Assert.Empty(run.Failures);
        Assert.Equal(Files, run.Accepted + run.Refused);
        Assert.True(run.Accepted > Files / 50, $"only {run.Accepted} files were read: the damages are too coarse to reach the readers' depths");
    }

    [Fact]
    public void A_reader_that_is_wrong_is_found_out()
    {
        using var folder = new TemporaryFolder();
        foreach (var target in new FuzzTarget[] { new WrongReader("throws"), new WrongReader("lies"), new WrongReader("allocates"), new WrongReader("is silent") })
        {
            var run = new FuzzRun(target, seed: 1, folder.Path, TimeProvider.System);
            run.Run(first: 0, count: 100);
            Assert.NotEmpty(run.Failures);
        }
    }

    /// <summary>Reads any file, and does one thing wrong if it is not the good one.</summary>
    private sealed class WrongReader(string fault) : FuzzTarget
    {
        private static readonly byte[] Good = [1, 2, 3, 4];

        public override string Name => fault;

        public override IReadOnlyList<IReadOnlyDictionary<string, byte[]>> Seeds { get; } = [Files(("file", Good))];

        public override object Read(string folder)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(folder, "file"));
            return (fault, IsGood: bytes.AsSpan().SequenceEqual(Good)) switch
            {
                (_, true) or ("lies", _) => bytes,
                ("allocates", _) => new byte[1 << 20],
                ("is silent", _) => throw new InvalidDataException("something is wrong"),
                _ => throw new FormatException("something is wrong"),
            };
        }

        public override ulong Check(object read, string folder) => ((byte[])read).Aggregate(0UL, (hash, value) => (hash * 31) + value);

        public override long MaxAllocation(long length) => 1 << 16;

        protected override Outcome Expect(string name, byte[] bytes, Mutation.Kind kind) => fault == "lies" ? Outcome.SameOrError : Outcome.PlausibleOrError;
    }
}
