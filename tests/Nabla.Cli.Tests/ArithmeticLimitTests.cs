using System.Runtime.Intrinsics.Arm;
using Nabla.Cli.Benchmarks;
using Nabla.Networks;

namespace Nabla.Cli.Tests;

public sealed class ArithmeticLimitTests
{
    [Fact]
    public void It_runs_at_every_lanes_and_counts_its_operations()
    {
        foreach (int lanes in new[] { 1, 4, 8, 16 })
        {
            using var processor = new Processor(2);
            var limit = new ArithmeticLimit(processor, lanes, rounds: 10);
            limit.Run();
            Assert.Equal(limit.Operations, ArithmeticLimit.OperationsOf(2, lanes, rounds: 10));
            int chains = lanes == 16 || AdvSimd.IsSupported ? 24 : 12;
            Assert.Equal(2.0 * 32 * 3 * 5 * chains * lanes, ArithmeticLimit.OperationsOf(threads: 3, lanes, rounds: 5));
        }
    }
}
