using Nabla.Autograd;
using Nabla.Theory.Oracles;

namespace Nabla.Theory.Claims.DocumentC;

/// <summary>The document's network for one sample (section 2): hᵃ = W₁x + b₁, hˢ = LeakyReLU(hᵃ), oᵃ = W₂hˢ + b₂, L = −log softmax(oᵃ)_y. Scalar loops over dual numbers.</summary>
/// <param name="W1">d_h × d.</param>
/// <param name="B1">d_h × 1.</param>
/// <param name="W2">m × d_h.</param>
/// <param name="B2">m × 1.</param>
/// <param name="X">d × 1.</param>
/// <param name="Label">y.</param>
internal sealed record TwoLayerNetwork(Matrix W1, Matrix B1, Matrix W2, Matrix B2, Matrix X, int Label)
{
    /// <summary>LeakyReLU's α.</summary>
    public const double Slope = 0.1;

    /// <summary>d = 3, d_h = 5, m = 4; pre-activations of both signs, none near the kink.</summary>
    public static TwoLayerNetwork Drawn { get; } = Draw(0);

    /// <summary>hᵃ.</summary>
    public Matrix PreActivation => ColumnOf(Affine(Of(X), Of(W1), Of(B1)));

    /// <summary>hˢ.</summary>
    public Matrix Hidden => ColumnOf(Activate(Of(PreActivation)));

    /// <summary>oᵃ.</summary>
    public Matrix Logits => ColumnOf(Affine(Of(Hidden), Of(W2), Of(B2)));

    /// <summary>oˢ.</summary>
    public Matrix Probabilities => ColumnOf(Definitions.SoftmaxDefinition.Output(Of(Logits), Logits.RowCount));

    /// <summary>dL/doᵃ by dual numbers: so that each equation is tested alone.</summary>
    public Matrix OfLogits => Matrix.Build.DenseOfColumnArrays(Derivative.ByDuals(LossOfLogits, Logits.ToColumnMajorArray()));

    /// <summary>dL/dhˢ by dual numbers.</summary>
    public Matrix OfHidden => Matrix.Build.DenseOfColumnArrays(Derivative.ByDuals(LossOfHidden, Hidden.ToColumnMajorArray()));

    /// <summary>dL/dhᵃ by dual numbers.</summary>
    public Matrix OfPreActivation => Matrix.Build.DenseOfColumnArrays(Derivative.ByDuals(LossOfPreActivation, PreActivation.ToColumnMajorArray()));

    /// <summary>A network and sample of a number.</summary>
    public static TwoLayerNetwork Draw(int number)
    {
        for (ulong attempt = 0; ; attempt++)
        {
            var key = Draws.For("C18").Fold((ulong)number).Fold(attempt);
            var network = new TwoLayerNetwork(
                Draws.AwayFromZero(key.Fold(0), 5, 3), Draws.Normals(key.Fold(1), 5, 1), Draws.AwayFromZero(key.Fold(2), 4, 5),
                Draws.Normals(key.Fold(3), 4, 1), Draws.Normals(key.Fold(4), 3, 1), number % 4);
            double[] z = network.PreActivation.ToColumnMajorArray();
            if (z.All(value => Math.Abs(value) > 1e-2) && z[0] < 0 && z[^1] > 0)
                return network;
        }
    }

    /// <summary>L, with any parameter or the input in place of its own, row by row.</summary>
    public Dual Loss(Dual[]? w1 = null, Dual[]? b1 = null, Dual[]? w2 = null, Dual[]? b2 = null, Dual[]? x = null) =>
        LossOfLogits(Affine(Activate(Affine(x ?? Of(X), w1 ?? Of(W1), b1 ?? Of(B1))), w2 ?? Of(W2), b2 ?? Of(B2)));

    /// <summary>L from hᵃ on.</summary>
    public Dual LossOfPreActivation(Dual[] z) => LossOfHidden(Activate(z));

    /// <summary>L from hˢ on.</summary>
    public Dual LossOfHidden(Dual[] h) => LossOfLogits(Affine(h, Of(W2), Of(B2)));

    /// <summary>L from oᵃ on, as −log oˢ_y.</summary>
    public Dual LossOfLogits(Dual[] o) => -Dual.Log(Definitions.SoftmaxDefinition.Output(o, o.Length)[Label]);

    /// <summary>L in autograd's primitives, with any parameter or the input in place of its own; <paramref name="any"/> is a node of the tape.</summary>
    public Node LossOnTape(Node any, Node? w1 = null, Node? b1 = null, Node? w2 = null, Node? b2 = null, Node? x = null)
    {
        var z = (w1 ?? any.Constant(W1)).Times(x ?? any.Constant(X)) + (b1 ?? any.Constant(B1));
        var o = (w2 ?? any.Constant(W2)).Times(z.GreaterThan(0).Choose(z, Slope * z)) + (b2 ?? any.Constant(B2));
        return o.LogSumExp() - o.GatherRows(Label);
    }

    /// <summary>The library's gradients in the order W₁, b₁, W₂, b₂, x, in the document's shapes.</summary>
    public IReadOnlyList<Matrix> InLibrary()
    {
        var (first, second) = (Library.Linear(W1, B1.ToColumnMajorArray()), Library.Linear(W2, B2.ToColumnMajorArray()));
        var activation = new Networks.LeakyRelu(5, (float)Slope);
        Matrix x = X.Transpose(), none5 = Matrix.Build.Dense(1, 5), none4 = Matrix.Build.Dense(1, 4), target = Matrix.Build.Dense(1, 4, (_, k) => k == Label ? 1 : 0);
        var z = Library.Run(first, x, none5).Output;
        var h = Library.Run(activation, z, none5).Output;
        var outer = Library.Run(second, h, Library.Evaluate(new Nabla.SoftmaxCrossEntropy(), Library.Run(second, h, none4).Output, target).Gradient);
        var inner = Library.Run(first, x, Library.Run(activation, z, outer.InputGradient).InputGradient);
        return [.. new[] { inner.ParameterGradients[0], inner.ParameterGradients[1], outer.ParameterGradients[0], outer.ParameterGradients[1], inner.InputGradient }.Select(g => g.Transpose())];
    }

    /// <summary>Numbers as constants, row by row.</summary>
    public static Dual[] Of(Matrix matrix) => Derivative.Constants(matrix.ToRowMajorArray());

    private static Dual[] Affine(Dual[] x, Dual[] w, Dual[] b) =>
        [.. b.Select((bias, row) => bias + Dual.Sum(x.Select((value, column) => w[(row * x.Length) + column] * value)))];

    private static Dual[] Activate(Dual[] z) => [.. z.Select(value => value.Value >= 0 ? value : Slope * value)];

    private static Matrix ColumnOf(Dual[] values) => Matrix.Build.DenseOfColumns([values.Select(value => value.Value)]);
}
