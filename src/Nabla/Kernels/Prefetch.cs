using System.Runtime.CompilerServices;

using System.Runtime.Intrinsics.X86;

namespace Nabla.Networks;

/// <summary>Prefetches memory. This is only a hint: without such an instruction nothing happens.</summary>
internal static unsafe class Prefetch
{
    /// <summary>Prefetches into the first-level cache, for memory needed within a microsecond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Near(float* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }

    /// <summary>Prefetches into the second-level cache, for memory needed within some microseconds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Far(float* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1(address);
    }
}
