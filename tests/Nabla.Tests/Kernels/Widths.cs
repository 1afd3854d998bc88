using Nabla.Networks;

namespace Nabla.Tests.Kernels;

/// <summary>Every vector width; each works on every machine.</summary>
internal static class Widths
{
    public static IEnumerable<VectorWidth> All => Enum.GetValues<VectorWidth>();
}
