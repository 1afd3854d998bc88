namespace Nabla.Cli.Display;

/// <summary>Formats the metrics of predicted values, with their names.</summary>
internal static class RegressionFacts
{
    /// <summary>Returns RMSE and MAE in the units of the target, and R².</summary>
    /// <param name="rmse">The root mean squared error; null if it is not finite, as are the others.</param>
    /// <param name="mae">The mean absolute error.</param>
    /// <param name="r2">The coefficient of determination.</param>
    /// <param name="prefix">The prefix of each name: "test ". Default empty.</param>
    public static (string Name, string Value)[] Of(double? rmse, double? mae, double? r2, string prefix = "") =>
    [
        ($"{prefix}RMSE", rmse is { } first ? Figures.Rounded(first) : "not a finite number"),
        ($"{prefix}MAE", mae is { } second ? Figures.Rounded(second) : "not a finite number"),
        ($"{prefix}R²", r2 is { } third ? Figures.Share(third) : "not defined"),
    ];
}
