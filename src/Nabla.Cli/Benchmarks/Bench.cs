using Nabla.Networks;

namespace Nabla.Cli.Benchmarks;

/// <summary>Measures candidates and the machine's limit, alternately.</summary>
internal sealed class Bench : IDisposable
{
    private const int RoundsOfALimit = 1000;        // about half a millisecond in all: as long as a product

    private readonly Chronometer _chronometer;
    private readonly Processor _all;
    private readonly Processor _one;
    private readonly ArithmeticLimit _limitOfAll;
    private readonly ArithmeticLimit _limitOfOne;

    public Bench(int threads, Chronometer chronometer)
    {
        (_chronometer, _all, _one) = (chronometer, new Processor(threads), new Processor(1));
        (_limitOfAll, _limitOfOne) = (new(_all, RoundsOfALimit), new(_one, RoundsOfALimit));
    }

    /// <summary>Gets the vector width.</summary>
    public int VectorLanes => _all.VectorLanes;

    public void Dispose()
    {
        _all.Dispose();
        _one.Dispose();
    }

    /// <summary>Measures the limit of this machine, on one thread and on all.</summary>
    public IReadOnlyList<LimitResult> MeasureLimits()
    {
        var timings = _chronometer.Measure(_limitOfOne.Run, _limitOfAll.Run);
        return [Result(_one, _limitOfOne, timings[0]), Result(_all, _limitOfAll, timings[1])];
    }

    /// <summary>Measures one candidate on all threads and on one, sample by sample alternating with the limit: other load on the machine slows all three.</summary>
    public BenchResult Measure(Candidate candidate)
    {
        var timings = _chronometer.Measure(_limitOfAll.Run, candidate.Prepare(_all), candidate.Prepare(_one));
        var (limit, all, one) = (timings[0], timings[1], timings[2]);
        double shareOfLimit = limit.RatioTo(all) * candidate.Operations / _limitOfAll.Operations;
        return new(
            candidate.Group, candidate.Name, candidate.Operations, all.Seconds, all.LowerQuartile, all.UpperQuartile, all.Samples,
            candidate.Operations / all.Seconds / 1e9, Result(_all, _limitOfAll, limit).Gflops, 100 * shareOfLimit, one.Seconds, one.RatioTo(all));
    }

    /// <summary>Returns the limit on this many threads as a candidate: the race times it alternately with programs.</summary>
    public static Candidate LimitOf(int threads)
    {
        using var processor = new Processor(1);     // for the vector width
        double operations = ArithmeticLimit.OperationsOf(threads, processor.VectorLanes, RoundsOfALimit);
        return new("limit", "multiply-adds in registers", operations, own => new ArithmeticLimit(own, RoundsOfALimit).Run);
    }

    private static LimitResult Result(Processor processor, ArithmeticLimit limit, Timing timing) =>
        new(processor.Threads, limit.Operations / timing.Seconds / 1e9, timing.Spread);
}
