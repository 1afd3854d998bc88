using System.Diagnostics;
using Nabla.Testing;

namespace Nabla.Cli.Tests;

/// <summary>A run that another process trains: nobody else writes to its directory, and everybody may read it.</summary>
public sealed class DirectoryLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Another_process_is_named_until_it_ends()
    {
        using var tool = await Begun();
        string refusal = $"the output directory {_folder["out"]} is being written by process {tool.Id}; wait for it, or choose another with --out.";
        (await Call.RunAsync(Arguments())).Fails(ExitCode.WrongCall, refusal);
        (await Call.RunAsync(Arguments("--resume"))).Fails(ExitCode.WrongCall, refusal);
        (await Call.RunAsync(Arguments("--force"))).Fails(ExitCode.WrongCall, refusal);

        tool.Kill();
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("out/.nabla-lock", _folder.Names, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await Call.RunAsync("train", "--data", "shapes:100", "--hidden", "8", "--epochs", "1", "--out", _folder["out"], "--force", "--batch-size", "16", "--no-report")).Code);
        Assert.DoesNotContain(".nabla-lock", _folder.Names, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_goes_on_can_be_read()
    {
        using var tool = await Begun();
        (await Call.RunAsync("report", _folder["out"])).Fails(
            ExitCode.WrongData, $"the run {_folder["out"]} has no result.json yet: it has not finished; continue it with nabla train --resume.");
        (await Call.RunAsync("evaluate", _folder["out"])).Fails(
            ExitCode.WrongData, $"the run {_folder["out"]} has no model.safetensors yet: it has not finished; continue it with nabla train --resume.");
        using var stop = new CancellationTokenSource();
        var watch = Call.RunAsync(host => host with { Error = new CancellingWriter(stop), Cancellation = stop.Token }, "watch", _folder["out"]);
        Assert.Equal(ExitCode.Done, (await watch).Code);
        Assert.False(tool.HasExited);
        tool.Kill();
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A process that trains for a long time, and whose second epoch has ended.</summary>
    private async Task<Process> Begun()
    {
        var tool = ToolProcess.Start(Arguments());
        while (await tool.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.StartsWith("epoch 2/", StringComparison.Ordinal))
        {
        }

        return tool;
    }

    private string[] Arguments(params string[] args) =>
        ["train", "--data", "shapes:100", "--hidden", "8", "--epochs", "100000", "--batch-size", "16", "--out", _folder["out"], .. args];

    /// <summary>Cancels when it reads where the page is.</summary>
    private sealed class CancellingWriter(CancellationTokenSource source) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            source.Cancel();
        }
    }
}
