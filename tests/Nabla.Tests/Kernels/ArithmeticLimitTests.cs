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
            using var processor = new Processor(2, width);
            ArithmeticLimit.Run(processor, rounds: 10);
            Assert.Equal(2 * ArithmeticLimit.Operations(1, width, rounds: 5), ArithmeticLimit.Operations(2, width, rounds: 5));
            Assert.Equal(10 * ArithmeticLimit.Operations(1, width, rounds: 1), ArithmeticLimit.Operations(1, width, rounds: 10));
        }
    }
}
