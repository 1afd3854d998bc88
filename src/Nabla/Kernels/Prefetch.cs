using System.Runtime.CompilerServices;

using System.Runtime.Intrinsics.X86;

namespace Nabla.Networks;

/// <summary>Asks the processor to fetch memory that is needed soon. A hint: where there is no such instruction nothing happens.</summary>
internal static unsafe class Prefetch
{
    /// <summary>Into the first-level cache: for what is needed within a microsecond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Near(float* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }

    /// <summary>Into the second-level cache: for what is needed within some microseconds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Far(float* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1(address);
    }
}
