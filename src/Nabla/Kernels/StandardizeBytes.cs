using System.Runtime.CompilerServices;
using Nabla.Numerics;

namespace Nabla.Kernels;

/// <summary>Bytes become standardised floats on their way into a batch: y = byte · scale + shift, rounded once, with one scale and shift for each plane.</summary>
/// <remarks>
/// A row of bytes is several planes one after the other, an image's colour channels, each of the same size.
/// <code>
/// y[n, c·P + i] = fma(pixels[rows[n]·C·P + c·P + i], scale[c], shift[c])      P the plane size, C the planes
/// </code>
/// A byte is a float exactly, and elements do not meet: <see cref="Reference"/> is the specification, and every width equals it.
/// That the rows exist in <c>pixels</c> is the caller's business.
/// </remarks>
internal static unsafe class StandardizeBytes
{
    private const int BytesPerPart = 1 << 14;

    /// <summary>pixels [images, planes · planeSize], scale and shift [planes], batch [rows, planes · planeSize].</summary>
    public static void Run(
        Processor processor, ReadOnlySpan<byte> pixels, ReadOnlySpan<int> rows, int planeSize,
        ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, MatrixView batch)
    {
        fixed (byte* pPixels = pixels)
        fixed (int* pRows = rows)
        fixed (float* pScale = scale, pShift = shift, pBatch = batch.Data)
        {
            var job = new Job(processor.Width, rows.Length, scale.Length, planeSize)
            {
                Pixels = pPixels, RowNumbers = pRows, Scale = pScale, Shift = pShift, Batch = pBatch, BatchRow = batch.Stride,
            };
            processor.Team.Run(job.Parts, &Job.RunPart, &job);
        }
    }

    /// <summary>One plane, element by element.</summary>
    public static void Reference(byte* source, float* target, int count, float scale, float shift)
    {
        for (int i = 0; i < count; i++)
            target[i] = MathF.FusedMultiplyAdd(source[i], scale, shift);
    }

    private struct Job(VectorWidth width, int rows, int planes, int planeSize)
    {
        private readonly int _rowsPerPart = Math.Max(1, BytesPerPart / Math.Max(1, planes * planeSize));

        public byte* Pixels;
        public int* RowNumbers;
        public float* Scale, Shift, Batch;
        public int BatchRow;

        public readonly int Parts => (rows + _rowsPerPart - 1) / _rowsPerPart;

        public static void RunPart(void* context, int part)
        {
            var job = (Job*)context;
            switch (job->Width)
            {
                case VectorWidth.Vector512: job->Run<Lanes16>(part); break;
                case VectorWidth.Vector256: job->Run<Lanes8>(part); break;
                case VectorWidth.Vector128: job->Run<Lanes4>(part); break;
                default: job->RunReference(part); break;
            }
        }

        private readonly VectorWidth Width => width;

        private readonly int End(int part) => Math.Min(rows, (part + 1) * _rowsPerPart);

        private readonly void RunReference(int part)
        {
            for (int row = part * _rowsPerPart; row < End(part); row++)
            {
                for (int plane = 0; plane < planes; plane++)
                    Reference(Source(row, plane), Target(row, plane), planeSize, Scale[plane], Shift[plane]);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Run<TLanes>(int part)
            where TLanes : struct, ILanes<TLanes>
        {
            int whole = planeSize - (planeSize % TLanes.Count);
            for (int row = part * _rowsPerPart; row < End(part); row++)
            {
                for (int plane = 0; plane < planes; plane++)
                {
                    byte* source = Source(row, plane);
                    float* target = Target(row, plane);
                    var scale = TLanes.Broadcast(Scale[plane]);
                    var shift = TLanes.Broadcast(Shift[plane]);
                    for (int i = 0; i < whole; i += TLanes.Count)
                        TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.LoadBytes(ref *(source + i), 0), scale, shift), ref *(target + i), 0);
                    Reference(source + whole, target + whole, planeSize - whole, Scale[plane], Shift[plane]);
                }
            }
        }

        private readonly byte* Source(int row, int plane) => Pixels + ((((nint)RowNumbers[row] * planes) + plane) * planeSize);

        private readonly float* Target(int row, int plane) => Batch + ((nint)row * BatchRow) + ((nint)plane * planeSize);
    }
}
