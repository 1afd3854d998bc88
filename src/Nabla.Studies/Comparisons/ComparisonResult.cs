using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>The results of engines for one recipe, with the same initial weights and batches: the contents of <c>compare.json</c>.</summary>
public sealed record ComparisonResult
{
    /// <summary>Gets the recipe, whose engine is ignored.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>Gets the number of steps compared.</summary>
    public required int Steps { get; init; }

    /// <summary>Gets the engines: analytic, autograd and, if PyTorch is available, pytorch in double and pytorchSingle in single precision.</summary>
    public required IReadOnlyList<EngineResult> Engines { get; init; }

    /// <summary>Gets the differences between any two of them, the later one against the earlier.</summary>
    public required IReadOnlyList<EngineDifference> Differences { get; init; }

    /// <summary>Gets why PyTorch is not among them, as a sentence; null if it is.</summary>
    public required string? WithoutPyTorch { get; init; }

    /// <summary>Returns the result as indented JSON, with "\n" between the lines and at the end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ComparisonJson.Default.ComparisonResult) + "\n";
}

/// <summary>The results of one engine.</summary>
/// <param name="Engine">The name.</param>
/// <param name="Losses">The loss of each step, before its update, up to a divergence. In <c>compare.csv</c>.</param>
/// <param name="FirstLoss">The first loss; null if there is none.</param>
/// <param name="LastLoss">The last loss; null if there is none.</param>
/// <param name="TestAccuracy">The test accuracy after the last step; null if the engine diverged.</param>
/// <param name="Seconds">The time spent in steps.</param>
public sealed record EngineResult(string Engine, [property: JsonIgnore] IReadOnlyList<double> Losses, double? FirstLoss, double? LastLoss, double? TestAccuracy, double Seconds);

/// <summary>The differences between two engines.</summary>
/// <param name="Engine">One engine.</param>
/// <param name="Against">The other engine.</param>
/// <param name="Loss">The largest difference between their losses in one step.</param>
/// <param name="Step">That step; 0 if they have none in common.</param>
/// <param name="Gradient">The largest relative difference of a parameter's gradient at the first step.</param>
/// <param name="Gradients">This difference for every parameter.</param>
public sealed record EngineDifference(string Engine, string Against, double Loss, int Step, double Gradient, IReadOnlyList<GradientDifference> Gradients);

/// <summary>The difference between two gradients of one parameter.</summary>
/// <param name="Parameter">The name of the parameter.</param>
/// <param name="Relative">
/// ‖a − b‖ / ‖b‖. If b consists of rounding errors only, below a millionth of the whole gradient (that of a bias before a normalisation is 0), the
/// norm of the whole gradient replaces ‖b‖.
/// </param>
public sealed record GradientDifference(string Parameter, double Relative);
