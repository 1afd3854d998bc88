using Nabla.Networks;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentA;

/// <summary>A batch of six rows and three features behind a batch normalisation whose γ and β are not 1 and 0.</summary>
internal static class NormalizedBatch
{
    public const double Epsilon = 1e-5;

    public static Matrix X => (2 * Draws.Normals(Draws.For("A28"), 6, 3)) + 1;

    public static Matrix G => Draws.Normals(Draws.For("A28").Fold(1), 6, 3);

    public static Matrix Gamma => Matrix.Build.DenseOfRowArrays([[1.5, 0.5, -2]]);

    public static Matrix Beta => Matrix.Build.DenseOfRowArrays([[0.3, -1, 0.25]]);

    public static BatchNorm Layer()
    {
        var layer = new BatchNorm(3);
        Library.Set(layer.Parameters[0], Gamma);
        Library.Set(layer.Parameters[1], Beta);
        return layer;
    }
}
