using System.Runtime.Intrinsics.Arm;
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
            int chains = width == VectorWidth.Vector512 || AdvSimd.IsSupported ? 24 : 12;
            Assert.Equal(2.0 * 32 * 3 * 5 * chains * (int)width, ArithmeticLimit.Operations(threads: 3, width, rounds: 5));
        }
    }
}
