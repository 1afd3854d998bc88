using System.Runtime.Intrinsics.Arm;
using Nabla.Cli.Benchmarks;
using Nabla.Kernels;

namespace Nabla.Cli.Tests;

public sealed class ArithmeticLimitTests
{
    [Fact]
    public void It_runs_at_every_width_and_counts_its_operations()
    {
        foreach (var width in Enum.GetValues<VectorWidth>())
        {
            using var processor = new Processor(2, width);
            var limit = new ArithmeticLimit(processor, rounds: 10);
            limit.Run();
            Assert.Equal(limit.Operations, ArithmeticLimit.OperationsOf(2, width, rounds: 10));
            int chains = width == VectorWidth.Vector512 || AdvSimd.IsSupported ? 24 : 12;
            Assert.Equal(2.0 * 32 * 3 * 5 * chains * (int)width, ArithmeticLimit.OperationsOf(threads: 3, width, rounds: 5));
        }
    }
}
