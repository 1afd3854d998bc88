using Nabla.Kernels;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

public sealed class ArithmeticLimitTests
{
    [Fact]
    public void It_runs_at_every_width_and_counts_what_it_does()
    {
        foreach (var width in Some.Widths())
        {
            using Processor one = new(1, width), two = new(2, width);
            ArithmeticLimit.Run(two, rounds: 10);
            Assert.Equal(2 * ArithmeticLimit.Operations(one, rounds: 10), ArithmeticLimit.Operations(two, rounds: 10));
            Assert.Equal(10 * ArithmeticLimit.Operations(one, rounds: 1), ArithmeticLimit.Operations(one, rounds: 10));
        }
    }
}
