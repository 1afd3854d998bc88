using Nabla;
using Nabla.Networks;

namespace Samples;

// sample: a layer of your own
/// <summary>The parametric rectifier (He et al. 2015): y = x where x &gt; 0, αx elsewhere, with one trainable slope α for each feature.</summary>
internal sealed class PRelu : ElementwiseLayer
{
    private readonly Parameter _slope;
    private readonly float _initial;

    public PRelu(int width, float initial = 0.25f)
        : base(width)
    {
        _initial = initial;
        _slope = new Parameter("slope", rows: 1, columns: width);
        Parameters = [_slope];
        Initialize(default);
    }

    public override string Kind => "PRelu";

    public override IReadOnlyList<Parameter> Parameters { get; }

    public override LayerDescription Describe() => new LayerDescription(Kind, Inputs, Outputs).With("initial", _initial);

    public override void Initialize(RandomKey key) => _slope.Value.Data.Fill(_initial);

    protected override void Apply(in Pass pass, ReadOnlyMatrixView x, MatrixView y)
    {
        var slope = _slope.Value.Data;
        for (int n = 0; n < x.Rows; n++)
        {
            for (int j = 0; j < x.Columns; j++)
                y[n, j] = x[n, j] > 0 ? x[n, j] : slope[j] * x[n, j];
        }
    }

    protected override void ApplyDerivative(in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlyMatrixView dy, MatrixView dx)
    {
        var slope = _slope.Value.Data;
        for (int n = 0; n < x.Rows; n++)
        {
            for (int j = 0; j < x.Columns; j++)
                dx[n, j] = x[n, j] > 0 ? dy[n, j] : slope[j] * dy[n, j];
        }
    }

    protected override void AddParameterGradients(in Pass pass, ReadOnlyMatrixView x, ReadOnlyMatrixView y, ReadOnlyMatrixView dy)
    {
        var gradient = _slope.Gradient.Data;
        for (int n = 0; n < x.Rows; n++)
        {
            for (int j = 0; j < x.Columns; j++)
                gradient[j] += x[n, j] > 0 ? 0 : x[n, j] * dy[n, j];
        }
    }
}
// end
