using Nabla.Networks;
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
        using var team = new WorkerTeam(threads, cores: threads, TimeProvider.System);
        int[] counts = new int[64];
        fixed (int* p = counts)
        {
            for (int job = 1; job <= 20_000; job++)
            {
                int parts = job % counts.Length;
                team.Run(parts, WorkerTeam.MuchWork, &Count, p);
                for (int part = 0; part < parts; part++)
                    Assert.Equal(1, counts[part]);
                Assert.Equal(parts, counts.Sum());
                counts.AsSpan().Clear();
            }
        }
    }

    /// <summary>Each part waits for the other two, so the caller cannot do them all by itself.</summary>
    [Fact]
    public void Workers_that_went_to_sleep_come_back()
    {
        for (int job = 1; job <= 10; job++)
        {
            using var team = new WorkerTeam(threads: 3, cores: 3, TimeProvider.System);
            Thread.Sleep(5);
            Meeting meeting = default;
            team.Run(3, WorkerTeam.MuchWork, &Meet, &meeting);
            Assert.Equal(3, meeting.Met);
        }
    }

    [Fact]
    public void Callers_on_several_threads_all_get_their_work_done()
    {
        using var team = new WorkerTeam(threads: 2, cores: 2, TimeProvider.System);
        int[][] counts = [.. Enumerable.Range(0, 4).Select(_ => new int[16])];
        var callers = counts.Select(own => new Thread(() => CallOften(team, own))).ToList();
        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => caller.Join());
        Assert.All(counts.SelectMany(own => own), count => Assert.Equal(2_000, count));
    }

    private static void CallOften(WorkerTeam team, int[] counts)
    {
        fixed (int* p = counts)
        {
            for (int job = 1; job <= 2_000; job++)
                team.Run(counts.Length, WorkerTeam.MuchWork, &Count, p);
        }
    }

    [Fact, Trait("Category", "Allocation")]
    public void A_job_allocates_nothing()
    {
        using var team = new WorkerTeam(threads: 2, cores: 2, TimeProvider.System);
        int[] counts = new int[16];
        fixed (int* pinned = counts)
        {
            int* p = pinned;
            Assert.Equal(0, Allocations.Of(() => team.Run(counts.Length, WorkerTeam.MuchWork, &Count, p)));
        }
    }

    [Fact]
    public void Disposing_twice_is_harmless()
    {
        var team = new WorkerTeam(threads: 2, cores: 2, TimeProvider.System);
        team.Dispose();
        team.Dispose();
    }

    [Fact]
    public void There_are_no_more_workers_than_other_cores()
    {
        using var team = new WorkerTeam(threads: 100, cores: 3, TimeProvider.System);
        Assert.Equal(100, team.Threads);
        Assert.Equal(3, team.Concurrency);
        using var processor = new Processor(threads: 256);
        Assert.Equal(256, processor.Threads);
        Assert.Equal(Math.Min(256, Environment.ProcessorCount), processor.Team.Concurrency);
    }

    /// <summary>The workers are awake, and each part gives them time to claim the next.</summary>
    [Fact]
    public void Work_that_is_not_worth_a_second_thread_stays_on_the_callers()
    {
        using var team = new WorkerTeam(threads: 3, cores: 3, TimeProvider.System);
        int[] threads = new int[64];
        fixed (int* p = threads)
        {
            for (int job = 0; job < 1_000; job++)
            {
                team.Run(threads.Length, WorkerTeam.MuchWork, &NoteThread, p);
                team.Run(threads.Length, work: 1 << 18, &NoteThread, p);
                Assert.All(threads, thread => Assert.Equal(Environment.CurrentManagedThreadId, thread));
            }
        }
    }

    [Fact]
    public void Workers_without_work_fall_asleep()
    {
        using var team = new WorkerTeam(threads: 3, cores: 3, TimeProvider.System);
        for (int job = 0; job < 3; job++)
        {
            Assert.True(SpinWait.SpinUntil(() => team.Awake == 0, TimeSpan.FromSeconds(60)));
            int count = 0;
            team.Run(1, WorkerTeam.MuchWork, &Count, &count);
            Assert.Equal(0, team.Awake);
        }
    }

    private static void NoteThread(void* context, int part) => ((int*)context)[part] = Environment.CurrentManagedThreadId;

    private static void Count(void* context, int part) => Interlocked.Increment(ref ((int*)context)[part]);

    private static void Meet(void* context, int part)
    {
        var meeting = (Meeting*)context;
        Interlocked.Increment(ref meeting->Entered);
        if (SpinWait.SpinUntil(() => Volatile.Read(ref meeting->Entered) == 3, TimeSpan.FromSeconds(10)))
            Interlocked.Increment(ref meeting->Met);
    }

    private struct Meeting
    {
        public int Entered, Met;
    }
}
