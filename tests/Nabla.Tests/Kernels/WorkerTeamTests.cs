using Nabla.Kernels;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

/// <summary>Every part of every job is done once, whoever calls and whoever sleeps.</summary>
public sealed unsafe class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_part_runs_once_in_every_one_of_many_jobs(int threads)
    {
        using var team = new WorkerTeam(threads);
        int[] counts = new int[64];
        fixed (int* p = counts)
        {
            for (int job = 1; job <= 20_000; job++)
            {
                int parts = job % counts.Length;
                team.Run(parts, &Count, p);
                for (int part = 0; part < parts; part++)
                    Assert.Equal(1, counts[part]);
                counts.AsSpan().Clear();
            }
        }
    }

    [Fact]
    public void Workers_that_went_to_sleep_come_back()
    {
        using var team = new WorkerTeam(threads: 3);
        int[] counts = new int[8];
        fixed (int* p = counts)
        {
            for (int job = 1; job <= 10; job++)
            {
                Thread.Sleep(5);
                team.Run(counts.Length, &Count, p);
                Assert.All(counts, count => Assert.Equal(job, count));
            }
        }
    }

    [Fact]
    public void Callers_on_several_threads_all_get_their_work_done()
    {
        using var team = new WorkerTeam(threads: 2);
        var callers = Enumerable.Range(0, 4).Select(_ => new Thread(() => CallOften(team))).ToList();
        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => caller.Join());
    }

    private static void CallOften(WorkerTeam team)
    {
        int[] counts = new int[16];
        fixed (int* p = counts)
        {
            for (int job = 1; job <= 2_000; job++)
                team.Run(counts.Length, &Count, p);
        }

        Assert.All(counts, count => Assert.Equal(2_000, count));
    }

    [Fact, Trait("Category", "Allocation")]
    public void A_job_allocates_nothing()
    {
        using var team = new WorkerTeam(threads: 2);
        int[] counts = new int[16];
        fixed (int* pinned = counts)
        {
            int* p = pinned;
            Assert.Equal(0, Allocations.Of(() => team.Run(counts.Length, &Count, p)));
        }
    }

    [Fact]
    public void Disposing_twice_is_harmless()
    {
        var team = new WorkerTeam(threads: 2);
        team.Dispose();
        team.Dispose();
    }

    private static void Count(void* context, int part) => Interlocked.Increment(ref ((int*)context)[part]);
}
