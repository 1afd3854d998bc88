using Nabla.Networks;

namespace Nabla.Tests.Kernels;

/// <summary>A team stops sharing where its workers hold it up, and tries again. Times are in microseconds.</summary>
public sealed class SharingRecordTests
{
    private const long Frequency = 1_000_000;

    private readonly SharingRecord _record = new();
    private long _now;

    [Fact]
    public void Waiting_for_no_longer_than_a_part_takes_is_no_delay()
    {
        for (int job = 0; job < 10_000; job++)
            Assert.True(Share(own: 4, work: 40, wait: 10));
    }

    [Fact]
    public void A_delay_that_is_rare_beside_large_jobs_is_accepted()
    {
        for (int job = 0; job < 1_000; job++)
            Assert.True(Share(own: 4, work: 4_000, wait: job % 4 == 3 ? 4_000 : 500));
    }

    [Fact]
    public void After_delays_that_cost_more_than_sharing_gains_jobs_are_not_shared_for_a_while()
    {
        Assert.True(Share(own: 4, work: 40, wait: 410));
        Assert.True(Share(own: 4, work: 40, wait: 310));
        Assert.False(_record.Allows(_now));
        Assert.False(_record.Allows(_now + (8 * 700) - 1));
        Assert.True(_record.Allows(_now + (8 * 700)));
    }

    [Fact]
    public void Each_time_it_happens_again_the_pause_is_twice_as_long()
    {
        foreach (int pause in new[] { 8, 16, 32, 64, 128, 128 })
        {
            Assert.True(Share(own: 4, work: 40, wait: 3_010));
            Assert.False(_record.Allows(_now + (pause * 3_000) - 1));
            _now += pause * 3_000;
        }
    }

    [Fact]
    public void What_was_long_ago_counts_less()
    {
        Assert.True(Share(own: 4, work: 40, wait: 3_010));
        _now += 8 * 3_000;
        for (int job = 0; job < 4_000; job++)
            Assert.True(Share(own: 4, work: 40, wait: 0));
        Assert.True(Share(own: 4, work: 40, wait: 20_010));
        Assert.False(_record.Allows(_now + (8 * 20_000) - 1));
        Assert.True(_record.Allows(_now + (8 * 20_000)));
    }

    [Fact]
    public void A_caller_that_found_no_part_waits_for_as_long_as_they_take()
    {
        _record.Add(parts: 4, own: 0, start: 0, end: 0, done: 400, Frequency);
        Assert.True(_record.Allows(400));
        _record.Add(parts: 4, own: 0, start: 0, end: 0, done: 4_000, Frequency);
        Assert.False(_record.Allows(4_000));
    }

    private bool Share(int own, int work, int wait)
    {
        if (!_record.Allows(_now))
            return false;
        _record.Add(parts: 8, own, _now, _now + work, _now + work + wait, Frequency);
        _now += work + wait;
        return true;
    }
}
