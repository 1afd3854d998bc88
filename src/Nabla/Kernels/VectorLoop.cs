using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Runs a loop in parts on the team, each part in vectors of the processor's width and its end in narrower ones.</summary>
/// <remarks>
/// The only place where a vector width becomes a type. Elements are independent, so neither parts nor widths change a bit: the loop over one lane is
/// the specification.
/// </remarks>
internal static unsafe class VectorLoop
{
    /// <summary>The approximate number of multiply-adds that take as long as a part of a loop: parts should last some microseconds.</summary>
    public const long WorkOfAPart = 1 << 17;

    private const int ElementsPerPart = 1 << 15;

    /// <summary>Runs a loop over the elements of flat arrays, 0 to <paramref name="count"/> − 1.</summary>
    public static void Run<TLoop>(Processor processor, in TLoop loop, int count)
        where TLoop : unmanaged, IVectorLoop => Run(processor, in loop, count, ElementsPerPart);

    /// <summary>Runs a loop from 0 to <paramref name="count"/> − 1; each part begins at a multiple of <paramref name="countPerPart"/>.</summary>
    public static void Run<TLoop>(Processor processor, in TLoop loop, int count, int countPerPart)
        where TLoop : unmanaged, IVectorLoop
    {
        int parts = (int)(((long)count + countPerPart - 1) / countPerPart);
        Run(processor, in loop, count, countPerPart, parts * WorkOfAPart);
    }

    /// <summary>Runs a loop with a known amount of work, in multiply-adds or their equivalent.</summary>
    public static void Run<TLoop>(Processor processor, in TLoop loop, int count, int countPerPart, long work)
        where TLoop : unmanaged, IVectorLoop
    {
        fixed (TLoop* pLoop = &loop)
        {
            var job = new Job<TLoop> { Width = processor.Width, Loop = pLoop, Count = count, CountPerPart = countPerPart };
            processor.Team.Run((int)(((long)count + countPerPart - 1) / countPerPart), work, &Job<TLoop>.RunPart, &job);
        }
    }

    /// <summary>Returns the number of rows in a part of about this many elements: at least one.</summary>
    public static int RowsPerPart(int elements, int columns) => Math.Max(1, elements / Math.Max(1, columns));

    /// <summary>Returns the number of rows in a part if there is at most one part per thread, of at least this many elements.</summary>
    public static int RowsPerThread(Processor processor, int elements, int rows, int columns)
    {
        int parts = (int)Math.Clamp((long)rows * columns / elements, 1, processor.Team.Concurrency);
        return Math.Max(1, (rows + parts - 1) / parts);
    }

    /// <summary>Runs a loop on the calling thread, in vectors of this width and then narrower ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TLoop>(VectorWidth width, ref TLoop loop, int first, int last)
        where TLoop : struct, IVectorLoop
    {
        switch (width)
        {
            case VectorWidth.Vector512: Run<Lanes16, TLoop>(ref loop, first, last); break;
            case VectorWidth.Vector256: Run<Lanes8, TLoop>(ref loop, first, last); break;
            case VectorWidth.Vector128: Run<Lanes4, TLoop>(ref loop, first, last); break;
            default: loop.Run<Lanes1>(first, last); break;
        }
    }

    /// <summary>Runs a loop in double precision on the calling thread, with half as many lanes at each width.</summary>
    public static void RunDoubles<TLoop>(VectorWidth width, ref TLoop loop, int first, int last)
        where TLoop : struct, IDoubleVectorLoop
    {
        switch (width)
        {
            case VectorWidth.Vector512: RunDoubles<DoubleLanes8, TLoop>(ref loop, first, last); break;
            case VectorWidth.Vector256: RunDoubles<DoubleLanes4, TLoop>(ref loop, first, last); break;
            case VectorWidth.Vector128: RunDoubles<DoubleLanes2, TLoop>(ref loop, first, last); break;
            default: loop.Run<DoubleLanes1>(first, last); break;
        }
    }

    /// <summary>Runs a loop in these vectors and then narrower ones, for loops nested in loops that know their lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TLanes, TLoop>(ref TLoop loop, int first, int last)
        where TLanes : struct, ILanes<TLanes>
        where TLoop : struct, IVectorLoop
    {
        first = loop.Run<TLanes>(first, last);
        if (TLanes.Count > Lanes8.Count && last - first >= Lanes8.Count)
            first = loop.Run<Lanes8>(first, last);
        if (TLanes.Count > Lanes4.Count && last - first >= Lanes4.Count)
            first = loop.Run<Lanes4>(first, last);
        if (TLanes.Count > Lanes1.Count && last > first)
            loop.Run<Lanes1>(first, last);
    }

    private static void RunDoubles<TLanes, TLoop>(ref TLoop loop, int first, int last)
        where TLanes : struct, IDoubleLanes<TLanes>
        where TLoop : struct, IDoubleVectorLoop
    {
        first = loop.Run<TLanes>(first, last);
        if (TLanes.Count > DoubleLanes4.Count && last - first >= DoubleLanes4.Count)
            first = loop.Run<DoubleLanes4>(first, last);
        if (TLanes.Count > DoubleLanes2.Count && last - first >= DoubleLanes2.Count)
            first = loop.Run<DoubleLanes2>(first, last);
        if (TLanes.Count > DoubleLanes1.Count && last > first)
            loop.Run<DoubleLanes1>(first, last);
    }

    private struct Job<TLoop>
        where TLoop : unmanaged, IVectorLoop
    {
        public VectorWidth Width;
        public TLoop* Loop;
        public int Count, CountPerPart;

        public static void RunPart(void* context, int part)
        {
            var job = (Job<TLoop>*)context;
            int first = part * job->CountPerPart, last = first + Math.Min(job->Count - first, job->CountPerPart);
            Run(job->Width, ref *job->Loop, first, last);
        }
    }
}
