using Nabla.Networks;

namespace Nabla.Tests;

/// <summary>Every wrong option has its sentence, and all of them are said at once.</summary>
public sealed class PredictorOptionsTests
{
    [Fact]
    public void The_defaults_are_right()
    {
        Assert.Empty(new ClassifierOptions().Validate());
        Assert.Empty(new RegressorOptions().Validate());
    }

    public static TheoryData<PredictorOptions, string> Wrong() => new()
    {
        { new ClassifierOptions { Hidden = [8, 0] }, "Hidden is [8, 0]; each layer must have at least 1 unit." },
        { new ClassifierOptions { Hidden = null! }, "Hidden is null; give it a value." },
        { new ClassifierOptions { Method = null! }, "Method is null; give it a value." },
        { new ClassifierOptions { Schedule = null! }, "Schedule is null; give it a value." },
        { new ClassifierOptions { ClassWeights = null! }, "ClassWeights is null; give it a value." },
        { new ClassifierOptions { Dropout = 1 }, "Dropout is 1; it must be at least 0 and below 1." },
        { new ClassifierOptions { Dropout = double.NaN }, "Dropout is NaN; it must be at least 0 and below 1." },
        { new ClassifierOptions { Epochs = 0 }, "Epochs is 0; it must be at least 1." },
        { new ClassifierOptions { BatchSize = 0 }, "BatchSize is 0; it must be at least 1, or null." },
        { new ClassifierOptions { ValidationFraction = 1 }, "ValidationFraction is 1; it must be at least 0 and below 1." },
        { new ClassifierOptions { ValidationFraction = -0.5 }, "ValidationFraction is -0.5; it must be at least 0 and below 1." },
        { new ClassifierOptions { Threads = 0 }, "Threads is 0; it must be at least 1, or null." },
        { new ClassifierOptions { L1 = -1 }, "L1 is -1; it must be a finite number, at least 0." },
        { new ClassifierOptions { L2 = double.PositiveInfinity }, "L2 is Infinity; it must be a finite number, at least 0." },
        { new ClassifierOptions { MaxGradientNorm = 0 }, "MaxGradientNorm is 0; it must be a finite number above 0, or null." },
        { new ClassifierOptions { LabelSmoothing = 1.5f }, "LabelSmoothing is 1.5; it must be from 0 to 1." },
        { new ClassifierOptions { ClassWeights = new Dictionary<string, double>(StringComparer.Ordinal) { ["a"] = -1 } }, "The weight of class \"a\" is -1; it must be a number from 0 to 3.4e38." },
        { new ClassifierOptions { ClassWeights = new Dictionary<string, double>(StringComparer.Ordinal) { ["a"] = 1e300 } }, "The weight of class \"a\" is 1E+300; it must be a number from 0 to 3.4e38." },
        { new RegressorOptions { Loss = new SoftmaxCrossEntropy() }, "Loss is SoftmaxCrossEntropy, which is one of classes; use MeanSquaredError, MeanAbsoluteError or Huber." },
        { new RegressorOptions { Loss = new BinaryCrossEntropy() }, "Loss is BinaryCrossEntropy, which is one of classes; use MeanSquaredError, MeanAbsoluteError or Huber." },
        { new RegressorOptions { Loss = null! }, "Loss is null; use MeanSquaredError, MeanAbsoluteError or Huber." },
        { new RegressorOptions { Epochs = -1 }, "Epochs is -1; it must be at least 1." },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_wrong_option_has_its_sentence(PredictorOptions options, string sentence)
    {
        using var culture = new Testing.ForeignCulture();
        Assert.Equal([sentence], options.Validate());
    }

    [Fact]
    public void Every_error_is_said() => Assert.Equal(3, new ClassifierOptions { Epochs = 0, Dropout = -1, LabelSmoothing = -1 }.Validate().Count);
}
