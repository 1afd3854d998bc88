using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>What engines did with one recipe from the same start on the same batches: what is in <c>compare.json</c>.</summary>
public sealed record ComparisonResult
{
    /// <summary>The recipe; its engine says nothing here.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>Steps that were compared.</summary>
    public required int Steps { get; init; }

    /// <summary>The engines: analytic, autograd and, where PyTorch could be asked, pytorch in double and pytorchSingle in single precision.</summary>
    public required IReadOnlyList<EngineResult> Engines { get; init; }

    /// <summary>How far any two of them are apart; the later one against the earlier.</summary>
    public required IReadOnlyList<EngineDifference> Differences { get; init; }

    /// <summary>Why PyTorch is not among them, as a sentence; null when it is.</summary>
    public required string? WithoutPyTorch { get; init; }

    /// <summary>As indented JSON, "\n" between the lines and at the end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ComparisonJson.Default.ComparisonResult) + "\n";
}

/// <summary>What one engine did.</summary>
/// <param name="Engine">Its name.</param>
/// <param name="Losses">The loss of each step, before its update; it ends where the engine diverged. In <c>compare.csv</c>.</param>
/// <param name="FirstLoss">The first of them; null if there is none.</param>
/// <param name="LastLoss">The last of them; null if there is none.</param>
/// <param name="TestAccuracy">The share of the test images that are right after the last step; null where it diverged.</param>
/// <param name="Seconds">Time in steps.</param>
public sealed record EngineResult(string Engine, [property: JsonIgnore] IReadOnlyList<double> Losses, double? FirstLoss, double? LastLoss, double? TestAccuracy, double Seconds);

/// <summary>How far two engines are apart.</summary>
/// <param name="Engine">One of them.</param>
/// <param name="Against">The other.</param>
/// <param name="Loss">The largest difference of their losses in one step.</param>
/// <param name="Step">That step; 0 if they have none in common.</param>
/// <param name="Gradient">The largest relative difference of a parameter's gradient at the first step.</param>
/// <param name="Gradients">Of every parameter that difference.</param>
public sealed record EngineDifference(string Engine, string Against, double Loss, int Step, double Gradient, IReadOnlyList<GradientDifference> Gradients);

/// <summary>How far two gradients of one parameter are apart.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Relative">
/// ‖a − b‖ / ‖b‖. Where b is nothing but rounding, below a millionth of the whole gradient (that of a bias before a normalisation is 0), the
/// whole gradient's norm takes the place of ‖b‖.
/// </param>
public sealed record GradientDifference(string Parameter, double Relative);
