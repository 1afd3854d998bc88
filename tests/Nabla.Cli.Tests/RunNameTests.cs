using Nabla.Testing;

namespace Nabla.Cli.Tests;

/// <summary>A second run of the same name gets a number; only a directory that was asked for by name is refused.</summary>
public sealed class RunNameTests
{
    [Fact]
    public async Task A_second_run_just_works_and_resume_finds_the_last()
    {
        using var folder = new TemporaryFolder();
        string[] train = ["train", "--data", "shapes:20", "--hidden", "4", "--batch-size", "8", "--epochs", "1", "--threads", "1", "--quiet", "--no-report"];
        Assert.Equal(ExitCode.Done, await Run(train));
        Assert.Equal(ExitCode.Done, await Run(train));
        Assert.Equal(["shapes20-4-elu-seed42", "shapes20-4-elu-seed42-2"], Names());
        Assert.Equal(ExitCode.Done, await Run([.. train, "--resume"]));
        Assert.Equal(2, Names().Count());
        Assert.Contains("\"name\": \"shapes20-4-elu-seed42-2\"", File.ReadAllText(folder["runs/shapes20-4-elu-seed42-2/recipe.json"]), StringComparison.Ordinal);

        // What a recipe does not decide is the same.
        Assert.Equal(File.ReadAllBytes(folder["runs/shapes20-4-elu-seed42/steps.csv"]), File.ReadAllBytes(folder["runs/shapes20-4-elu-seed42-2/steps.csv"]));
        Assert.Equal(ExitCode.Done, await Run([.. train, "--force"]));
        Assert.Equal(2, Names().Count());
        Assert.Equal(ExitCode.WrongCall, await Run([.. train, "--out", "runs/shapes20-4-elu-seed42"]));

        IEnumerable<string?> Names() => Directory.EnumerateDirectories(folder["runs"]).Select(Path.GetFileName).Order(StringComparer.Ordinal);

        async Task<int> Run(string[] args)
        {
            using var tool = ToolProcess.StartIn(folder.Path, args);
            _ = tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            _ = tool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await tool.WaitForExitAsync(TestContext.Current.CancellationToken);
            return tool.ExitCode;
        }
    }
}
