using Nabla.Networks;

namespace Nabla.Tests.Numerics;

/// <summary>Statistics are compared within five standard errors, on fixed seeds: a test that passes once passes always.</summary>
public sealed class RandomKeyTests
{
    private const int Draws = 100_000;

    [Fact]
    public void Uniform_lies_in_the_half_open_interval_and_is_spread_evenly()
    {
        var key = new RandomKey(11);
        double[] x = [.. Enumerable.Range(0, Draws).Select(i => (double)key.Uniform((ulong)i))];

        Assert.All(x, value => Assert.InRange(value, 0, 1 - (1.0 / (1 << 24))));
        AssertWithin(0.5, x.Average(), Math.Sqrt(1.0 / 12 / Draws));
        AssertWithin(1.0 / 12, x.Average(value => (value - 0.5) * (value - 0.5)), Math.Sqrt(1.0 / 180 / Draws));
    }

    [Fact]
    public void Uniform_is_a_multiple_of_two_to_the_minus_24()
    {
        var key = new RandomKey(12);

        Assert.All(Enumerable.Range(0, 1000), i => Assert.Equal(key.Bits((ulong)i) >> 8, key.Uniform((ulong)i) * (1 << 24)));
    }

    [Fact]
    public void Normal_has_mean_zero_and_variance_one()
    {
        var key = new RandomKey(13);
        double[] x = [.. Enumerable.Range(0, Draws).Select(i => (double)key.Normal((ulong)i))];

        AssertWithin(0, x.Average(), Math.Sqrt(1.0 / Draws));
        AssertWithin(1, x.Average(value => value * value), Math.Sqrt(2.0 / Draws));
        AssertWithin(0, x.Average(value => value * value * value), Math.Sqrt(15.0 / Draws));
        AssertWithin(3, x.Average(value => value * value * value * value), Math.Sqrt(96.0 / Draws));
    }

    [Theory]
    [InlineData(-2.3263479, 0.01)]
    [InlineData(-1.2815516, 0.1)]
    [InlineData(-0.6744898, 0.25)]
    [InlineData(0.0, 0.5)]
    [InlineData(0.6744898, 0.75)]
    [InlineData(1.2815516, 0.9)]
    [InlineData(2.3263479, 0.99)]
    public void Normal_lies_below_a_quantile_as_often_as_it_should(double quantile, double probability)
    {
        var key = new RandomKey(14);
        double share = Enumerable.Range(0, Draws).Count(i => key.Normal((ulong)i) < quantile) / (double)Draws;

        AssertWithin(probability, share, Math.Sqrt(probability * (1 - probability) / Draws));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Below_stays_below_the_limit_and_is_spread_evenly(int limit)
    {
        var key = new RandomKey(15);
        int[] counts = new int[limit];
        for (int i = 0; i < Draws; i++)
            counts[key.Below((ulong)i, limit)]++;

        double share = 1.0 / limit;
        Assert.All(counts, count => AssertWithin(share, count / (double)Draws, Math.Sqrt(share * (1 - share) / Draws)));
    }

    [Fact]
    public void Below_the_largest_limit_stays_in_range()
    {
        var key = new RandomKey(16);

        Assert.All(Enumerable.Range(0, 1000), i => Assert.InRange(key.Below((ulong)i, int.MaxValue), 0, int.MaxValue - 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Below_refuses_a_limit_that_leaves_nothing(int limit) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(limit), () => new RandomKey(1).Below(0, limit));

    [Fact]
    public void Shuffle_is_a_permutation()
    {
        int[] order = Shuffled(new RandomKey(17), 1000);

        Assert.NotEqual(Enumerable.Range(0, 1000), order);
        Assert.Equal(Enumerable.Range(0, 1000), order.Order());
    }

    [Fact]
    public void Shuffle_depends_on_seed_and_stream()
    {
        int[] order = Shuffled(new RandomKey(18), 100);

        Assert.Equal(order, Shuffled(new RandomKey(18), 100));
        Assert.NotEqual(order, Shuffled(new RandomKey(19), 100));
        Assert.NotEqual(order, Shuffled(new RandomKey(18).Fold(1), 100));
    }

    [Fact]
    public void Shuffle_gives_every_order_equally_often()
    {
        const int Shuffles = 24_000;
        var counts = Enumerable.Range(0, Shuffles)
            .CountBy(seed => string.Join(',', Shuffled(new RandomKey((ulong)seed), 4)))
            .ToDictionary(StringComparer.Ordinal);

        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, count => AssertWithin(1.0 / 24, count / (double)Shuffles, Math.Sqrt(1.0 / 24 * 23 / 24 / Shuffles)));
    }

    [Fact]
    public void Nothing_and_one_thing_can_be_shuffled()
    {
        Assert.Empty(Shuffled(new RandomKey(20), 0));
        Assert.Equal([0], Shuffled(new RandomKey(20), 1));
    }

    [Fact]
    public void Folded_streams_differ_from_each_other_and_from_their_parent()
    {
        var key = new RandomKey(21);
        RandomKey[] streams = [key, key.Fold(0), key.Fold(1), key.Fold(2), key.Fold(0).Fold(1), key.Fold(1).Fold(0), key.Fold(ulong.MaxValue)];

        Assert.Equal(streams.Length, streams.Select(stream => stream.Stream).Distinct().Count());
        Assert.Equal(streams.Length, streams.Select(stream => stream.Bits(0)).Distinct().Count());
        Assert.Equal(key.Fold(1), key.Fold(1));
        Assert.All(streams, stream => Assert.Equal(key.Seed, stream.Seed));
    }

    [Fact]
    public void Folding_many_tags_never_meets()
    {
        var key = new RandomKey(22).Fold(5);

        Assert.Equal(Draws, Enumerable.Range(0, Draws).Select(tag => key.Fold((ulong)tag).Stream).Distinct().Count());
    }

    [Fact]
    public void Values_do_not_depend_on_the_order_of_drawing()
    {
        var key = new RandomKey(23);
        uint[] forward = [.. Enumerable.Range(0, 100).Select(i => key.Bits((ulong)i))];
        uint[] backward = [.. Enumerable.Range(0, 100).Reverse().Select(i => key.Bits((ulong)i)).Reverse()];

        Assert.Equal(forward, backward);
        Assert.Equal(100, forward.Distinct().Count());
    }

    /// <summary>These bits are a promise: trained models and published hashes depend on them.</summary>
    [Theory]
    [InlineData(0, 8)]
    [InlineData(1, 1)]
    [InlineData(2, 7)]
    [InlineData(7, 32)]
    public void Many_bits_are_those_at_each_position(ulong first, int count)
    {
        var key = new RandomKey(15);
        uint[] bits = new uint[count];
        key.Bits(first, bits);

        Assert.Equal([.. Enumerable.Range(0, count).Select(i => key.Bits(first + (ulong)i))], bits);
    }

    [Fact]
    public void Bits_are_the_words_of_the_block_in_their_order() =>
        Assert.Equal([0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u], Enumerable.Range(0, 4).Select(i => new RandomKey(0).Bits((ulong)i)));

    private static int[] Shuffled(RandomKey key, int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        key.Shuffle(order);
        return order;
    }

    private static void AssertWithin(double expected, double actual, double standardError) =>
        Assert.InRange(actual, expected - (5 * standardError), expected + (5 * standardError));
}
