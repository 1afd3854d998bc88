using Nabla.Networks;
using Nabla.Theory.Definitions;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentB;

/// <summary>A block whose input is added to its output (questions 2.b to 2.d): P = Y + X.</summary>
internal static class ResidualBlock
{
    public static IReadOnlyList<Claim> All { get; } =
    [
        Claim.Holds(
            "B11",
            "P = Y + X with X in ℝˢˣᶠ and a block of widths F, N₁, N₂ needs N₂ = F, and nothing of N₁.",
            "blocks of the library with all widths from 1 to 4, F = 3: which are accepted",
            formula: (int f, int n1, int n2) => n2 == f,
            perturbed: (f, n1, n2) => n2 == n1,
            check: accepted =>
            [
                Finding.Equal(
                    from n1 in Enumerable.Range(1, 4) from n2 in Enumerable.Range(1, 4) select accepted(3, n1, n2) ? 1.0 : 0,
                    from n1 in Enumerable.Range(1, 4) from n2 in Enumerable.Range(1, 4) select Accepts(3, n1, n2) ? 1.0 : 0),
            ]),

        Claim.Holds(
            "B12",
            "dX_pq/dX_ij = δ_pi δ_qj, so dL/dX = J_moduleᵀ[dL/dP] + dL/dP.",
            "dual numbers and central differences of a block of two linear layers with tanh between; the library's Residual",
            formula: (Matrix module, Matrix g) => module + g,
            perturbed: (module, g) => module,
            check: gradient =>
            [
                .. Derivative.Check(
                    x => LinearDefinition.Weighed([.. Block(x).Zip(x, (y, skip) => y + skip)], G), X,
                    gradient(Dense(Derivative.ByDuals(x => LinearDefinition.Weighed(Block(x), G), X.ToRowMajorArray())), G)),
                Library.Check(
                    gradient(Dense(Derivative.ByDuals(x => LinearDefinition.Weighed(Block(x), G), X.ToRowMajorArray())), G),
                    Library.Run(new Residual(Library.Linear(W1, Zeros(5)), new Tanh(5), Library.Linear(W2, Zeros(3))), X, G).InputGradient),
            ]),

        Claim.Erratum(
            "B13",
            "With J = cI the gradient is |1 + c| times as large as without the block, 0 for c = −1, (1 + c)ⁿ over n blocks; "
            + "in mean, for random J, E‖(I + Jᵀ)g‖² = ‖g‖² + E‖Jᵀg‖².",
            says: "adding the term makes sure that the gradients' values stay higher: 1 + |c|.",
            "dual numbers of the block F(X) = cX, c = −1, −0.5, 0.5; chains of 6; 50,000 random 3 × 3 J = cI + N(0, s²), c = 0 and −0.5, s = 0.4",
            formula: (double c, double s, int blocks) => Math.Pow(((1 + c) * (1 + c)) + (3 * s * s), blocks / 2.0),
            perturbed: (c, s, blocks) => Math.Pow(1 + (c * c) + (3 * s * s), blocks / 2.0),
            printed: (c, s, blocks) => Math.Pow(((1 + Math.Abs(c)) * (1 + Math.Abs(c))) + (3 * s * s), blocks / 2.0),
            check: growth =>
            [
                Finding.Close(growth(-1, 0, 1), Chain(-1, 1), 1e-12),
                Finding.Close(new[] { -0.5, 0.5 }.Select(c => growth(c, 0, 1)), new[] { -0.5, 0.5 }.Select(c => Chain(c, 1)), 1e-12),
                Finding.Close(new[] { -0.5, 0.5 }.Select(c => growth(c, 0, 6)), new[] { -0.5, 0.5 }.Select(c => Chain(c, 6)), 1e-12),
                .. new[] { 0, -0.5 }.Select(c => RandomBlocks(c, 0.4).CheckMean(Math.Pow(growth(c, 0.4, 1), 2))),
            ],
            margin: 0.5),
    ];

    private static Matrix X => Draws.Normals(Draws.For("B12").Fold(0), 2, 3);

    private static Matrix G => Draws.Normals(Draws.For("B12").Fold(1), 2, 3);

    private static Matrix W1 => Draws.Normals(Draws.For("B12").Fold(2), 5, 3);

    private static Matrix W2 => Draws.Normals(Draws.For("B12").Fold(3), 3, 5);

    private static double[] Zeros(int count) => new double[count];

    private static Matrix Dense(double[] values) => Matrix.Build.DenseOfRowMajor(2, 3, values);

    /// <summary>tanh(X W₁ᵀ) W₂ᵀ.</summary>
    private static Dual[] Block(Dual[] x)
    {
        Dual[] hidden = [.. LinearDefinition.Output(x, Constants(W1), Derivative.Constants(Zeros(5)), 3).Select(Dual.Tanh)];
        return LinearDefinition.Output(hidden, Constants(W2), Derivative.Constants(Zeros(3)), 5);
    }

    private static Dual[] Constants(Matrix values) => Derivative.Constants(values.ToRowMajorArray());

    private static bool Accepts(int inputs, int hidden, int outputs)
    {
        try
        {
            _ = new Residual(new Linear(inputs, hidden), new Linear(hidden, outputs));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>‖dL/dx‖/‖dL/dP‖ for blocks F(x) = cx in a row.</summary>
    private static double Chain(double c, int blocks)
    {
        double[] gradient = Derivative.ByDuals(
            x =>
            {
                for (int i = 0; i < blocks; i++)
                    x = [.. x.Select(value => (c * value) + value)];
                return (3 * x[0]) + (4 * x[1]);
            }, [0.3, -0.7]);
        return Math.Sqrt(gradient.Sum(value => value * value)) / 5;
    }

    /// <summary>‖(I + Jᵀ)g‖²/‖g‖² for draws of J = cI + s·(normal entries).</summary>
    private static Sample RandomBlocks(double c, double spread)
    {
        var key = Draws.For("B13");
        double[] g = [1, -2, 0.5];
        double before = g.Sum(value => value * value);
        return Sample.Draw(50_000, position =>
        {
            double after = 0;
            for (int i = 0; i < 3; i++)
            {
                double entry = (1 + c) * g[i];
                for (int j = 0; j < 3; j++)
                    entry += spread * key.Normal((position * 9) + (ulong)((3 * i) + j)) * g[j];
                after += entry * entry;
            }

            return after / before;
        });
    }
}
