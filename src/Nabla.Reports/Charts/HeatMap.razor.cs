using Microsoft.AspNetCore.Components;

namespace Nabla.Reports.Charts;

/// <summary>A matrix of counts whose cells are coloured by their share of the row.</summary>
public sealed partial class HeatMap : ComponentBase
{
    /// <summary>The maximum number of classes: a larger matrix would not be readable.</summary>
    public const int MostClasses = 40;

    private const int Steps = 10;

    /// <summary>Gets or sets the counts, [row][column].</summary>
    [Parameter, EditorRequired]
    public long[][] Counts { get; set; } = [];

    /// <summary>Gets or sets the names of rows and columns.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Classes { get; set; } = [];

    /// <summary>Gets or sets whether the examples are rows of a table. Default false: images.</summary>
    [Parameter]
    public bool IsOfTable { get; set; }

    private const string Truth = "true";

    private const string Predicted = "predicted";

    private string Note => IsOfTable
        ? "Test rows by true class (rows) and predicted class (columns); correct predictions are on the diagonal, framed. Colours show the share of each row."
        : "Test images by true class (rows) and predicted class (columns); correct predictions are on the diagonal, framed. Colours show the share of each row.";

    /// <summary>Gets the width for the longest name, as long as the cells remain wide enough.</summary>
    private string NamesWidth => Figures.Invariant($"{Math.Clamp(0.8 + (0.66 * Classes.Max(name => name.Length)), 4, 10):F1}em");

    private string Look(int row, int column)
    {
        long total = Counts[row].Sum();
        double share = total == 0 ? 0 : (double)Counts[row][column] / total;
        // The square root spreads small shares, which are the misclassifications.
        int step = share == 0 ? 0 : Math.Clamp((int)(Math.Sqrt(share) * Steps), 1, Steps - 1);
        return Figures.Invariant($"h{step}{(row == column ? " right" : "")}");
    }
}
