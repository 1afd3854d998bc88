using System.Globalization;
using Nabla;
using Nabla.Networks;

namespace Samples;

/// <summary>The example of the optimizers' page: computed here, and found with the same digits there.</summary>
public sealed class OptimizerPageTests
{
    private static readonly Document Page = Document.Read(Path.Combine("docs", "optimizers.md"));

    [Fact]
    public void Three_steps_of_every_rule()
    {
        Shows("`Sgd`", Steps(new Sgd(0.1f)), "F6");
        Shows("`Sgd`, momentum 0.9", Steps(new Sgd(0.1f, 0.9f)), "F6");
        Shows("`Sgd`, momentum 0.9, Nesterov", Steps(new Sgd(0.1f, 0.9f, nesterov: true)), "F6");
        Shows("`Adam`", Steps(new Adam(0.1f)), "F6");
        Shows("`Adam`, weight decay 0.1 (AdamW)", Steps(new Adam(0.1f, weightDecay: 0.1)), "F6");
        Shows("`RmsProp`", Steps(new RmsProp(0.1f)), "F6");
        Shows("`RmsProp`, momentum 0.9", Steps(new RmsProp(0.1f, momentum: 0.9f)), "F6");
    }

    [Fact]
    public void Five_rates_of_every_schedule()
    {
        Shows("`Constant`", Rates(LearningRateSchedule.Constant), "F7");
        Shows("`Step`, every 3 epochs", Rates(LearningRateSchedule.Step(every: 3)), "F7");
        Shows("`Cosine`", Rates(LearningRateSchedule.Cosine()), "F7");
        Shows("`OneCycle`", Rates(LearningRateSchedule.OneCycle()), "F7");
        Shows("`WarmUp` of 10 steps, then cosine", Rates(LearningRateSchedule.WarmUp(10, LearningRateSchedule.Cosine())), "F7");
    }

    private static IEnumerable<double> Steps(Optimizer optimizer)
    {
        using var processor = new Processor(threads: 1);
        var network = new Network(new Linear(1, 1));
        var weight = network.Parameters.All[0];
        var state = optimizer.CreateState(network.Parameters);
        weight.Value[0, 0] = 2;
        foreach (float gradient in new[] { 1, 1, -0.5f })
        {
            weight.Gradient[0, 0] = gradient;
            optimizer.Step(processor, network.Parameters, state, optimizer.LearningRate);
            yield return weight.Value[0, 0];
        }
    }

    private static IEnumerable<double> Rates(LearningRateSchedule schedule) =>
        new[] { 1, 5, 30, 50, 100 }.Select(step => schedule.Rate(0.1, step, steps: 10 * 10, Epochs((step - 1) / 10)));

    private static EpochRecord[] Epochs(int count) =>
        [.. Enumerable.Range(1, count).Select(epoch => new EpochRecord(epoch, 10 * epoch, 1, null, null, null, TimeSpan.Zero))];

    private static void Shows(string name, IEnumerable<double> numbers, string format)
    {
        string row = $"| {name} | {string.Join(" | ", numbers.Select(number => number.ToString(format, CultureInfo.InvariantCulture)))} |";
        Assert.True(Page.Text.Contains(row, StringComparison.Ordinal), $"{Page.Path} does not show: {row}");
    }
}
