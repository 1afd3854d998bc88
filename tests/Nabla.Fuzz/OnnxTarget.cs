using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Fuzz;

/// <summary>ONNX files: the library's own, which have a digest, and those of other programs, whose weights nothing covers.</summary>
public sealed class OnnxTarget : FuzzTarget
{
    private const string Own = "own.onnx", Foreign = "foreign.onnx";

    public override string Name => "onnx";

    public override IReadOnlyList<IReadOnlyDictionary<string, byte[]>> Seeds { get; } =
    [
        Files((Own, OwnModel(Column.Numeric("size", [1, 2, double.NaN]), Column.Categorical("colour", ["red", "green", "blue"])).ToOnnxBytes())),
        Files((Own, OwnModel(Column.Numeric("x", [1, 2, 3]), Column.Numeric("y", [1, 0, 2])).ToOnnxBytes())),
        .. Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Nabla.Onnx.Tests", "Data"), "*.onnx").Order(StringComparer.Ordinal).Select(path => Files((Foreign, File.ReadAllBytes(path)))),
    ];

    /// <summary>Half of the files of other programs stay readable, with another graph.</summary>
    public override FuzzCase Create(Draws draws)
    {
        int seed = draws.Below(Seeds.Count);
        if (!Seeds[seed].TryGetValue(Foreign, out byte[]? bytes) || draws.OneIn(2))
            return base.Create(draws);
        var (damaged, what) = OnnxMutation.Apply(bytes, draws);
        return new(seed, Foreign, damaged, Outcome.PlausibleOrError, what);
    }

    public override object Read(string folder) => Model.LoadOnnx(Directory.GetFiles(folder, "*.onnx").Single());

    public override ulong Check(object read, string folder)
    {
        var model = (Model)read;
        var hash = new ContentHash();
        hash.Add(model.Network.Parameters.Fingerprint());
        hash.Add(model.Network.Parameters.StatisticsFingerprint());
        hash.Add(model.Network.ToString());
        hash.Add(model.ToBytes());
        foreach (string name in model.Task.Names.Concat(model.Input.FeatureNames))
            hash.Add(name);
        Require(model.Network.Parameters.All.All(parameter => parameter.Value.ToRowMajor().All(float.IsFinite)), "a weight is not finite");
        float[] outputs = new float[model.Network.Outputs];
        using var processor = new Processor(1);
        model.Network.Predict(new(new float[model.Network.Inputs], 1, model.Network.Inputs), new MatrixView(outputs, 1, outputs.Length), model.Network.CreateWorkspace(1, processor));
        foreach (float output in outputs)
            hash.Add(BitConverter.SingleToInt32Bits(output));
        return hash.Value;
    }

    /// <summary>A model of the file's own length is the least; many layers may share one initializer.</summary>
    public override long MaxAllocation(long length) => (16 << 20) + (100 * length);

    /// <summary>A splice can make a file of another program out of the library's own.</summary>
    protected override Outcome Expect(string name, byte[] bytes, Mutation.Kind kind) => name == Own && kind != Mutation.Kind.Spliced ? Outcome.SameOrError : Outcome.PlausibleOrError;

    private static Model OwnModel(params Column[] columns)
    {
        var schema = InputSchema.Measure(Table.FromColumns(columns));
        var network = new Network(new Linear(schema.Inputs, 3), new WhiteningBatchNorm(3), new Elu(3), new Residual(new Linear(3, 3), new BatchNorm(3), new Dropout(3)), new Linear(3, 2));
        network.Initialize(5);
        return new(network, schema, LearningTask.Classification("no", "yes"));
    }
}
