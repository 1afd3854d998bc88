using System.Globalization;

namespace Nabla.Networks;

/// <summary>Converts the values of a data reader to the texts of a table.</summary>
internal static class DataReaderText
{
    /// <summary>Returns whether values of a type are numbers.</summary>
    public static bool IsNumber(Type type) => !type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;

    /// <summary>Returns the text of a value: culture-invariant for a number, unchanged for a text, empty if it is missing.</summary>
    /// <param name="value">The value, or null.</param>
    public static string Of(object? value) => value switch
    {
        null or DBNull or double.NaN or float.NaN => "",
        string text => text,
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
