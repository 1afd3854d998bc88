using System.Text.Json;
using Nabla.Networks;
using Nabla.Testing;
using Nabla.Tests.Training;

namespace Nabla.Tests.Optimizers;

/// <summary>Updates, rates and clipping are those of PyTorch: tests/golden/optimizers.json, made by the script beside it.</summary>
public sealed class GoldenOptimizerTests
{
    private const double Tolerance = 1e-5;

    private static readonly JsonElement Golden =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "golden", "optimizers.json"))).RootElement;

    private static readonly Dictionary<string, Optimizer> Rules = new(StringComparer.Ordinal)
    {
        ["Sgd"] = new Sgd(0.1f),
        ["Sgd momentum"] = new Sgd(0.1f, 0.9f),
        ["Sgd Nesterov"] = new Sgd(0.1f, 0.9f, nesterov: true),
        ["Adam"] = new Adam(),
        ["Adam other"] = new Adam(0.05f, 0.5, 0.9, 0.1),
        ["AdamW"] = new Adam(0.01f, weightDecay: 0.1),
        ["RmsProp"] = new RmsProp(),
        ["RmsProp momentum"] = new RmsProp(0.005f, 0.9, 1e-3, 0.8f),
    };

    private static readonly Dictionary<string, LearningRateSchedule> Schedules = new(StringComparer.Ordinal)
    {
        ["Step"] = LearningRateSchedule.Step(every: 3, factor: 0.5),
        ["Cosine"] = LearningRateSchedule.Cosine(minRate: 0.01),
        ["OneCycle"] = LearningRateSchedule.OneCycle(),
        ["WarmUp"] = LearningRateSchedule.WarmUp(8, LearningRateSchedule.Constant),
        ["WarmUp Cosine"] = LearningRateSchedule.WarmUp(8, LearningRateSchedule.Cosine()),
    };

    private static readonly Dictionary<string, LearningRateSchedule> Plateaus = new(StringComparer.Ordinal)
    {
        ["Loss"] = LearningRateSchedule.ReduceOnPlateau(patience: 2),
        ["Loss default"] = LearningRateSchedule.ReduceOnPlateau(),
        ["Accuracy"] = LearningRateSchedule.ReduceOnPlateau(byAccuracy: true, factor: 0.5, patience: 1, minRate: 0.02),
    };

    public static TheoryData<string> RuleNames => [.. Golden.GetProperty("rules").EnumerateObject().Select(rule => rule.Name)];

    public static TheoryData<string> ScheduleNames => [.. Golden.GetProperty("schedules").EnumerateObject().Select(schedule => schedule.Name)];

    public static TheoryData<string> PlateauNames => [.. Golden.GetProperty("plateaus").EnumerateObject().Select(plateau => plateau.Name)];

    [Theory, MemberData(nameof(RuleNames))]
    public void Ten_updates_are_those_of_PyTorch(string name)
    {
        var network = new Network(new Linear(Golden.GetProperty("inputs").GetInt32(), Golden.GetProperty("outputs").GetInt32()));
        var (weight, bias) = (network.Parameters.All[0], network.Parameters.All[1]);
        float[] values = Floats(Golden.GetProperty("values"));
        weight.Value.CopyFromRowMajor(values.AsSpan(0, weight.Count));
        bias.Value.CopyFromRowMajor(values.AsSpan(weight.Count));
        var optimizer = Rules[name];
        var state = optimizer.CreateState(network.Parameters);
        using var processor = new Processor(threads: 1);

        Assert.Equal(10, Golden.GetProperty("gradients").GetArrayLength());
        foreach (var (gradients, expected) in Golden.GetProperty("gradients").EnumerateArray().Zip(Golden.GetProperty("rules").GetProperty(name).EnumerateArray()))
        {
            weight.Gradient.CopyFromRowMajor(Floats(gradients).AsSpan(0, weight.Count));
            bias.Gradient.CopyFromRowMajor(Floats(gradients).AsSpan(weight.Count));
            optimizer.Step(processor, network.Parameters, state, optimizer.LearningRate);
            AssertNear(Doubles(expected), [.. weight.Value.ToRowMajor(), .. bias.Value.ToRowMajor()]);
        }
    }

    [Theory, MemberData(nameof(ScheduleNames))]
    public void Rates_are_those_of_PyTorch(string name)
    {
        int stepsPerEpoch = Golden.GetProperty("stepsPerEpoch").GetInt32(), epochs = Golden.GetProperty("epochs").GetInt32();
        double[] expected = Doubles(Golden.GetProperty("schedules").GetProperty(name));
        Assert.Equal(stepsPerEpoch * epochs, expected.Length);
        for (int step = 1; step <= expected.Length; step++)
            Assert.Equal(1, Schedules[name].Rate(0.1, step, stepsPerEpoch * epochs, SomeEpochs.Of((step - 1) / stepsPerEpoch)) / expected[step - 1], 1e-10);
    }

    [Theory, MemberData(nameof(PlateauNames))]
    public void Rates_after_plateaus_are_those_of_PyTorch(string name)
    {
        double[] expected = Doubles(Golden.GetProperty("plateaus").GetProperty(name));
        double[] losses = name == "Loss default" ? [.. Enumerable.Repeat(1.0, 25)] : Doubles(Golden.GetProperty("losses"));
        double[] accuracies = Doubles(Golden.GetProperty("accuracies"));
        for (int epoch = 0; epoch < expected.Length; epoch++)
        {
            var epochs = SomeEpochs.Of(Math.Min(epoch, losses.Length), losses, accuracies);
            Assert.Equal(1, Plateaus[name].Rate(0.1, (epoch * 7) + 1, 7 * 30, epochs) / expected[epoch], 1e-12);
        }
    }

    [Fact]
    public void Clipping_is_that_of_PyTorch()
    {
        float[] gradient = Floats(Golden.GetProperty("gradients")[0]);
        using var processor = new Processor(threads: 1);
        foreach (var clipping in Golden.GetProperty("clippings").EnumerateArray())
        {
            var parameters = new Network(new Linear(gradient.Length - 1, 1)).Parameters;
            parameters.All[0].Gradient.CopyFromRowMajor(gradient.AsSpan(0, gradient.Length - 1));
            parameters.All[1].Gradient.CopyFromRowMajor(gradient.AsSpan(gradient.Length - 1));
            double norm = new GradientClipping(clipping.GetProperty("greatestNorm").GetDouble()).Apply(processor, parameters);
            Assert.Equal(clipping.GetProperty("norm").GetDouble(), norm, 1e-12);
            AssertNear(Doubles(clipping.GetProperty("gradient")), [.. parameters.All[0].Gradient.ToRowMajor(), .. parameters.All[1].Gradient.ToRowMajor()]);
        }
    }

    /// <summary>Element by element; one that has nearly cancelled is measured against a hundredth of the largest.</summary>
    private static void AssertNear(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double floor = expected.Max(Math.Abs) / 100;
        for (int i = 0; i < expected.Length; i++)
            Assert.InRange(Math.Abs(actual[i] - expected[i]) / Math.Max(Math.Abs(expected[i]), floor), 0, Tolerance);
    }

    private static double[] Doubles(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetDouble())];

    private static float[] Floats(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetSingle())];
}
