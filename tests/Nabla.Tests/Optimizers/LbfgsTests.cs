using Nabla.Networks;
using Nabla.Testing;
using Nabla.Tests.Kernels;

namespace Nabla.Tests.Optimizers;

public sealed class LbfgsTests
{
    /// <summary>½ Σ cᵢ (θᵢ − tᵢ)², c from 1 to 1000.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void A_quadratic_is_minimised(int history)
    {
        var parameters = new Network(new Linear(16, 1)).Parameters;
        using var processor = new Processor(threads: 1);

        var end = Minimise(new Lbfgs(history, gradientTolerance: 1e-3, lossTolerance: 0), parameters, new FunctionObjective(parameters, Quadratic), processor, 200, out int steps);

        Assert.Equal(LbfgsOutcome.GradientConverged, end.Outcome);
        Assert.InRange(steps, 3, history == 1 ? 150 : 60);
        Assert.InRange(end.LargestDerivative, 0, 1e-3);
        for (int i = 0; i < parameters.Values.Length; i++)
            Assert.Equal(i % 5, parameters.Values[i], 1e-3f);
    }

    [Fact]
    public void Rosenbrocks_valley_is_followed_to_its_end()
    {
        var parameters = new Network(new Linear(1, 1)).Parameters;
        var (x, y) = (parameters.All[0], parameters.All[1]);
        (x.Value[0, 0], y.Value[0, 0]) = (-1.2f, 1);
        var objective = new FunctionObjective(parameters, (_, _) =>
        {
            double a = x.Value[0, 0], b = y.Value[0, 0], off = b - (a * a);
            x.Gradient[0, 0] = (float)((-400 * a * off) - (2 * (1 - a)));
            y.Gradient[0, 0] = (float)(200 * off);
            return (100 * off * off) + ((1 - a) * (1 - a));
        });
        using var processor = new Processor(threads: 1);

        var end = Minimise(new Lbfgs(gradientTolerance: 1e-4, lossTolerance: 0), parameters, objective, processor, 200, out int steps);

        Assert.Equal(LbfgsOutcome.GradientConverged, end.Outcome);
        Assert.InRange(steps, 10, 60);
        Assert.Equal(1f, x.Value[0, 0], 1e-3f);
        Assert.Equal(1f, y.Value[0, 0], 1e-3f);
    }

    [Fact]
    public void Forty_steps_beat_a_thousand_of_gradient_descent()
    {
        using var processor = new Processor(threads: 1);
        var slow = new ClassificationObjective(processor);
        var descent = new Sgd(0.5f);
        double reached = 0;
        for (int i = 0; i < 1000; i++)
        {
            reached = slow.Evaluate();
            descent.Step(processor, slow.Parameters, descent.CreateState(slow.Parameters), descent.LearningRate);
        }

        var fast = new ClassificationObjective(processor);
        var end = Minimise(new Lbfgs(), fast.Parameters, fast, processor, 40, out _);
        Assert.InRange(end.Loss, 0, reached);
        Assert.Equal(end.Loss, fast.Evaluate());
    }

    [Fact]
    public void The_loss_never_rises_by_more_than_its_rounding_and_it_ends()
    {
        using var processor = new Processor(threads: 1);
        var objective = new ClassificationObjective(processor);
        var lbfgs = new Lbfgs();
        var state = lbfgs.CreateState(objective.Parameters);
        double before = double.PositiveInfinity;
        for (int step = 1; ; step++)
        {
            var result = lbfgs.Step(processor, objective.Parameters, state, objective);
            Assert.InRange(result.Loss, 0, before * (1 + 2e-6));       // a step is at most two searches, each within 1e-6
            if (result.Outcome != LbfgsOutcome.Progress)
                break;
            before = result.Loss;
            Assert.InRange(step, 1, 5000);
        }
    }

    [Fact]
    public void Every_width_and_number_of_threads_gives_the_same_bits()
    {
        string? expected = null;
        foreach (var width in Widths.All)
        {
            foreach (int threads in new[] { 1, 2, 3 })
            {
                using var processor = new Processor(threads, width);
                var objective = new ClassificationObjective(processor);
                Minimise(new Lbfgs(), objective.Parameters, objective, processor, 15, out _);

                // So many that threads share them.
                var many = new Network(new Linear(150, 150)).Parameters;
                Minimise(new Lbfgs(history: 4), many, new FunctionObjective(many, ChainedRosenbrock), processor, 8, out _);
                string actual = objective.Parameters.Fingerprint() + many.Fingerprint();
                expected ??= actual;
                Assert.Equal(expected, actual);
            }
        }
    }

    /// <summary>Values and slots are what a checkpoint carries; the evaluations too must be the same ones.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    public void A_run_that_was_stopped_goes_on_to_the_bit(int stopped)
    {
        using var processor = new Processor(threads: 1);
        var lbfgs = new Lbfgs(history: 4);
        ClassificationObjective whole = new(processor), resumed = new(processor);
        OptimizerState state = lbfgs.CreateState(whole.Parameters), copy = lbfgs.CreateState(whole.Parameters);
        for (int step = 0; step < 30; step++)
        {
            if (step == stopped)
            {
                whole.Parameters.Values.CopyTo(resumed.Parameters.Values);
                copy.Restore(state.Save());
            }

            var result = lbfgs.Step(processor, whole.Parameters, state, whole);
            if (step >= stopped)
                Assert.Equal(result, lbfgs.Step(processor, resumed.Parameters, copy, resumed));
        }

        Assert.Equal(30, state.Step);
        Assert.Equal(whole.Parameters.Fingerprint(), resumed.Parameters.Fingerprint());
    }

    [Fact, Trait("Category", "Allocation")]
    public void A_step_allocates_nothing()
    {
        var parameters = new Network(new Linear(150, 150)).Parameters;
        var objective = new FunctionObjective(parameters, ChainedRosenbrock);
        var lbfgs = new Lbfgs(gradientTolerance: 0, lossTolerance: 0);
        var state = lbfgs.CreateState(parameters);
        using var processor = new Processor(threads: 2);
        int calls = 0, progress = 0;
        Assert.Equal(0, Allocations.Of(() =>
        {
            calls++;
            if (lbfgs.Step(processor, parameters, state, objective).Outcome == LbfgsOutcome.Progress)
                progress++;
        }));
        Assert.Equal(calls, progress);
    }

    [Fact]
    public void At_a_minimum_there_is_nothing_to_do()
    {
        var parameters = new Network(new Linear(16, 1)).Parameters;
        for (int i = 0; i < parameters.Values.Length; i++)
            parameters.Values[i] = i % 5;
        using var processor = new Processor(threads: 1);
        var lbfgs = new Lbfgs();
        Assert.Equal(
            new LbfgsStep(LbfgsOutcome.GradientConverged, 0, 0, 1),
            lbfgs.Step(processor, parameters, lbfgs.CreateState(parameters), new FunctionObjective(parameters, Quadratic)));
    }

    /// <summary>Wherever it looks, the loss is higher.</summary>
    [Fact]
    public void A_search_that_fails_puts_the_parameters_back()
    {
        using var processor = new Processor(threads: 1);
        var objective = new ClassificationObjective(processor);
        int calls = 0;
        var wrong = new FunctionObjective(objective.Parameters, (_, _) => objective.Evaluate() + (calls++ == 0 ? 0 : 1));
        string before = objective.Parameters.Fingerprint();
        var lbfgs = new Lbfgs();
        var result = lbfgs.Step(processor, objective.Parameters, lbfgs.CreateState(objective.Parameters), wrong);
        Assert.Equal(LbfgsOutcome.LineSearchFailed, result.Outcome);
        Assert.Equal(before, objective.Parameters.Fingerprint());
    }

    [Theory]
    [InlineData(double.NaN, 1f)]
    [InlineData(1, float.NaN)]
    [InlineData(1, float.NegativeInfinity)]
    public void What_is_not_finite_ends_it(double loss, float derivative)
    {
        var parameters = new Network(new Linear(2, 1)).Parameters;
        using var processor = new Processor(threads: 1);
        var lbfgs = new Lbfgs();
        var state = lbfgs.CreateState(parameters);
        var objective = new FunctionObjective(parameters, (_, gradients) =>
        {
            gradients[0] = derivative;
            return loss;
        });
        Assert.Equal(LbfgsOutcome.NotFinite, lbfgs.Step(processor, parameters, state, objective).Outcome);
        Assert.Equal(0f, parameters.Values.ToArray().Max(Math.Abs));

        // It asks again, so a run that has been put right goes on.
        Assert.Equal(LbfgsOutcome.Progress, lbfgs.Step(processor, parameters, state, new FunctionObjective(parameters, Quadratic)).Outcome);
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Refused("The history is 0 pairs; it must be at least 1 and at most 100.", () => new Lbfgs(history: 0));
        Refused("The gradient tolerance is -1; it must be a finite number, at least 0.", () => new Lbfgs(gradientTolerance: -1));
        Refused("The loss tolerance is NaN; it must be a finite number, at least 0.", () => new Lbfgs(lossTolerance: double.NaN));
        Refused("There are no parameters, so there is nothing to train.", () => new Lbfgs().CreateState(new Network(new Tanh(3)).Parameters));

        using var processor = new Processor(threads: 1);
        var parameters = new Network(new Linear(2, 1)).Parameters;
        Refused(
            "This state belongs to Adam and has 2 buffers of 32 elements; Lbfgs on these parameters needs 23 of 32. Create it with CreateState.",
            () => new Lbfgs().Step(processor, parameters, new Adam().CreateState(parameters), new FunctionObjective(parameters, Quadratic)));
    }

    private static double Quadratic(ReadOnlySpan<float> values, Span<float> gradients)
    {
        double loss = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double curvature = 1 + (999 * ((i * 7) % 16) / 15.0), off = values[i] - (i % 5);
            gradients[i] = (float)(curvature * off);
            loss += curvature * off * off / 2;
        }

        return loss;
    }

    /// <summary>Takes thousands of steps in this many dimensions.</summary>
    private static double ChainedRosenbrock(ReadOnlySpan<float> values, Span<float> gradients)
    {
        gradients.Clear();
        double loss = 0;
        for (int i = 1; i < values.Length; i++)
        {
            double a = values[i - 1], off = values[i] - (a * a);
            gradients[i - 1] += (float)((-400 * a * off) - (2 * (1 - a)));
            gradients[i] += (float)(200 * off);
            loss += (100 * off * off) + ((1 - a) * (1 - a));
        }

        return loss;
    }

    private static LbfgsStep Minimise(Lbfgs lbfgs, ParameterStore parameters, IObjective objective, Processor processor, int most, out int steps)
    {
        var state = lbfgs.CreateState(parameters);
        LbfgsStep result = default;
        for (steps = 0; steps < most; steps++)
        {
            result = lbfgs.Step(processor, parameters, state, objective);
            if (result.Outcome != LbfgsOutcome.Progress)
                break;
        }

        return result;
    }

    private static void Refused(string message, Func<object> make) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(make).Message, StringComparison.Ordinal);
}
