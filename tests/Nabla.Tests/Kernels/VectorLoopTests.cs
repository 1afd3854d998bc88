using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Kernels;

public sealed unsafe class VectorLoopTests
{
    private static readonly int[] Lanes = [16, 8, 4, 1], DoubleLanes = [8, 4, 2, 1];

    [Fact]
    public void Every_element_is_done_once_in_vectors_as_wide_as_fit()
    {
        const int PerPart = 100;
        foreach (var width in Widths.All)
        {
            using var processor = new Processor(2, width);
            foreach (int count in Enumerable.Range(0, 40).Append(1000))
            {
                int[] done = new int[count];
                fixed (int* p = done)
                    VectorLoop.Run(processor, new Marks { Done = p }, count, PerPart);
                int[] expected = [.. Enumerable.Range(0, count).Chunk(PerPart).SelectMany(part => Expected(part.Length, Lanes, (int)width))];
                Assert.Equal(expected, done);
            }
        }
    }

    [Fact]
    public void Double_precision_has_half_as_many_lanes()
    {
        foreach (var width in Widths.All)
        {
            for (int count = 0; count < 40; count++)
            {
                int[] done = new int[count];
                fixed (int* p = done)
                {
                    var loop = new DoubleMarks { Done = p };
                    VectorLoop.RunDoubles(width, ref loop, 0, count);
                }

                Assert.Equal(Expected(count, DoubleLanes, Math.Max(1, (int)width / 2)), done);
            }
        }
    }

    [Fact]
    public void A_loop_that_pads_its_last_vector_is_run_once()
    {
        foreach (var width in Widths.All)
        {
            var loop = default(Padded);
            VectorLoop.Run(width, ref loop, 0, 21);
            Assert.Equal((1, (int)width), (loop.Calls, loop.Lanes));
        }
    }

    /// <summary>For each element the lanes that do it: the widest first, then narrower ones for what is left.</summary>
    private static IEnumerable<int> Expected(int count, int[] lanes, int widest)
    {
        int first = 0;
        foreach (int each in lanes.Where(each => each <= widest))
        {
            for (; first + each <= count; first += each)
            {
                for (int i = 0; i < each; i++)
                    yield return each;
            }
        }
    }

    private struct Marks : IVectorLoop
    {
        public int* Done;

        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            for (; first + TLanes.Count <= last; first += TLanes.Count)
            {
                for (int i = 0; i < TLanes.Count; i++)
                    Done[first + i] += TLanes.Count;
            }

            return first;
        }
    }

    private struct DoubleMarks : IDoubleVectorLoop
    {
        public int* Done;

        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, IDoubleLanes<TLanes>
        {
            for (; first + TLanes.Count <= last; first += TLanes.Count)
            {
                for (int i = 0; i < TLanes.Count; i++)
                    Done[first + i] += TLanes.Count;
            }

            return first;
        }
    }

    private struct Padded : IVectorLoop
    {
        public int Calls, Lanes;

        public int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            (Calls, Lanes) = (Calls + 1, TLanes.Count);
            return last;
        }
    }
}
