using Nabla.Networks;

namespace Nabla;

/// <summary>Determines whether a model can replace another: its callers send the same features and expect the same outputs.</summary>
internal static class ModelDifference
{
    /// <summary>Describes the difference; null if the model fits.</summary>
    public static string? Describe(Model current, Model next)
    {
        if (!current.Task.IsSameAs(next.Task))
            return $"The model predicts {Outputs(next.Task)}; the one in use predicts {Outputs(current.Task)}.";
        if (current.Input.Features != next.Input.Features)
            return $"The model takes {next.Input.Features} features; the one in use takes {current.Input.Features}.";
        var (before, after) = (Features(current.Input), Features(next.Input));
        int at = before.Count == after.Count ? Enumerable.Range(0, before.Count).FirstOrDefault(i => before[i] != after[i], -1) : -1;
        if (at >= 0)
            return $"Feature {at + 1} of the model is {after[at]}; that of the one in use is {before[at]}.";
        return current.Input.Image == next.Input.Image ? null : "The model takes images of another shape than the one in use.";
    }

    /// <summary>Returns the names and kinds of the features. Arrays may have no names, which fit any names.</summary>
    private static IReadOnlyList<string> Features(InputSchema schema) => schema.Columns.Count == 0
        ? [.. schema.FeatureNames.Select(name => $"\"{name}\"")]
        : [.. schema.Columns.Where(column => column.Kind != ColumnKind.Ignored).Select(column => $"\"{column.Name}\", {(column.Kind == ColumnKind.Numeric ? "numeric" : "categorical")}")];

    private static string Outputs(LearningTask task) => $"{(task.IsClassification ? "the classes" : "the values")} {string.Join(", ", task.Names.Take(5))}{(task.Names.Count > 5 ? ", …" : "")}";
}
