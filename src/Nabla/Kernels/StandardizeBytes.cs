using System.Runtime.CompilerServices;

namespace Nabla.Networks;

/// <summary>Standardizes bytes as they are copied into a batch: y = byte · scale + shift, rounded once, with one scale and shift per plane.</summary>
/// <remarks>
/// A row of bytes consists of several planes of equal size: the colour channels of an image.
/// <code>
/// y[n, c·P + i] = fma(pixels[rows[n]·C·P + c·P + i], scale[c], shift[c])      P the plane size, C the planes
/// </code>
/// A float represents a byte exactly, and elements are independent, so every width is bit-identical to <see cref="Lanes1"/>.
/// The caller ensures that the rows exist in <c>pixels</c>.
/// </remarks>
internal static unsafe class StandardizeBytes
{
    private const int BytesPerPart = 1 << 14;

    /// <summary>Runs on pixels [images, planes · planeSize], scale and shift [planes], batch [rows, planes · planeSize].</summary>
    public static void Run(
        Processor processor, ReadOnlySpan<byte> pixels, ReadOnlySpan<int> rows, int planeSize,
        ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, MatrixView batch)
    {
        fixed (byte* pPixels = pixels)
        fixed (int* pRows = rows)
        fixed (float* pScale = scale, pShift = shift, pBatch = batch.Data)
        {
            int planes = scale.Length;
            var loop = new RowLoop
            {
                Pixels = pPixels, Rows = pRows, Scale = pScale, Shift = pShift, Batch = pBatch, BatchRow = batch.Stride, Planes = planes, PlaneSize = planeSize,
            };
            VectorLoop.Run(processor, in loop, rows.Length, VectorLoop.RowsPerPart(BytesPerPart, planes * planeSize));
        }
    }

    private struct RowLoop : IVectorLoop
    {
        public byte* Pixels;
        public int* Rows;
        public float* Scale, Shift, Batch;
        public int BatchRow, Planes, PlaneSize;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            for (int row = first; row < last; row++)
            {
                for (int plane = 0; plane < Planes; plane++)
                {
                    var pixels = new PlaneLoop
                    {
                        Source = Pixels + ((((nint)Rows[row] * Planes) + plane) * PlaneSize),
                        Target = Batch + ((nint)row * BatchRow) + ((nint)plane * PlaneSize),
                        Scale = Scale[plane], Shift = Shift[plane],
                    };
                    VectorLoop.Run<TLanes, PlaneLoop>(ref pixels, 0, PlaneSize);
                }
            }

            return last;
        }
    }

    private struct PlaneLoop : IVectorLoop
    {
        public byte* Source;
        public float* Target;
        public float Scale, Shift;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly int Run<TLanes>(int first, int last)
            where TLanes : struct, ILanes<TLanes>
        {
            byte* source = Source;
            float* target = Target;
            var (scale, shift) = (TLanes.Broadcast(Scale), TLanes.Broadcast(Shift));
            for (; first + TLanes.Count <= last; first += TLanes.Count)
                TLanes.Store(TLanes.FusedMultiplyAdd(TLanes.LoadBytes(ref *(source + first), 0), scale, shift), ref *(target + first), 0);
            return first;
        }
    }
}
