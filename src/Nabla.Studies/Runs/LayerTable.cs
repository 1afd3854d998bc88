using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Nabla.Training;

namespace Nabla.Studies;

/// <summary><c>layers.csv</c>: one line a layer and epoch. A figure that a layer does not have is empty.</summary>
internal static class LayerTable
{
    /// <summary>Its first line.</summary>
    public const string Header = "epoch,layer,kind,units,deadShare,activationNorm,gradientNorm,parameterNorm";

    private const int Columns = 8;

    /// <summary>The whole table, numbers so that they read back to the same bits.</summary>
    public static string Format(IReadOnlyList<EpochInspection> epochs)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var (epoch, layers) in epochs)
        {
            foreach (var layer in layers)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{epoch},{layer.Layer},{layer.Kind},{layer.Units},{layer.DeadShare:R},{layer.ActivationNorm:R},{layer.GradientNorm:R},{layer.ParameterNorm:R}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Reads a line below the first; false when it is none of this table.</summary>
    public static bool TryParse(string line, out int epoch, [NotNullWhen(true)] out LayerRecord? layer)
    {
        (epoch, layer) = (0, null);
        string[] cells = line.Split(',');
        if (cells.Length != Columns
            || !int.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out epoch)
            || !int.TryParse(cells[3], NumberStyles.None, CultureInfo.InvariantCulture, out int units)
            || !TryParse(cells[4], out double? dead) || !TryParse(cells[5], out double? activation)
            || !TryParse(cells[6], out double? gradient) || !TryParse(cells[7], out double? parameter))
        {
            return false;
        }

        layer = new(cells[1], cells[2], units, dead, activation ?? double.NaN, gradient, parameter);
        return true;
    }

    private static bool TryParse(string cell, out double? value)
    {
        value = double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
        return value is not null || cell.Length == 0;
    }
}
