using Nabla.Cli.Display;
using Nabla.Networks;
using Nabla.Studies;
using Nabla.Testing;
using Spectre.Console;

namespace Nabla.Cli.Tests;

/// <summary>What people see of tables: predictions at any width, and the progress of a regression.</summary>
public sealed class TableDisplayTests
{
    [Theory]
    [InlineData(50, "row   prediction   probability", "width")]
    [InlineData(120, "row   prediction   probability   width   height", "nothing")]
    public void Predictions_take_the_room_there_is(int width, string head, string missing)
    {
        var network = Network.Create(2, [3], 2, seed: 1);
        var table = Table.FromColumns(
            [Column.Numeric("width", Enumerable.Range(0, 25).Select(i => i / 8.0)), Column.Numeric("height", Enumerable.Range(0, 25).Select(i => 1.0 - i))], name: "rows");
        var model = new Model(network, InputSchema.Measure(table), LearningTask.Classification("a", new string('b', 30)));
        var predictions = TablePredictions.Predict(model, table);

        string[] lines = Write(width, console => PredictionTable.Write(console, predictions, model.Input)).TrimEnd('\n').Split('\n');

        Assert.All(lines, line => Assert.True(line.TrimEnd().Length <= width, line));
        Assert.Contains(lines, line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Contains(string.Join(' ', head.Split(' ', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(missing, StringComparison.Ordinal));
        Assert.Equal("  and 5 more rows; --csv or --json prints all", lines[^1]);
    }

    [Fact]
    public void A_regression_shows_its_errors_epoch_by_epoch()
    {
        var epoch = new EpochRecord(12, 120, 0.25, null, 0.5, null, TimeSpan.FromSeconds(1)) { ValidationRmse = 1234.5678, ValidationMae = 900, ValidationR2 = 0.8125 };
        string line = EpochLine.Format(epoch, 200, 1000);
        Assert.Equal(" 12/200      0.2500      0.5000      1234.6      0.812         1,000", line);
        Assert.Equal(EpochLine.RegressionHead[1].Length, line.Length);
        using var writer = new StringWriter { NewLine = "\n" };
        var plain = new PlainProgress(writer);
        plain.OnStart(200, 10, 1000);
        plain.OnEpoch(epoch);
        Assert.Equal("epoch 12/200: training loss 0.2500; validation loss 0.5000, RMSE 1234.6, R² 0.812; 1,000 samples/s\n", writer.ToString());

        string live = Write(80, console =>
        {
            var progress = new LiveProgress(console, TimeProvider.System);
            progress.Watch(() =>
            {
                progress.OnStart(200, 10, 1000);
                progress.OnStep(1, 2.0, 0, null, 128);
                return 0;
            });
        });
        Assert.DoesNotContain("accuracy 0", live, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(52.7312345, "52.731")]
    [InlineData(0.000012345, "1.2345e-05")]
    [InlineData(123456789.0, "1.2346e+08")]
    [InlineData(-1234.5678, "-1234.6")]
    public void Errors_have_five_digits(double value, string text)
    {
        using (new ForeignCulture())
            Assert.Equal(text, Figures.Rounded(value));
    }

    private static string Write(int width, Action<IAnsiConsole> write)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        write(console);
        return writer.ToString().ReplaceLineEndings("\n");
    }
}
