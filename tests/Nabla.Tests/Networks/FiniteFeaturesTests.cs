using Nabla.Networks;

namespace Nabla.Tests.Networks;

/// <summary>Every infinity and NaN is found, wherever it stands, and nothing else is.</summary>
public sealed class FiniteFeaturesTests
{
    private const int Columns = 37;

    [Fact]
    public void The_first_one_is_named_wherever_it_stands()
    {
        foreach (float value in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity, BitConverter.Int32BitsToSingle(unchecked((int)0xFF80_0001)) })
        {
            for (int column = 0; column < Columns; column++)
            {
                float[] x = new float[2 * Columns];
                x[Columns + column] = value;
                x[^1] = value;
                var error = Assert.Throws<ArgumentException>(() => FiniteFeatures.Require(new(x, 2, Columns)));
                Assert.StartsWith(FormattableString.Invariant($"Row 1, feature {column} is {value}; expected a finite number"), error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Finite_numbers_and_what_lies_between_rows_are_accepted()
    {
        float[] x = [.. Enumerable.Repeat(new[] { float.MaxValue, float.MinValue, float.Epsilon, -0f }, 20).SelectMany(value => value)];
        FiniteFeatures.Require(new(x, 2, 40));
        x[37] = float.NaN;
        FiniteFeatures.Require(new(x, 2, Columns, stride: 40));
        FiniteFeatures.Require(default);
    }
}
