using System.Runtime.CompilerServices;

namespace Nabla.Networks;

internal unsafe partial struct ProductJob
{
    private const int FewOutputs = 16;              // from here on they fill the widest vector

    /// <summary>Gets whether the layer has few outputs: lanes that were outputs would be mostly empty, so they are samples in y, and inputs in dw and dx.</summary>
    private readonly bool IsNarrow => HasFewColumns || (_kind == ProductKind.TransposedRight && Depth < FewOutputs);

    /// <summary>Gets whether the result's columns are few outputs. With only a few samples, outputs in the lanes are faster.</summary>
    private readonly bool HasFewColumns => Columns < FewOutputs && (_kind == ProductKind.AddTransposedLeft || (_kind == ProductKind.Affine && Rows >= FewOutputs));

    /// <summary>Computes one part, a tile's width of lanes at a time. Such a weight is one panel, without gaps: [inputs, outputs].</summary>
    [SkipLocalsInit]
    private readonly void ComputeNarrow<TLanes>(int part)
        where TLanes : struct, ILanes<TLanes>
    {
        float* packed = stackalloc float[(DepthBlock * MaxColumns) + AlignedBuffer.FloatsPerLine];
        packed = Aligned(packed);
        float* sums = stackalloc float[(FewOutputs * MaxColumns) + AlignedBuffer.FloatsPerLine];
        sums = Aligned(sums);
        var (first, last, firstColumn, lastColumn) = Bounds(part);
        for (int lane = first, lanes; lane < last; lane += lanes)
        {
            // Two whole vectors, otherwise one, otherwise the padded remainder.
            int left = last - lane;
            lanes = left >= 2 * TLanes.Count ? 2 * TLanes.Count : Math.Min(left, TLanes.Count);
            switch (_kind)
            {
                case ProductKind.Affine: ComputeNarrowOutput<TLanes>(lane, lanes, packed, sums); break;
                case ProductKind.AddTransposedLeft: AddNarrowGradient<TLanes>(lane, lanes, packed, sums); break;
                default: ComputeNarrowInput<TLanes>(lane, lanes, firstColumn, lastColumn, packed, sums); break;
            }
        }
    }

    /// <summary>Computes yᵀ = b1ᵀ + wᵀ xᵀ for these samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ComputeNarrowOutput<TLanes>(int sample, int samples, float* packed, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        int vectors = DivideUp(samples, TLanes.Count);
        for (int output = 0; output < Columns; output++)
            new Span<float>(sums + (output * MaxColumns), MaxColumns).Fill(Start[output]);

        for (int k = 0; k < Depth; k += DepthBlock)
        {
            int depth = Math.Min(DepthBlock, Depth - k);
            if (samples < vectors * TLanes.Count)
                new Span<float>(packed, depth * MaxColumns).Clear();
            Transpose.Copy(A + (sample * ARow) + k, ARow, samples, depth, packed, MaxColumns);
            ComputeFew<TLanes>(vectors, B + ((nint)k * Columns), Columns, packed, MaxColumns, depth, sums);
        }

        Transpose.Copy(sums, MaxColumns, Columns, samples, C + (sample * CRow), CRow);
    }

    /// <summary>Computes the sums of all outputs, tile by tile; the factors of an output are a step apart.</summary>
    private readonly void ComputeFew<TLanes>(int vectors, float* a, nint step, float* b, nint bStep, int depth, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int output = 0, outputs; output < Columns; output += outputs)
        {
            outputs = NextTile(Columns - output);
            float* c = sums + (output * MaxColumns);
            ProductTile.Compute<TLanes>(outputs, vectors, new()
            {
                A = a + output, ARow = 1, AStep = step,
                B = b, BStep = bStep, Depth = depth,
                Start = c, StartRow = MaxColumns,
                C = c, CRow = MaxColumns,
            });
        }
    }

    /// <summary>Computes dwᵀ += dyᵀ x for these inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AddNarrowGradient<TLanes>(int input, int inputs, float* packed, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        int vectors = DivideUp(inputs, TLanes.Count);
        bool whole = inputs == vectors * TLanes.Count;
        float* dw = C + ((nint)input * Columns);
        new Span<float>(sums, FewOutputs * MaxColumns).Clear();
        if (Start != null)
            Transpose.Copy(dw, Columns, inputs, Columns, sums, MaxColumns);

        for (int n = 0; n < Depth; n += DepthBlock)
        {
            int depth = Math.Min(DepthBlock, Depth - n);
            float* x = A + (n * AStep) + input;
            if (!whole)
                CopyPadded<TLanes>(x, AStep, depth, inputs, packed, MaxColumns);
            ComputeFew<TLanes>(vectors, B + (n * BStep), BStep, whole ? x : packed, whole ? AStep : MaxColumns, depth, sums);
        }

        Transpose.Copy(sums, MaxColumns, Columns, inputs, dw, Columns);
    }

    /// <summary>Computes dx = dy wᵀ for these inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ComputeNarrowInput<TLanes>(int input, int inputs, int firstSample, int lastSample, float* packed, float* sums)
        where TLanes : struct, ILanes<TLanes>
    {
        int vectors = DivideUp(inputs, TLanes.Count);
        bool whole = inputs == vectors * TLanes.Count;
        float* zeros = stackalloc float[MaxColumns];
        new Span<float>(zeros, MaxColumns).Clear();
        if (!whole)
            new Span<float>(packed, Depth * MaxColumns).Clear();
        Transpose.Copy(A + ((nint)input * Depth), Depth, inputs, Depth, packed, MaxColumns);

        for (int n = firstSample, samples; n < lastSample; n += samples)
        {
            samples = NextTile(lastSample - n);
            float* dx = C + (n * CRow) + input;
            ProductTile.Compute<TLanes>(samples, vectors, new()
            {
                A = B + (n * BStep), ARow = BStep, AStep = 1,
                B = packed, BStep = MaxColumns, Depth = Depth,
                Start = zeros, StartRow = 0,
                C = whole ? dx : sums, CRow = whole ? CRow : MaxColumns,
            });
            if (!whole)
                CopyBlock(sums, MaxColumns, samples, inputs, dx, CRow);
        }
    }
}
