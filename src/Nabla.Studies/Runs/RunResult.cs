using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using System.Text.Json;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>What a run found: <c>result.json</c>, field by field. Figures of a network that no epoch finished are null.</summary>
public sealed record RunResult
{
    /// <summary>The version of the file's format that this version of Nabla writes; it reads this one and earlier ones.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The version of the file's format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>What the run is called.</summary>
    public required string Name { get; init; }

    /// <summary>The recipe as it was run.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>How many numbers were trained.</summary>
    public required long Parameters { get; init; }

    /// <summary>The network, layer by layer.</summary>
    public IReadOnlyList<LayerResult> Layers { get; init; } = [];

    /// <summary>The epochs that ended.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    /// <summary>The epoch that the model is from: the first with the best validation figure, accuracy unless the recipe says loss.</summary>
    public required int? BestEpoch { get; init; }

    /// <summary>The best epoch's mean loss on the test split.</summary>
    public required double? TestLoss { get; init; }

    /// <summary>The best epoch's accuracy on the test split; null for a regression.</summary>
    public required double? TestAccuracy { get; init; }

    /// <summary>The root of the mean squared error of the best epoch on the test split, in the units of the target; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TestRmse { get; init; }

    /// <summary>The mean absolute error of the best epoch on the test split, in the units of the target; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TestMae { get; init; }

    /// <summary>The coefficient of determination of the best epoch on the test split; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TestR2 { get; init; }

    /// <summary>The best epoch's counts on the test split, [true][predicted]; null for a regression.</summary>
    [JsonConverter(typeof(OneLineRowsConverter))]
    public required long[][]? ConfusionMatrix { get; init; }

    /// <summary>The best epoch's precision, recall and F-beta on the test split; null for a regression.</summary>
    public required IReadOnlyList<ClassResult>? PerClass { get; init; }

    /// <summary>Why the run ended.</summary>
    [JsonConverter(typeof(CamelCaseConverter<StopReason>))]
    public required StopReason StopReason { get; init; }

    /// <summary>Where the run diverged; absent when it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Divergence? Divergence { get; init; }

    /// <summary>Time spent in optimisation steps, evaluation left out.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>Steps done.</summary>
    public required long Steps { get; init; }

    /// <summary>Examples learnt from in a second of <see cref="TrainingSeconds"/>.</summary>
    public required double SamplesPerSecond { get; init; }

    /// <summary>The parameters before the first step: SHA-256 over their values, little-endian, in order.</summary>
    public required string InitialFingerprint { get; init; }

    /// <summary>The parameters after the last step.</summary>
    public required string FinalFingerprint { get; init; }

    /// <summary>The parameters of the best epoch.</summary>
    public required string BestFingerprint { get; init; }

    /// <summary>What it ran on; changes times, never another number.</summary>
    public required MachineInfo Machine { get; init; }

    /// <summary>The result as indented JSON, "\n" between the lines and at the end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunJson.Default.RunResult) + "\n";
}

/// <summary>Where a run diverged.</summary>
/// <param name="Step">The step whose loss was not finite, counted from 1.</param>
/// <param name="Tensor">The first tensor, in the order of computation, with a value that is not finite: "layers.0.weight", "loss".</param>
public sealed record Divergence(long Step, string Tensor);

/// <summary>One epoch of a run.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="TrainLoss">The mean of the batches' losses, each before its update.</param>
/// <param name="TrainAccuracy">The share of the epoch's examples that were right, each before its batch's update; null for a regression.</param>
/// <param name="ValidationLoss">The mean loss over the validation split after the epoch.</param>
/// <param name="ValidationAccuracy">The share of the validation split that was right after the epoch; null for a regression.</param>
/// <param name="Seconds">Time spent in its steps, evaluation left out.</param>
public sealed record EpochResult(
    int Epoch, double TrainLoss, double? TrainAccuracy, double ValidationLoss, double? ValidationAccuracy, double Seconds)
{
    /// <summary>The root of the mean squared error over the validation split after the epoch, in the units of the target; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationRmse { get; init; }

    /// <summary>The mean absolute error over the validation split after the epoch, in the units of the target; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationMae { get; init; }

    /// <summary>The coefficient of determination over the validation split after the epoch; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationR2 { get; init; }

    /// <summary>The mean of the steps' penalties, which the loss does not hold.</summary>
    public double Penalty { get; init; }

    /// <summary>The learning rate of the epoch's last step.</summary>
    public double LearningRate { get; init; }

    /// <summary>From the trainer's record.</summary>
    public static EpochResult From(EpochRecord record) =>
        new(record.Epoch, record.TrainLoss, record.TrainAccuracy, record.ValidationLoss!.Value, record.ValidationAccuracy, record.TrainingTime.TotalSeconds)
        {
            Penalty = record.Penalty,
            LearningRate = record.LearningRate,
            ValidationRmse = Figure.Finite(record.ValidationRmse),
            ValidationMae = Figure.Finite(record.ValidationMae),
            ValidationR2 = Figure.Finite(record.ValidationR2),
        };
}

/// <summary>One layer of a run's network.</summary>
/// <param name="Layer">Where it stands: "layers.0".</param>
/// <param name="Kind">What it is: "Linear".</param>
/// <param name="Inputs">Features that come in.</param>
/// <param name="Outputs">Features that go out.</param>
/// <param name="Parameters">How many numbers of it are trained.</param>
public sealed record LayerResult(string Layer, string Kind, int Inputs, int Outputs, long Parameters)
{
    /// <summary>All layers of a network, a residual block as one.</summary>
    public static IReadOnlyList<LayerResult> All(Network network) =>
    [
        .. network.Layers.Select((layer, i) => new LayerResult(
            string.Create(CultureInfo.InvariantCulture, $"layers.{i}"), layer.Kind, layer.Inputs, layer.Outputs, layer.Parameters.Sum(parameter => (long)parameter.Count))),
    ];
}

/// <summary>What a run ran on.</summary>
/// <param name="Threads">Threads that shared the work.</param>
/// <param name="VectorWidth">Floats that the kernels worked on at once.</param>
/// <param name="Nabla">The library's version.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="System">The operating system and processor architecture.</param>
public sealed record MachineInfo(int Threads, int VectorWidth, string Nabla, string Runtime, string System)
{
    /// <summary>The version of the library in this process.</summary>
    public static string LibraryVersion =>
        typeof(Network).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>This machine, as a processor uses it.</summary>
    internal static MachineInfo Of(Processor processor) => new(
        processor.Threads,
        processor.VectorLanes,
        LibraryVersion,
        RuntimeInformation.FrameworkDescription,
        $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}");
}
