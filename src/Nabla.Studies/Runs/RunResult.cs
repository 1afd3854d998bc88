using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using System.Text.Json;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The results of a run: <c>result.json</c>, field by field. Figures are null if no epoch was completed.</summary>
public sealed record RunResult
{
    /// <summary>The version of the file format that this version of Nabla writes; it reads this one and earlier ones.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Gets the version of the file format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Gets the name of the run.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the complete recipe.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>Gets the number of trainable parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>Gets the layers of the network.</summary>
    public IReadOnlyList<LayerResult> Layers { get; init; } = [];

    /// <summary>Gets the completed epochs.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    /// <summary>Gets the epoch of the model: the first with the best validation metric, by default the accuracy.</summary>
    public required int? BestEpoch { get; init; }

    /// <summary>Gets the best epoch's mean loss on the test set.</summary>
    public required double? TestLoss { get; init; }

    /// <summary>Gets the best epoch's accuracy on the test set; null for a regression.</summary>
    public required double? TestAccuracy { get; init; }

    /// <summary>Gets the best epoch's root mean squared error on the test set, in the units of the target; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TestRmse { get; init; }

    /// <summary>Gets the best epoch's mean absolute error on the test set, in the units of the target; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TestMae { get; init; }

    /// <summary>Gets the best epoch's coefficient of determination on the test set; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TestR2 { get; init; }

    /// <summary>Gets the best epoch's counts on the test set, [true][predicted]; null for a regression.</summary>
    [JsonConverter(typeof(OneLineRowsConverter))]
    public required long[][]? ConfusionMatrix { get; init; }

    /// <summary>Gets the best epoch's precision, recall and F-beta on the test set; null for a regression.</summary>
    public required IReadOnlyList<ClassResult>? PerClass { get; init; }

    /// <summary>Gets why the run ended.</summary>
    [JsonConverter(typeof(CamelCaseConverter<StopReason>))]
    public required StopReason StopReason { get; init; }

    /// <summary>Gets where the run diverged; absent if it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Divergence? Divergence { get; init; }

    /// <summary>Gets the time spent in optimisation steps, excluding evaluation.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>Gets the number of steps.</summary>
    public required long Steps { get; init; }

    /// <summary>Gets the training throughput, in samples per second of <see cref="TrainingSeconds"/>.</summary>
    public required double SamplesPerSecond { get; init; }

    /// <summary>Gets the fingerprint of the initial parameters: SHA-256 over their values, little-endian, in order.</summary>
    public required string InitialFingerprint { get; init; }

    /// <summary>Gets the fingerprint of the parameters after the last step.</summary>
    public required string FinalFingerprint { get; init; }

    /// <summary>Gets the fingerprint of the best epoch's parameters.</summary>
    public required string BestFingerprint { get; init; }

    /// <summary>Gets the machine, which affects times only.</summary>
    public required MachineInfo Machine { get; init; }

    /// <summary>Returns the result as indented JSON, with "\n" between the lines and at the end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunJson.Default.RunResult) + "\n";
}

/// <summary>The position at which a run diverged.</summary>
/// <param name="Step">The step whose loss was not finite, counted from 1.</param>
/// <param name="Tensor">The first tensor, in the order of computation, with a value that is not finite: "layers.0.weight", "loss".</param>
public sealed record Divergence(long Step, string Tensor);

/// <summary>The results of one epoch of a run.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="TrainLoss">The mean of the batches' losses, each before its update.</param>
/// <param name="TrainAccuracy">The accuracy on the epoch's examples, each before its batch's update; null for a regression.</param>
/// <param name="ValidationLoss">The mean loss over the validation split after the epoch.</param>
/// <param name="ValidationAccuracy">The accuracy on the validation split after the epoch; null for a regression.</param>
/// <param name="Seconds">The time spent in its steps, excluding evaluation.</param>
public sealed record EpochResult(
    int Epoch, double TrainLoss, double? TrainAccuracy, double ValidationLoss, double? ValidationAccuracy, double Seconds)
{
    /// <summary>Gets the root mean squared error over the validation split after the epoch, in the units of the target; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationRmse { get; init; }

    /// <summary>Gets the mean absolute error over the validation split after the epoch, in the units of the target; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationMae { get; init; }

    /// <summary>Gets the coefficient of determination over the validation split after the epoch; regression only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ValidationR2 { get; init; }

    /// <summary>Gets the mean penalty of the steps, which the loss does not include.</summary>
    public double Penalty { get; init; }

    /// <summary>Gets the learning rate of the epoch's last step.</summary>
    public double LearningRate { get; init; }

    /// <summary>Creates a result from the trainer's record.</summary>
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
/// <param name="Layer">The position: "layers.0".</param>
/// <param name="Kind">The kind of layer: "Linear".</param>
/// <param name="Inputs">The number of input features.</param>
/// <param name="Outputs">The number of output features.</param>
/// <param name="Parameters">The number of trainable parameters.</param>
public sealed record LayerResult(string Layer, string Kind, int Inputs, int Outputs, long Parameters)
{
    /// <summary>Returns all layers of a network, a residual block as one.</summary>
    public static IReadOnlyList<LayerResult> All(Network network) =>
    [
        .. network.Layers.Select((layer, i) => new LayerResult(
            string.Create(CultureInfo.InvariantCulture, $"layers.{i}"), layer.Kind, layer.Inputs, layer.Outputs, layer.Parameters.Sum(parameter => (long)parameter.Count))),
    ];
}

/// <summary>The machine and software of a run.</summary>
/// <param name="Threads">The number of threads.</param>
/// <param name="VectorWidth">The number of floats that the kernels process at once.</param>
/// <param name="Nabla">The library's version.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="System">The operating system and processor architecture.</param>
public sealed record MachineInfo(int Threads, int VectorWidth, string Nabla, string Runtime, string System)
{
    /// <summary>Gets the version of the library in this process.</summary>
    public static string LibraryVersion =>
        typeof(Network).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Returns this machine, as used by a processor.</summary>
    internal static MachineInfo Of(Processor processor) => new(
        processor.Threads,
        processor.VectorLanes,
        LibraryVersion,
        RuntimeInformation.FrameworkDescription,
        $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}");
}
