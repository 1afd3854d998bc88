namespace Nabla.Cli.Display;

/// <summary>The metrics of predicted values, with their names.</summary>
internal static class RegressionFacts
{
    /// <summary>RMSE and MAE in the units of the target, and R².</summary>
    /// <param name="rmse">The root of the mean squared error; null where it is not a finite number, as the others.</param>
    /// <param name="mae">The mean absolute error.</param>
    /// <param name="r2">The coefficient of determination.</param>
    /// <param name="prefix">What stands before each name: "test ". Default nothing.</param>
    public static (string Name, string Value)[] Of(double? rmse, double? mae, double? r2, string prefix = "") =>
    [
        ($"{prefix}RMSE", rmse is { } first ? Figures.Rounded(first) : "not a finite number"),
        ($"{prefix}MAE", mae is { } second ? Figures.Rounded(second) : "not a finite number"),
        ($"{prefix}R²", r2 is { } third ? Figures.Share(third) : "not defined"),
    ];
}
