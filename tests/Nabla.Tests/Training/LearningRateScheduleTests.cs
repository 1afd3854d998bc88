using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Training;

public sealed class LearningRateScheduleTests
{
    private const int StepsPerEpoch = 10, Epochs = 20;

    private static readonly List<double> Losses = [1, 0.9, 0.95, 0.91, 0.92, 0.9, 0.93, 0.8, 0.85];

    private static readonly LearningRateSchedule[] All =
    [
        LearningRateSchedule.Constant, LearningRateSchedule.Step(every: 4), LearningRateSchedule.Cosine(), LearningRateSchedule.OneCycle(),
        LearningRateSchedule.WarmUp(15, LearningRateSchedule.Cosine(0.001)), LearningRateSchedule.ReduceOnPlateau(patience: 2), LearningRateSchedule.ReduceOnPlateau(byAccuracy: true),
    ];

    [Fact]
    public void Every_schedule_is_tested_here() => Assert.Equal(
        typeof(LearningRateSchedule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LearningRateSchedule))).Select(type => type.Name).Order(StringComparer.Ordinal),
        All.Select(schedule => schedule.GetType().Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void Constant_is_constant() => Assert.All(Rates(LearningRateSchedule.Constant), rate => Assert.Equal(0.1, rate));

    [Fact]
    public void Steps_fall_between_epochs()
    {
        double[] rates = Rates(LearningRateSchedule.Step(every: 4));
        Assert.All(rates, (rate, i) => Assert.Equal(Math.Pow(10, -1 - (i / 40)), rate, 1e-15));
    }

    [Fact]
    public void A_cosine_begins_at_the_rate_and_ends_near_the_least()
    {
        double[] rates = Rates(LearningRateSchedule.Cosine(minRate: 0.02));
        Assert.Equal(0.1, rates[0]);
        Assert.Equal(0.06, rates[100], 1e-15);
        Assert.InRange(rates[^1], 0.02, 0.0201);
        Assert.Equal(rates.OrderDescending(), rates);
    }

    [Fact]
    public void After_the_planned_end_a_cosine_stays_at_the_least_rate() =>
        Assert.Equal(0.02, Rate(LearningRateSchedule.Cosine(0.02), (StepsPerEpoch * Epochs) + 5));

    [Fact]
    public void One_cycle_rises_once_and_falls_once()
    {
        double[] rates = Rates(LearningRateSchedule.OneCycle());
        int top = Array.IndexOf(rates, rates.Max());
        Assert.Equal((0.1, 59), (rates[top], top));
        Assert.Equal(0.004, rates[0], 1e-16);
        Assert.Equal(0.1 / 25 / 1e4, rates[^1], 1e-18);
        Assert.Equal(rates[..top].Order(), rates[..top]);
        Assert.Equal(rates[top..].OrderDescending(), rates[top..]);
    }

    /// <summary>The rising part is shorter than a step: the cycle only falls.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void One_cycle_over_a_few_steps_stays_between_its_ends(int steps)
    {
        for (int step = 1; step <= steps; step++)
            Assert.InRange(LearningRateSchedule.OneCycle().Rate(0.1, step, steps, []), 0.1 / 25 / 1e4 * 0.999999, 0.1);
    }

    [Fact]
    public void Warming_up_multiplies_what_follows()
    {
        double[] warm = Rates(LearningRateSchedule.WarmUp(15, LearningRateSchedule.Cosine())), plain = Rates(LearningRateSchedule.Cosine());
        Assert.All(warm, (rate, i) => Assert.Equal(plain[i] * Math.Min(1, (i + 1) / 15.0), rate, 1e-16));
    }

    [Fact]
    public void Figures_that_are_not_numbers_are_not_better()
    {
        var schedule = LearningRateSchedule.ReduceOnPlateau(patience: 1, factor: 0.5);
        double[] figures = [double.NaN, double.NaN, 1, double.NaN, 0.5];
        Assert.Equal([1, 1, 0.5, 0.5, 0.5, 0.5], Enumerable.Range(0, 6).Select(n => schedule.Rate(1, n + 1, 9, SomeEpochs.Of(n, figures))));
    }

    [Fact]
    public void A_rate_below_the_least_is_not_raised_by_a_plateau() => Assert.Equal(0.001, Rate(LearningRateSchedule.ReduceOnPlateau(minRate: 0.01), 95, initial: 0.001));

    [Fact, Trait("Category", "Allocation")]
    public void A_rate_depends_on_the_position_alone_and_allocates_nothing()
    {
        foreach (var schedule in All)
        {
            double[] rates = Rates(schedule);
            foreach (int step in new[] { 150, 3, 200, 77 })
                Assert.Equal(rates[step - 1], Rate(schedule, step));

            var epochs = EpochsBefore(123);
            Assert.Equal(0, Allocations.Of(() => schedule.Rate(0.1, 123, StepsPerEpoch * Epochs, epochs)));
        }
    }

    [Fact]
    public void Settings_outside_their_range_are_refused()
    {
        Refused("The number of epochs between two steps of the learning rate is 0; it must be a finite number, at least 1.", () => LearningRateSchedule.Step(0));
        Refused("The factor of the step schedule is 1; it must be above 0 and below 1.", () => LearningRateSchedule.Step(3, 1));
        Refused("The minimum rate of the cosine schedule is -1; it must be a finite number, at least 0.", () => LearningRateSchedule.Cosine(-1));
        Refused("The rising part of the one-cycle schedule is 1; it must be above 0 and below 1.", () => LearningRateSchedule.OneCycle(1));
        Refused("The initial divisor of the one-cycle schedule is 0.5; it must be a finite number, at least 1.", () => LearningRateSchedule.OneCycle(0.3, 0.5));
        Refused("The final divisor of the one-cycle schedule is NaN; it must be a finite number, at least 1.", () => LearningRateSchedule.OneCycle(0.3, 25, double.NaN));
        Refused("The number of steps of the warm-up is 0; it must be a finite number, at least 1.", () => LearningRateSchedule.WarmUp(0, LearningRateSchedule.Constant));
        Refused("The factor of the plateau schedule is 0; it must be above 0 and below 1.", () => LearningRateSchedule.ReduceOnPlateau(factor: 0));
        Refused("The patience of the plateau schedule is -1; it must be a finite number, at least 0.", () => LearningRateSchedule.ReduceOnPlateau(patience: -1));
        Refused("The threshold of the plateau schedule is 1; it must be at least 0 and below 1.", () => LearningRateSchedule.ReduceOnPlateau(threshold: 1));
        Refused("The minimum rate of the plateau schedule is -0.1; it must be a finite number, at least 0.", () => LearningRateSchedule.ReduceOnPlateau(minRate: -0.1));
    }

    private static double[] Rates(LearningRateSchedule schedule) =>
        [.. Enumerable.Range(1, StepsPerEpoch * Epochs).Select(step => Rate(schedule, step))];

    private static double Rate(LearningRateSchedule schedule, int step, double initial = 0.1) =>
        schedule.Rate(initial, step, StepsPerEpoch * Epochs, EpochsBefore(step));

    private static IReadOnlyList<EpochRecord> EpochsBefore(int step) =>
        SomeEpochs.Of((step - 1) / StepsPerEpoch, Losses, [.. Losses.Select(loss => 1 - loss)]);

    private static void Refused(string message, Func<object> make) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal);
}
