namespace Nabla.Theory;

/// <summary>One comparison: numbers that a claim's formula gives, and the same numbers from an oracle.</summary>
internal sealed class Finding
{
    private readonly double[] _expected;
    private readonly double[] _measured;

    private Finding(double[] expected, double[] measured, double tolerance, double scale) =>
        (_expected, _measured, Tolerance, Scale) = (expected, measured, tolerance, scale);

    /// <summary>How far two numbers may lie apart.</summary>
    public double Tolerance { get; }

    /// <summary>What a margin is a multiple of: 1, or the size of the numbers where the comparison is relative.</summary>
    public double Scale { get; }

    /// <summary>The largest distance between two numbers; infinite where one of them is not finite or has no partner.</summary>
    public double Miss => _expected.Length != _measured.Length || _expected.Length == 0
        ? double.PositiveInfinity
        : Enumerable.Range(0, _expected.Length).Max(MissAt);

    /// <summary>Whether all numbers agree.</summary>
    public bool Holds => Miss <= Tolerance;

    /// <summary>The number to show: the largest if all agree, else the one that is furthest off.</summary>
    public int Telling
    {
        get
        {
            if (_expected.Length != _measured.Length || _expected.Length == 0)
                return -1;
            bool holds = Holds;
            return Enumerable.Range(0, _expected.Length).MaxBy(i => holds ? Math.Abs(_expected[i]) : MissAt(i));
        }
    }

    /// <summary>Two numbers, an absolute distance apart at most.</summary>
    public static Finding Close(double expected, double measured, double tolerance) => new([expected], [measured], tolerance, 1);

    /// <summary>Numbers one by one, an absolute distance apart at most.</summary>
    public static Finding Close(IEnumerable<double> expected, IEnumerable<double> measured, double tolerance) =>
        new([.. expected], [.. measured], tolerance, 1);

    /// <summary>Whole arrays by the ledger's measure, max |e − m| ≤ tolerance · (max |e| + max |m|): tiny entries do not decide.</summary>
    public static Finding Relative(IEnumerable<double> expected, IEnumerable<double> measured, double tolerance)
    {
        double[] e = [.. expected], m = [.. measured];
        double scale = Math.Max(1e-8, Largest(e) + Largest(m));
        return new(e, m, tolerance * scale, scale);
    }

    /// <summary>Matrices by the ledger's measure; other shapes never agree.</summary>
    public static Finding Relative(Matrix expected, Matrix measured, double tolerance) =>
        expected.RowCount == measured.RowCount && expected.ColumnCount == measured.ColumnCount
            ? Relative(expected.ToRowMajorArray(), measured.ToRowMajorArray(), tolerance)
            : Unfit;

    /// <summary>A count, or a shape: exactly equal.</summary>
    public static Finding Equal(double expected, double measured) => new([expected], [measured], 0, 1);

    /// <summary>Counts, or shapes: exactly equal.</summary>
    public static Finding Equal(IEnumerable<double> expected, IEnumerable<double> measured) => new([.. expected], [.. measured], 0, 1);

    /// <summary>A yes or no: 1 for true.</summary>
    public static Finding True(bool fact) => Equal(1, fact ? 1 : 0);

    /// <summary>A formula that cannot be evaluated: its shapes do not fit.</summary>
    public static Finding Unfit { get; } = new([double.NaN], [double.NaN], 0, 1);

    /// <summary>The formula's number at an index.</summary>
    public double ExpectedAt(int index) => (uint)index < (uint)_expected.Length ? _expected[index] : double.NaN;

    /// <summary>The oracle's number at an index.</summary>
    public double MeasuredAt(int index) => (uint)index < (uint)_measured.Length ? _measured[index] : double.NaN;

    /// <summary>The number of entries that are compared, if both sides have as many; else 0.</summary>
    public int Count => _expected.Length == _measured.Length ? _expected.Length : 0;

    /// <summary>The distance between both entries at an index; infinite where one of them is not finite.</summary>
    public double MissAt(int index)
    {
        double miss = Math.Abs(_expected[index] - _measured[index]);
        return double.IsNaN(miss) ? double.PositiveInfinity : miss;
    }

    private static double Largest(double[] values) => values.Length == 0 ? 0 : values.Max(Math.Abs);
}
