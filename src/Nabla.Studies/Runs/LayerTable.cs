using System.Globalization;
using System.Text;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Reads and writes <c>layers.csv</c>: one line per layer and epoch. A figure that a layer does not have is empty.</summary>
public static class LayerTable
{
    private const string Header = "epoch,layer,kind,units,deadShare,activationNorm,gradientNorm,parameterNorm";

    private const int Columns = 8;

    /// <summary>Returns the whole table, with round-trip numbers.</summary>
    internal static string Format(IReadOnlyList<EpochRecord> epochs)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var epoch in epochs)
        {
            foreach (var layer in epoch.Layers)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{epoch.Epoch},{layer.Layer},{layer.Kind},{layer.Units},{layer.DeadShare:R},{layer.ActivationNorm:R},{layer.GradientNorm:R},{layer.ParameterNorm:R}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Reads <c>layers.csv</c>; returns no lines if the run has no such file.</summary>
    /// <exception cref="RunFormatException">The file is invalid.</exception>
    public static IReadOnlyList<LayerLine> Read(string path)
    {
        var lines = new List<LayerLine>();
        if (!File.Exists(path))
            return lines;
        foreach (var (text, number) in TableFile.Lines(path, Header))
            lines.Add(Parse(text) ?? throw TableFile.Wrong(path, number, Header));
        return lines;
    }

    private static LayerLine? Parse(string line)
    {
        string[] cells = line.Split(',');
        return cells.Length == Columns
            && int.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out int epoch)
            && int.TryParse(cells[3], NumberStyles.None, CultureInfo.InvariantCulture, out int units)
            && TryParse(cells[4], out double dead) && TryParse(cells[5], out double activation)
            && TryParse(cells[6], out double gradient) && TryParse(cells[7], out double parameter)
            ? new(epoch, cells[1], cells[2], units, dead, activation, gradient, parameter)
            : null;
    }

    /// <summary>Parses a cell; an empty one is a figure that the layer does not have.</summary>
    private static bool TryParse(string cell, out double value)
    {
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return true;
        value = double.NaN;
        return cell.Length == 0;
    }
}
