using System.Runtime.CompilerServices;
using Nabla.Testing;

namespace Nabla.Tests.House;

/// <summary>The measurement that every "allocates nothing" rests on: it sees a step that allocates, and nothing else.</summary>
[Trait("Category", "Allocation")]
public sealed class AllocationsTests
{
    private object? _kept;

    [Fact]
    public void Doing_nothing_allocates_nothing() => Assert.Equal(0, Allocations.Of(() => { }));

    /// <summary>24 bytes are the smallest object there is.</summary>
    [Fact]
    public void The_smallest_object_in_every_call_is_seen() => Assert.True(Allocations.Of(Allocate) >= 24 * 64);

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(64)]
    public void An_allocation_every_few_calls_is_seen(int period)
    {
        int call = 0;
        Assert.True(Allocations.Of(() =>
        {
            if (++call % period == 0)
                Allocate();
        }) >= 24 * (64 / period));
    }

    [Fact]
    public void A_list_that_grows_is_seen()
    {
        var list = new List<int>();
        Assert.True(Allocations.Of(() => list.Add(1)) > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(50)]
    [InlineData(500)]
    public void Allocations_in_the_first_calls_are_not_counted(int calls)
    {
        int call = 0;
        Assert.Equal(0, Allocations.Of(() =>
        {
            if (++call <= calls)
                Allocate();
        }));
    }

    /// <summary>The type is used for the first time, and its static constructor runs, in the middle of the first window.</summary>
    [Fact]
    public void A_type_that_is_loaded_late_is_not_counted()
    {
        int call = 0, sum = 0;
        Assert.Equal(0, Allocations.Of(() =>
        {
            if (++call >= 40)
                sum += Late<long>.Table[call % 16];
        }));
        Assert.NotEqual(0, sum);
    }

    [Fact]
    public void Collections_and_allocations_of_other_threads_are_not_counted()
    {
        using var stop = new CancellationTokenSource();
        var neighbour = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                Allocate();
                GC.Collect(0);
            }
        });
        neighbour.Start();
        int[] numbers = [.. Enumerable.Range(0, 100_000)];
        long allocated = Allocations.Of(() => Array.Reverse(numbers));
        stop.Cancel();
        neighbour.Join();
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void A_measurement_from_within_is_repeated_until_it_is_0()
    {
        var results = new Queue<long>([7_304, 24, 0, 24]);
        Assert.Equal(0, Allocations.Smallest(results.Dequeue));
        Assert.Single(results);
        Assert.Equal(24, Allocations.Smallest(() => 24));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Allocate() => _kept = new object();

    private static class Late<T>
    {
        public static readonly int[] Table = [.. Enumerable.Range(1, 16).Select(i => i * Unsafe.SizeOf<T>())];
    }
}
