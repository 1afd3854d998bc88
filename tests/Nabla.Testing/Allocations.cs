namespace Nabla.Testing;

/// <summary>Measures what a step allocates, without what the runtime allocates once: when it loads a type, runs a static constructor or compiles a method.</summary>
/// <remarks>
/// A single measurement is not reliable: on a machine whose caches are cold, the runtime itself allocates on the thread that it interrupts. So the
/// step is warmed up and then measured in several windows, and the smallest counts. The runtime's allocations end; those of a step that allocates
/// are in every window. The first window without an allocation ends the measurement.
/// <para>
/// Each window is twice as long as the one before. A list that grows doubles its capacity in each of them and is not mistaken for a one-off; and
/// the pauses in between leave the background compiler time to replace unoptimised code.
/// </para>
/// <para>
/// The calling thread is measured. It takes part in every job of a worker team, so that a kernel that allocates is seen here as well; the
/// allocations of all threads cannot be told from those of tests that run at the same time.
/// </para>
/// </remarks>
public static class Allocations
{
    private const int WarmUp = 32, FirstWindow = 64, Windows = 6;

    /// <summary>Returns the bytes that the calling thread allocates in the best of several windows; 0 if the step allocates nothing.</summary>
    /// <param name="step">One step, called at least 96 times. If it allocates at least once in 64 calls, the result is above 0.</param>
    public static long Of(Action step)
    {
        for (int i = 0; i < WarmUp; i++)
            step();

        int calls = FirstWindow / 2;
        return Smallest(() =>
        {
            calls *= 2;
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++)
                step();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }

    /// <summary>Returns the smallest of several measurements, for code that can only be measured from within; the first 0 ends them.</summary>
    /// <param name="measure">Runs the code and returns the bytes that its steps have allocated.</param>
    public static long Smallest(Func<long> measure)
    {
        long smallest = measure();
        for (int window = 1; window < Windows && smallest > 0; window++)
        {
            Thread.Sleep(10 << window);
            smallest = Math.Min(smallest, measure());
        }

        return smallest;
    }
}
