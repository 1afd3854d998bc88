using System.Globalization;
using Nabla.Testing;

namespace Nabla.Fuzz;

/// <summary>Arrays of NumPy with odd headers: types, orders, shapes and lengths that do not fit.</summary>
public static class NpyCases
{
    private static readonly string[] Types =
        ["<f4", ">f4", "<f8", ">f8", "<f2", "|i1", "|u1", "|b1", "<i2", ">i4", "<i8", ">u8", "<u4", "=f4", "|O", "<U3", "<M8[ns]", "<c8", "f4", "", "|f4", "<f16", "<b1", "|V4", "'", "\0"];

    /// <summary>The good files: features and targets of a classification.</summary>
    public static byte[] Features { get; } = NpyBytes.Floats([6, 4], [.. Enumerable.Range(0, 24).Select(i => i * 0.5f)]);

    /// <summary>The labels.</summary>
    public static byte[] Labels { get; } = NpyBytes.Integers(0, 1, 2, 0, 1, 2);

    /// <summary>An array with a drawn header.</summary>
    public static byte[] Draw(Draws draws)
    {
        string type = draws.OneIn(3) ? draws.Of(Types) : draws.Of(Types[..13]);
        int size = type.Length == 3 && char.IsAsciiDigit(type[2]) ? type[2] - '0' : 1;
        long[] shape = draws.Below(6) switch
        {
            0 => [6],
            1 => [6, draws.Below(6)],
            2 => [6, 1 + draws.Below(3), 1 + draws.Below(3)],
            3 => [draws.Length(6), draws.Length(4)],
            4 => [.. Enumerable.Range(0, draws.Below(70)).Select(_ => draws.OneIn(4) ? 0L : 1)],
            _ => [draws.Length(), draws.Length(), draws.Length()],
        };
        Int128 length = shape.Aggregate((Int128)size, (product, axis) => Int128.Min(product * axis, 1 << 20));
        int stated = length >= 0 && length < 5000 && !draws.OneIn(8) ? (int)length : draws.Below(5000);
        byte[] elements = draws.OneIn(2) ? new byte[stated] : draws.Bytes(stated);
        string lengths = string.Join(draws.Of(", ", ",", " , ", ", \n"), shape.Select(axis => axis.ToString(CultureInfo.InvariantCulture) + (draws.OneIn(20) ? draws.Of("L", "e9", ".0", "9999999999") : "")));
        string order = draws.OneIn(20) ? draws.Of("true", "0", "None", "Tru", "\"True\"") : draws.Of("False", "False", "True");
        string[] fields = [$"'descr': '{type}'", $"'fortran_order': {order}", $"'shape': ({lengths}{(draws.OneIn(2) || shape.Length == 1 ? "," : "")})"];
        if (draws.OneIn(10))
            fields = [.. fields, draws.Of("'descr': '<f4'", "'extra': 1", "", "'shape': ()", new string('(', 10_000))];
        if (draws.OneIn(10))
            Array.Reverse(fields);
        return NpyBytes.Write($"{{{string.Join(", ", fields)}{(draws.OneIn(2) ? ", " : "")}{(draws.OneIn(20) ? "" : "}")}", elements, 1 + draws.Below(3));
    }
}
