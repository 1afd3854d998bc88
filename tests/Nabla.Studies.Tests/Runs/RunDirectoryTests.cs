using Nabla.Testing;

namespace Nabla.Studies.Tests;

public sealed class RunDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_not_kept_leaves_nothing_behind()
    {
        using (var directory = RunDirectory.Claim(_folder["a/b/c"], force: false))
        {
            directory.WriteText("steps.csv", "step\n");
            Assert.Equal("a a/b a/b/c a/b/c/.nabla-lock a/b/c/.nabla-lock-holder a/b/c/steps.csv", _folder.Names);
        }

        Assert.Equal("", _folder.Names);
    }

    [Fact]
    public void What_was_there_before_stays()
    {
        _folder.Write("notes.txt", "mine");
        using (RunDirectory.Claim(_folder.Path, force: false))
        {
        }

        Assert.Equal("notes.txt", _folder.Names);
    }

    [Fact]
    public void What_is_kept_stays()
    {
        using (var directory = RunDirectory.Claim(_folder["run"], force: false))
        {
            directory.WriteText("result.json", "{}\n");
            directory.Keep();
        }

        Assert.Equal("run run/result.json", _folder.Names);
    }

    [Theory]
    [InlineData("result.json", "already holds a run; choose another with --out, or replace it with --force.")]
    [InlineData("recipe.json", "holds a run that has not finished; continue it with --resume, choose another with --out, or replace it with --force.")]
    [InlineData("checkpoint.safetensors", "holds a run that has not finished; continue it with --resume, choose another with --out, or replace it with --force.")]
    public void A_directory_that_holds_a_run_is_refused_unless_forced(string file, string reason)
    {
        string path = _folder.Path;
        _folder.Write(file, "{}");

        var error = Assert.Throws<OutputDirectoryException>(() => RunDirectory.Claim(path, force: false));

        Assert.Equal($"the output directory {path} {reason}", error.Message);
        using (RunDirectory.Claim(path, force: true))
        {
        }

        Assert.Equal(file, _folder.Names);
    }

    [Fact]
    public void A_path_through_a_file_is_refused_and_the_file_is_named()
    {
        string file = _folder.Write("file", "text");
        string path = Path.Combine(file, "run", "deep");

        var error = Assert.Throws<OutputDirectoryException>(() => RunDirectory.Claim(path, force: false));

        Assert.Equal($"the output directory {path} cannot be written to ({file} is a file); choose another with --out.", error.Message);
        Assert.Equal("file", _folder.Names);
    }

    [Fact]
    public void A_directory_that_is_being_written_is_refused_and_the_process_is_named()
    {
        string path = _folder["run"];
        using (var directory = RunDirectory.Claim(path, force: false))
        {
            directory.WriteText("recipe.json", "{}");
            foreach (var (force, resume) in new[] { (false, false), (true, false), (false, true) })
            {
                var error = Assert.Throws<OutputDirectoryException>(() => RunDirectory.Claim(path, force, resume));
                Assert.Equal($"the output directory {path} is being written by process {Environment.ProcessId}; wait for it, or choose another with --out.", error.Message);
            }

            Assert.Equal("{}", File.ReadAllText(_folder["run/recipe.json"]));
            File.WriteAllText(_folder["run/.nabla-lock-holder"], "7 elsewhere\n");
            Assert.Contains("by process 7 on elsewhere;", Refusal(path), StringComparison.Ordinal);
            File.WriteAllText(_folder["run/.nabla-lock-holder"], "");
            Assert.Contains("by another process;", Refusal(path), StringComparison.Ordinal);
            directory.Keep();
        }

        Assert.Equal("run run/recipe.json", _folder.Names);
        using (RunDirectory.Claim(path, force: false, resume: true))
        {
        }

        Assert.Equal("run run/recipe.json", _folder.Names);

        static string Refusal(string path) => Assert.Throws<OutputDirectoryException>(() => RunDirectory.Claim(path, force: true)).Message;
    }

    [Fact]
    public void Files_that_are_written_together_appear_together_or_not_at_all()
    {
        using var directory = RunDirectory.Claim(_folder["run"], force: false);
        Directory.CreateDirectory(_folder["run/b.csv.partial"]);
        var error = Assert.Throws<OutputDirectoryException>(() => directory.WriteTogether([("a.csv", "a"), ("b.csv", "b")]));
        Assert.StartsWith($"{_folder["run/b.csv"]} cannot be written (", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["run/a.csv"]) || File.Exists(_folder["run/a.csv.partial"]));

        Directory.Delete(_folder["run/b.csv.partial"]);
        bool done = false;
        directory.WriteTogether([("a.csv", "a"), ("b.csv", "b")], () => done = !File.Exists(_folder["run/a.csv"]));
        Assert.True(done);
        Assert.Equal("ab", File.ReadAllText(_folder["run/a.csv"]) + File.ReadAllText(_folder["run/b.csv"]));
    }

    [Fact]
    public void What_a_process_that_was_killed_leaves_locks_nothing()
    {
        _folder.Write(".nabla-lock", "");
        _folder.Write(".nabla-lock-holder", "7 elsewhere\n");
        using (RunDirectory.Claim(_folder.Path, force: false))
        {
        }

        Assert.Equal("", _folder.Names);
    }

    [Fact]
    public void A_claim_that_fails_leaves_the_directory_unlocked()
    {
        _folder.Write("result.json", "{}");
        Assert.Throws<OutputDirectoryException>(() => RunDirectory.Claim(_folder.Path, force: false));
        Assert.Equal("result.json", _folder.Names);
    }

    [Theory]
    [InlineData("", "the output directory's name is empty; choose another with --out.")]
    [InlineData("a\0b", "the output directory a\0b cannot be written to (that is not a path); choose another with --out.")]
    public void What_is_no_path_is_refused(string path, string message) =>
        Assert.Equal(message, Assert.Throws<OutputDirectoryException>(() => RunDirectory.Claim(path, force: false)).Message);
}
