using Nabla.Cli.Display;
using Nabla.Networks;
using Nabla.Testing;
using Spectre.Console;

namespace Nabla.Cli.Tests;

public sealed class DisplayTests
{
    [Theory]
    [InlineData(30, "   3/10 =====-----  0:12 left")]
    [InlineData(60, "   3/10 =======-------  loss 1.2345  best 40.0 %  0:12 left")]
    [InlineData(80, "   3/10 ========--------  loss 1.2345  best 40.0 %  18,204 samples/s  0:12 left")]
    [InlineData(140, "   3/10 ====================--------------------  loss 1.2345  best 40.0 %  18,204 samples/s  0:12 left")]
    public void The_bar_takes_the_room_there_is(int width, string expected)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = false;

        console.Write(new ProgressBar("3/10", 0.5, "loss 1.2345", "best 40.0 %", "18,204 samples/s", "0:12 left"));

        string line = writer.ToString().TrimEnd('\r', '\n');
        Assert.Equal(expected, line);
        Assert.True(line.Length < width);
    }

    [Fact, Trait("Category", "Allocation")]
    public void Drawing_is_rare_and_steps_in_between_allocate_nothing()
    {
        using var writer = new StringWriter();
        var clock = new HandClock();
        var progress = new LiveProgress(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Out = new AnsiConsoleOutput(writer) }), clock);

        progress.Watch(() =>
        {
            progress.OnStart(1, 1000, 128_000);
            progress.OnStep(1, 2.0, 0, 64, 128);
            int drawn = writer.ToString().Length;
            int step = 1;
            Assert.Equal(0, Allocations.Of(() => progress.OnStep(++step, 2.0, 0, 64, 128)));
            Assert.Equal(drawn, writer.ToString().Length);

            clock.Now += TimeSpan.FromMilliseconds(100);
            progress.OnStep(++step, 2.0, 0, 64, 128);
            Assert.Contains("loss 2.0000", writer.ToString()[drawn..], StringComparison.Ordinal);
            return 0;
        });
    }

    [Fact]
    public void Figures_are_in_no_culture()
    {
        using (new ForeignCulture())
        {
            Assert.Equal("63.4 %", Figures.Percent(0.634));
            Assert.Equal(("1.0432", "1.23e+08"), (Figures.Loss(1.0432), Figures.Loss(123_456_789)));
            Assert.Equal("18,204", Figures.Count(18_204.4));
            Assert.Equal(("4.2 s", "1:02", "1:02:03", "1.02:00:00"), (
                Figures.Duration(TimeSpan.FromSeconds(4.2)), Figures.Duration(TimeSpan.FromSeconds(62)), Figures.Clock(new(1, 2, 3)), Figures.Clock(TimeSpan.FromHours(26))));
            Assert.Equal(("1 epoch", "0 epochs"), (Figures.Plural(1, "epoch", "epochs"), Figures.Plural(0, "epoch", "epochs")));
        }
    }

    private sealed class HandClock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
