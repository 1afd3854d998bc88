using System.Globalization;
using System.Text;

namespace Nabla.Testing;

/// <summary>Small tables as CSV text, the same every time.</summary>
public static class SmallTables
{
    /// <summary>Points of two classes beside a line, with a categorical column, some missing values and an identifier.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="first">The number of the first row: other rows of the same kind.</param>
    public static string Classes(int rows = 120, int first = 0)
    {
        var text = new StringBuilder("id,x,y,colour,side\n");
        for (int i = first; i < first + rows; i++)
        {
            double x = Number(i, 1), y = Number(i, 2);
            string colour = x > 0 ? (i % 3 == 0 ? "red" : "green") : (i % 5 == 0 ? "" : "blue");
            text.Append(CultureInfo.InvariantCulture, $"row{i},{x:R},{(i % 11 == 7 ? "NA" : y.ToString("R", CultureInfo.InvariantCulture))},{colour},{(x + y > 0.1 ? "above" : "below")}\n");
        }

        return text.ToString();
    }

    /// <summary>A value that is linear in two numbers and a category.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="first">The number of the first row: other rows of the same kind.</param>
    public static string Values(int rows = 120, int first = 0)
    {
        var text = new StringBuilder("width,height,kind,price\n");
        for (int i = first; i < first + rows; i++)
        {
            double width = Number(i, 3), height = Number(i, 4);
            text.Append(CultureInfo.InvariantCulture, $"{width:R},{height:R},{(i % 2 == 0 ? "flat" : "house")},{Math.Round(100_000 + (20_000 * width) - (5_000 * height) + (i % 2 * 30_000), 2):R}\n");
        }

        return text.ToString();
    }

    /// <summary>A number from −1 to 1 that depends on the row and the column alone.</summary>
    private static double Number(int row, int column) => Math.Round((((row * 7919) + (column * 104_729) + (row * row * column)) % 2001 / 1000.0) - 1, 3);
}
