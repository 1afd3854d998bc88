using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Nabla.Networks;

/// <summary>Throws if a feature is not finite; the message says which.</summary>
internal static class FiniteFeatures
{
    private const int Exponent = 0x7F80_0000;       // all ones only in infinities and NaN

    /// <exception cref="ArgumentException">A feature is not finite.</exception>
    public static void Require(ReadOnlyMatrixView x)
    {
        for (int row = 0; row < x.Rows; row++)
        {
            if (!AreFinite(x.Row(row)))
                Throw(x, row);
        }
    }

    private static bool AreFinite(ReadOnlySpan<float> features)
    {
        var bits = MemoryMarshal.Cast<float, int>(features);
        var exponent = new Vector<int>(Exponent);
        int i = 0;
        for (; i <= bits.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            if (Vector.EqualsAny(new Vector<int>(bits[i..]) & exponent, exponent))
                return false;
        }

        for (; i < bits.Length; i++)
        {
            if ((bits[i] & Exponent) == Exponent)
                return false;
        }

        return true;
    }

    private static void Throw(ReadOnlyMatrixView x, int row)
    {
        var features = x.Row(row);
        int i = 0;
        while (float.IsFinite(features[i]))
            i++;
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"Row {row}, feature {i} is {features[i]}; expected a finite number: replace missing values before prediction."), nameof(x));
    }
}
