using Nabla.Numerics;

namespace Nabla.Kernels;

/// <summary>Runs an update over flat arrays: in parts on the team, each part in vectors of the processor's width and its end in narrower ones.</summary>
/// <remarks>Elements do not meet, so neither parts nor widths change a bit: the update over one lane is the specification.</remarks>
internal static unsafe class FlatUpdate
{
    private const int ElementsPerPart = 1 << 15;

    /// <summary>Updates elements 0 to <paramref name="count"/> − 1.</summary>
    public static void Run<TUpdate>(Processor processor, TUpdate update, int count)
        where TUpdate : unmanaged, IFlatUpdate
    {
        var job = new Job<TUpdate> { Width = processor.Width, Update = update, Count = count };
        processor.Team.Run((int)(((long)count + ElementsPerPart - 1) / ElementsPerPart), &Job<TUpdate>.RunPart, &job);
    }

    private struct Job<TUpdate>
        where TUpdate : unmanaged, IFlatUpdate
    {
        public VectorWidth Width;
        public TUpdate Update;
        public int Count;

        public static void RunPart(void* context, int part)
        {
            var job = (Job<TUpdate>*)context;
            int first = part * ElementsPerPart, last = first + Math.Min(job->Count - first, ElementsPerPart);
            switch (job->Width)
            {
                case VectorWidth.Vector512: first = job->Update.Update<Lanes16>(first, last); goto default;
                case VectorWidth.Vector256: first = job->Update.Update<Lanes8>(first, last); goto default;
                case VectorWidth.Vector128: first = job->Update.Update<Lanes4>(first, last); goto default;
                default: job->Update.Update<Lanes1>(first, last); break;
            }
        }
    }
}
