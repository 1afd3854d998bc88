namespace Nabla.Networks;

/// <summary>Computes the mean and the standard deviation of numbers of any magnitude.</summary>
/// <remarks>
/// The numbers are divided by a power of two near the largest, which changes no bit of a result of ordinary size: otherwise the squares of 1e300 would be
/// infinite and those of 1e-300 zero. Distances are measured from the first number, because sums of large numbers would cancel.
/// </remarks>
internal static class Spread
{
    /// <summary>Returns the mean and the deviation, divided by n; the deviation is 0 if and only if all numbers are equal.</summary>
    /// <param name="numbers">The numbers: finite, or NaN if missing; at least one.</param>
    /// <param name="missing">The number that replaces a missing one.</param>
    public static (double Mean, double Deviation) Of(ReadOnlySpan<double> numbers, double missing = 0)
    {
        double largest = 0;
        bool varies = false;
        double origin = Present(numbers[0], missing);
        foreach (double number in numbers)
        {
            double present = Present(number, missing);
            largest = Math.Max(largest, Math.Abs(present));
            varies |= present != origin;
        }

        if (!varies)
            return (origin, 0);
        int exponent = Math.ILogB(largest);
        double first = Math.ScaleB(origin, -exponent), sum = 0, squares = 0;
        foreach (double number in numbers)
            sum += Math.ScaleB(Present(number, missing), -exponent) - first;
        double mean = sum / numbers.Length;
        foreach (double number in numbers)
        {
            double distance = Math.ScaleB(Present(number, missing), -exponent) - first - mean;
            squares += distance * distance;
        }

        double deviation = Math.ScaleB(Math.Sqrt(squares / numbers.Length), exponent);
        return (Math.ScaleB(first + mean, exponent), Math.Max(deviation, double.Epsilon));
    }

    private static double Present(double number, double missing) => double.IsNaN(number) ? missing : number;
}
