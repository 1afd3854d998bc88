using System.Runtime.Intrinsics;

namespace Nabla.Networks;

/// <summary>Specifies the number of floats that kernels process at once. It affects speed, never a result.</summary>
internal enum VectorWidth
{
    /// <summary>One: the scalar reference kernels, which are the specification.</summary>
    Scalar = 1,

    /// <summary>Four: Arm's AdvSimd; x64 without AVX2.</summary>
    Vector128 = 4,

    /// <summary>Eight: AVX2.</summary>
    Vector256 = 8,

    /// <summary>Sixteen: AVX-512.</summary>
    Vector512 = 16,
}

/// <summary>Detects the vector widths of this machine.</summary>
internal static class VectorWidths
{
    /// <summary>Gets the widest vectors with hardware support; <see cref="VectorWidth.Scalar"/> if there is none.</summary>
    public static VectorWidth Widest =>
        Vector512.IsHardwareAccelerated ? VectorWidth.Vector512
        : Vector256.IsHardwareAccelerated ? VectorWidth.Vector256
        : Vector128.IsHardwareAccelerated ? VectorWidth.Vector128
        : VectorWidth.Scalar;
}
