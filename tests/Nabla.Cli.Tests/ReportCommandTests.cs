using Nabla.Testing;

namespace Nabla.Cli.Tests;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Training_ends_with_a_report_and_the_command_writes_the_same_again()
    {
        await Train();
        string written = File.ReadAllText(_folder["out/report.html"]);

        var call = await Call.RunAsync("report", _folder["out"]);
        Assert.Equal(new Call(ExitCode.Done, $"{_folder["out/report.html"]}\n", ""), call);
        Assert.Equal(written, File.ReadAllText(_folder["out/report.html"]));

        call = await Call.RunAsync("report", _folder["out"], "--out", _folder["a.html"], "--threads", "2");
        Assert.Equal(new Call(ExitCode.Done, $"{_folder["a.html"]}\n", ""), call);
        Assert.Equal(written, File.ReadAllText(_folder["a.html"]));
    }

    [Fact]
    public async Task Training_can_do_without()
    {
        var call = await Train("--no-report");
        Assert.False(File.Exists(_folder["out/report.html"]));
        Assert.DoesNotContain("report.html", call.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_ends_with_a_report_and_the_command_writes_the_same_again()
    {
        string file = _folder.Write("small.json", """{ "question": "?", "base": { "data": "shapes:100", "epochs": 1, "batchSize": 16 }, "entries": { "a": { "hidden": "4" }, "b": { "hidden": "8" } }, "seeds": [1] }""");
        await Call.RunAsync("study", file, "--quiet", "--no-report", "--out", _folder["out"]);
        Assert.False(File.Exists(_folder["out/report.html"]));
        var call = await Call.RunAsync("study", file, "--quiet", "--force", "--out", _folder["out"]);
        Assert.Contains("report.html  charts; open in a browser", call.Output, StringComparison.Ordinal);
        string written = File.ReadAllText(_folder["out/report.html"]);
        Assert.Contains("1 seed is too few to compare", written, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["out/b-seed1/report.html"]));

        call = await Call.RunAsync("report", _folder["out"]);
        Assert.Equal(new Call(ExitCode.Done, $"{_folder["out/report.html"]}\n", ""), call);
        Assert.Equal(written, File.ReadAllText(_folder["out/report.html"]));
        File.WriteAllText(_folder["out/study.json"], "{");
        (await Call.RunAsync("report", _folder["out"])).Fails(
            ExitCode.WrongData, $"{_folder["out/study.json"]} cannot be read as the result of a study (in line 1); run the study again with --resume, which rewrites it.");
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_one_sentence()
    {
        (await Call.RunAsync("report", _folder["none"])).Fails(ExitCode.WrongData, $"there is no directory {_folder["none"]}; give the directory of a run.");
        (await Call.RunAsync("report", _folder.Path, "--out", "")).Fails(ExitCode.WrongCall, "--out is empty; give the name of a file.");
        (await Call.RunAsync("report")).Fails(ExitCode.WrongCall, "report takes RUN|STUDY; see nabla report --help.");
        await Train("--no-report");
        File.WriteAllText(_folder["out/steps.csv"], "step,epoch,loss\n1,1,2.3\n2,1");
        (await Call.RunAsync("report", _folder["out"])).Fails(
            ExitCode.WrongData, $"{_folder["out/steps.csv"]}, line 3: expected \"step,epoch,loss\" with consecutive numbers; the file was truncated, edited or written by another version: train again with --force.");
    }

    private Task<Call> Train(params string[] args) => Call.RunAsync(
        ["train", "--data", "shapes:100", "--hidden", "8", "--epochs", "1", "--batch-size", "16", "--quiet", "--out", _folder["out"], .. args]);
}
