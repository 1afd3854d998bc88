using Nabla.Testing;

namespace Nabla.Cli.Tests;

/// <summary>nabla train --tensorboard: events are written, and a directory that cannot take them is refused before training.</summary>
public sealed class TensorBoardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Events_are_written_and_not_mixed_with_those_of_another_run()
    {
        Assert.Equal(ExitCode.Done, (await Train("one")).Code);
        string file = Assert.Single(Directory.GetFiles(_folder["events"]));
        Assert.Matches(@"[\\/]events\.out\.tfevents\.\d{10}\.nabla$", file);
        byte[] before = File.ReadAllBytes(file);

        (await Train("two")).Fails(ExitCode.WrongCall, $"{_folder["events"]} already holds TensorBoard events of a run; choose another with --tensorboard, or replace them with --force.");
        Assert.False(Directory.Exists(_folder["two"]));
        Assert.Equal(before, File.ReadAllBytes(file));

        Assert.Equal(ExitCode.Done, (await Train("one", "--resume")).Code);
        Assert.Equal(before, File.ReadAllBytes(Assert.Single(Directory.GetFiles(_folder["events"]))));
        (await Call.RunAsync("train", "--tensorboard", "")).Fails(ExitCode.WrongCall, "--tensorboard is empty; give the name of a directory.");
    }

    private Task<Call> Train(string run, params string[] more) => Call.RunAsync(
        ["train", "--data", "shapes:100", "--hidden", "4", "--epochs", "1", "--batch-size", "16", "--quiet", "--json", "--no-report", "--out", _folder[run], "--tensorboard", _folder["events"], .. more]);
}
