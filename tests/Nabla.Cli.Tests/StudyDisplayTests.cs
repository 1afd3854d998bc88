using Nabla.Cli.Display;
using Nabla.Networks;
using Nabla.Studies;
using Nabla.Testing;
using Spectre.Console;

namespace Nabla.Cli.Tests;

public sealed class StudyDisplayTests
{
    private static readonly Study Two = StudyReader.Parse("""
        { "question": "Which?", "base": { "data": "shapes:200", "epochs": 2, "batchSize": 16 }, "entries": { "four": { "hidden": 4 }, "a-longer-name": { "hidden": 8 } }, "seeds": [1, 2, 3] }
        """, name: "two");

    [Theory]
    [InlineData(50)]
    [InlineData(80)]
    [InlineData(120)]
    public void The_table_fits_the_terminal(int width)
    {
        using var folder = new TemporaryFolder();
        var result = StudyRun.Execute(Two, new() { OutputDirectory = folder["out"] }, TestContext.Current.CancellationToken);
        string text = Drawn(width, console => StudySummary.Write(console, result, "out", withReport: true));
        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, line));
        Assert.Contains("a-longer-name − four", text, StringComparison.Ordinal);
        Assert.Equal(width > 50, text.Contains("parameters", StringComparison.Ordinal));
        Assert.Contains("3/3", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    public void Runs_that_go_on_at_once_have_a_bar_each(int width)
    {
        PlannedRun[] runs = [.. from seed in Two.Seeds from entry in Two.Entries select new PlannedRun(entry.Name, seed, entry.Recipe, "")];
        string text = Drawn(width, console =>
        {
            var progress = new LiveStudyProgress(console, new SteadyClock());
            progress.Watch(() =>
            {
                progress.OnStart(new(Two, runs, new Dictionary<string, ParameterMatch>(StringComparer.Ordinal), runs.Length, 2));
                var first = progress.OnRun(runs[0], 1)!;
                var second = progress.OnRun(runs[1], 1)!;
                foreach (var run in new[] { first, second })
                    run.OnStart(2, 100, 1600);
                for (int step = 1; step <= 100; step++)
                {
                    first.OnStep(step, 2.0, 0, 8, 16);
                    second.OnStep(step, 2.0, 0, 8, 16);
                }

                first.OnEpoch(new EpochRecord(1, 100, 2.0, 0.5, 1.9, 0.45, TimeSpan.FromSeconds(1)));
                for (int step = 101; step <= 200; step++)
                    first.OnStep(step, 2.0, 0, 8, 16);
                return 0;
            });
        });
        Assert.Contains("two: Which?", text, StringComparison.Ordinal);
        Assert.Contains("0 of 6 runs", text, StringComparison.Ordinal);
        Assert.Contains("four, seed 1", text, StringComparison.Ordinal);
        Assert.Contains("a-longer-name, seed 1", text, StringComparison.Ordinal);
        Assert.Contains("1/2", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_that_are_written_at_the_end_are_no_silence()
    {
        PlannedRun[] runs = [.. from entry in Two.Entries select new PlannedRun(entry.Name, 1, entry.Recipe, "")];
        string text = Drawn(80, console =>
        {
            var progress = new LiveStudyProgress(console, new SteadyClock());
            progress.Watch(() =>
            {
                progress.OnStart(new(Two, runs, new Dictionary<string, ParameterMatch>(StringComparer.Ordinal), runs.Length, 2));
                progress.OnReporting();
                return 0;
            });
        });
        Assert.Matches("0 of 2 runs .*writing the reports", text);
    }

    [Fact]
    public void A_line_is_cut_or_broken_where_the_terminal_ends()
    {
        Assert.Equal(["one two three four", "five six"], TerminalLine.Wrap("one two three four five six", 22));
        Assert.Equal("01234567890123456789", TerminalLine.Cut("0123456789012345678901234", 21));
        Assert.Equal("short", TerminalLine.Cut("short", 21));
    }

    private static string Drawn(int width, Action<IAnsiConsole> draw)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        draw(console);
        return writer.ToString().ReplaceLineEndings("\n");
    }
}
