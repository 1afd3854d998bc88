namespace Nabla.Cli.Benchmarks;

/// <summary>Times works against each other: a sample of each in turn, repeatedly, so that disturbances affect all of them.</summary>
internal sealed class Chronometer(TimeProvider time, Effort effort, CancellationToken cancellation)
{
    /// <summary>Measures the time of one call of each work.</summary>
    public Timing[] Measure(params Action[] works)
    {
        int[] repeats = [.. works.Select(WarmUp)];
        double[][] samples = [.. works.Select(_ => new double[effort.Samples])];
        for (int sample = 0; sample < effort.Samples; sample++)
        {
            for (int i = 0; i < works.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                works[i]();                         // wakes the threads and reloads the data into the caches
                samples[i][sample] = Time(works[i], repeats[i]) / repeats[i];
            }
        }

        return [.. samples.Select(each => new Timing(each))];
    }

    /// <summary>Runs a work until it is warm.</summary>
    /// <returns>The number of repeats that fill a sample.</returns>
    private int WarmUp(Action work)
    {
        long begin = time.GetTimestamp();
        int repeats = 1;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            double seconds = Time(work, repeats);
            bool isWarm = time.GetElapsedTime(begin) >= effort.WarmUp;
            if (seconds < effort.Sample.TotalSeconds && repeats < 1 << 24)
                repeats *= 2;
            else if (isWarm)
                return repeats;
        }
    }

    private double Time(Action work, int repeats)
    {
        long begin = time.GetTimestamp();
        for (int i = 0; i < repeats; i++)
            work();
        return time.GetElapsedTime(begin).TotalSeconds;
    }
}
