using Nabla.Networks;
using Nabla.Testing;
using Nabla.Tests.Kernels;

namespace Nabla.Tests.Optimizers;

/// <summary>What every optimizer promises.</summary>
public sealed class OptimizerTests
{
    private const int Steps = 10;

    public static TheoryData<string> Cases => [.. OptimizerCases.All.Select(entry => entry.Name)];

    [Theory, MemberData(nameof(Cases))]
    public void Ten_steps_equal_the_definition_in_double_precision(string name)
    {
        var entry = Named(name);
        using var processor = new Processor(threads: 1);
        var (network, optimizer, state) = Begin(entry, 7, 5);
        var parameters = network.Parameters.All;
        double[][] expected = [.. parameters.Select(parameter => parameter.Value.Data.ToArray().Select(value => (double)value).ToArray())];
        var rules = parameters.Select(parameter => Enumerable.Range(0, parameter.Count).Select(_ => entry.Define(parameter.IsWeight)).ToArray()).ToArray();
        for (int step = 1; step <= Steps; step++)
        {
            SetGradients(network, step);
            optimizer.Step(processor, network.Parameters, state, optimizer.LearningRate);
            for (int p = 0; p < parameters.Count; p++)
            {
                for (int i = 0; i < expected[p].Length; i++)
                    expected[p][i] = rules[p][i](expected[p][i], parameters[p].Gradient.Data[i], step);
                Assert.True(CentralDifferences.RelativeError(parameters[p].Value.Data, expected[p]) < 1e-6, $"{parameters[p].Name}, step {step}");
            }
        }

        Assert.Equal(Steps, state.Step);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Every_width_and_number_of_threads_gives_the_bits_of_the_scalar_reference(string name)
    {
        var (expected, expectedSlots) = Run(name, new Processor(threads: 1, VectorWidth.Scalar));
        foreach (var width in Widths.All)
        {
            foreach (int threads in new[] { 1, 2, 3 })
            {
                var (actual, actualSlots) = Run(name, new Processor(threads, width));
                Assert.Null(Bits.Difference(expected, actual));
                Assert.All(expectedSlots.Zip(actualSlots), pair => Assert.Null(Bits.Difference(pair.First, pair.Second)));
            }
        }
    }

    [Theory, MemberData(nameof(Cases)), Trait("Category", "Allocation")]
    public void A_step_allocates_nothing(string name)
    {
        using var processor = new Processor(threads: 2);
        var (network, optimizer, state) = Begin(Named(name), 300, 200);
        SetGradients(network, 1);
        Assert.Equal(0, Allocations.Of(() => optimizer.Step(processor, network.Parameters, state, 0.01f)));
    }

    /// <summary>A copy of the values and the saved state are all that a checkpoint has.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void A_copy_of_the_memory_goes_on_to_the_bit(string name)
    {
        using var processor = new Processor(threads: 1);
        var (network, optimizer, state) = Begin(Named(name), 7, 5);
        var (copy, _, copyState) = Begin(Named(name), 7, 5);
        for (int step = 1; step <= 2 * Steps; step++)
        {
            if (step == Steps)
            {
                network.Parameters.Values.CopyTo(copy.Parameters.Values);
                copyState.Restore(state.Save());
            }

            SetGradients(network, step);
            optimizer.Step(processor, network.Parameters, state, 0.01f);
            if (step >= Steps)
            {
                SetGradients(copy, step);
                optimizer.Step(processor, copy.Parameters, copyState, 0.01f);
            }
        }

        Assert.Equal(network.Parameters.Fingerprint(), copy.Parameters.Fingerprint());
    }

    [Theory, MemberData(nameof(Cases))]
    public void Between_the_windows_everything_stays_0(string name)
    {
        using var processor = new Processor(threads: 1);
        var (network, optimizer, state) = Begin(Named(name), 3, 1);
        for (int step = 1; step <= 3; step++)
        {
            SetGradients(network, step);
            optimizer.Step(processor, network.Parameters, state, 0.01f);
        }

        Assert.Equal(new float[13], network.Parameters.Values.Slice(3, 13).ToArray());
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_memory_for_other_parameters_is_refused(string name)
    {
        using var processor = new Processor(threads: 1);
        var (_, optimizer, state) = Begin(Named(name), 7, 5);
        string message = Assert.Throws<ArgumentException>(() => optimizer.Step(processor, new Network(new Linear(70, 5)).Parameters, state, 0.1f)).Message;
        Assert.StartsWith(
            $"This state belongs to {optimizer.Kind} and has {optimizer.Buffers.Count} buffers of 64 elements; {optimizer.Kind} on these parameters needs {optimizer.Buffers.Count} of 368. Create it with CreateState.",
            message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_state_of_another_rule_or_of_other_parameters_is_not_restored()
    {
        var parameters = new Network(new Linear(7, 5)).Parameters;
        var adam = new Adam();
        var saved = adam.CreateState(parameters).Save();

        Assert.Null(adam.WhyNotFrom(saved, parameters));
        Refused("its state is of Adam, this run's method is Sgd", new Sgd(0.1, 0.9), saved);
        Refused("its state has no buffer in single precision \"meanSquare\"", adam, saved with { Floats = Only("mean") });
        Refused("its state has a number \"pairs\" that the method does not have", adam, saved with { Scalars = new Dictionary<string, double> { ["step"] = 1, ["pairs"] = 2 } });
        Refused("its state has no number \"step\"", adam, saved with { Scalars = new Dictionary<string, double>() });
        Refused("its number of steps is -1", adam, saved with { Scalars = new Dictionary<string, double> { ["step"] = -1 } });
        Refused("its buffer mean holds 64 elements where this network has 368", adam, saved, new Network(new Linear(70, 5)).Parameters);

        Dictionary<string, ReadOnlyMemory<float>> Only(string name) => new() { [name] = saved.Floats[name] };

        void Refused(string reason, Optimizer optimizer, TrainingState state, ParameterStore? other = null)
        {
            Assert.Equal(reason, optimizer.WhyNotFrom(state, other ?? parameters));
            var error = Assert.Throws<ArgumentException>(() => optimizer.CreateState(other ?? parameters).Restore(state));
            Assert.StartsWith($"The optimizer state cannot be restored: {reason}.", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Settings_are_doubles_that_are_rounded_where_they_meet_parameters()
    {
        Assert.Equal((0.1, 0.9), (new Sgd(0.1, 0.9).LearningRate, new Sgd(0.1, 0.9).Momentum));
        Assert.Equal(Ten(new Sgd(0.1f, 0.9f)), Ten(new Sgd(0.1, 0.9)));
        Assert.Equal(Ten(new RmsProp(0.01f, momentum: 0.9f)), Ten(new RmsProp(0.01, momentum: 0.9)));
        Assert.Equal(Ten(new Adam(0.001f)), Ten(new Adam(0.001)));
        Assert.StartsWith("The learning rate is 1E+39; ", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(1e39)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Momentum is 0.9999999999, which is 1 in single precision; it must be below 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(0.1, 0.9999999999)).Message, StringComparison.Ordinal);

        static string Ten(Optimizer optimizer)
        {
            using var processor = new Processor(threads: 1);
            var network = new Network(new Linear(7, 5));
            network.Initialize(new RandomKey(1));
            var state = optimizer.CreateState(network.Parameters);
            for (int step = 1; step <= Steps; step++)
            {
                SetGradients(network, step);
                optimizer.Step(processor, network.Parameters, state, optimizer.LearningRate);
            }

            return network.Parameters.Fingerprint();
        }
    }

    [Fact]
    public void Every_optimizer_is_in_the_table() => Assert.Equal(
        typeof(Optimizer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract).Select(type => type.Name).Order(StringComparer.Ordinal),
        OptimizerCases.All.Select(entry => entry.Create().Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static OptimizerCase Named(string name) => OptimizerCases.All.Single(entry => entry.Name == name);

    private static (Network Network, Optimizer Optimizer, OptimizerState State) Begin(OptimizerCase entry, int inputs, int outputs)
    {
        var network = new Network(new Linear(inputs, outputs));
        network.Initialize(new RandomKey(1));
        var optimizer = entry.Create();
        return (network, optimizer, optimizer.CreateState(network.Parameters));
    }

    /// <summary>Other gradients in every step, over some orders of magnitude, zeros among them.</summary>
    private static void SetGradients(Network network, int step)
    {
        foreach (var parameter in network.Parameters.All)
        {
            float[] normal = Some.Normal(2 * parameter.Count, new RandomKey(7).Fold((ulong)step).Fold((ulong)parameter.Count));
            for (int i = 0; i < parameter.Count; i++)
                parameter.Gradient.Data[i] = i % 11 == 3 ? 0 : normal[2 * i] * Elementary.Exp(3 * normal[(2 * i) + 1]);
        }
    }

    private static (float[] Values, float[][] Slots) Run(string name, Processor processor)
    {
        using var used = processor;
        var (network, optimizer, state) = Begin(Named(name), 331, 203);
        for (int step = 1; step <= 3; step++)
        {
            SetGradients(network, step);
            optimizer.Step(processor, network.Parameters, state, optimizer.LearningRate);
        }

        return (network.Parameters.Values.ToArray(), [.. Enumerable.Range(0, state.Buffers.Count).Select(i => state.Buffer(i).ToArray())]);
    }
}
