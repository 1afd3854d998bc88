using System.Text.Json;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.Losses;

/// <summary>PyTorch's losses and gradients, as tests/golden/losses.py wrote them down.</summary>
public sealed class LossGoldenTests
{
    private static readonly JsonElement Golden =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "golden", "losses.json"))).RootElement;

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Golden.GetProperty("cases").GetArrayLength())];

    [Theory, MemberData(nameof(Cases))]
    public void Means_and_gradients_are_those_of_PyTorch(int index)
    {
        using var processor = new Processor(threads: 1);
        var golden = Golden.GetProperty("cases")[index];
        string name = golden.GetProperty("name").GetString()!;
        int rows = Golden.GetProperty("rows").GetInt32(), columns = Golden.GetProperty("columns").GetInt32();
        float[] target = Floats(golden, "target"), gradient = new float[rows * columns];

        double mean = Create(name, golden).Evaluate(
            processor,
            new MatrixView(Floats(golden, "output"), rows, columns),
            target.Length == rows ? new Targets([.. target.Select(label => (int)label)]) : new MatrixView(target, rows, columns),
            new float[rows],
            new(gradient, rows, columns));

        double expected = golden.GetProperty("mean").GetDouble();
        Assert.Equal(expected, mean, 1e-6 * Math.Abs(expected));
        double error = CentralDifferences.RelativeError(gradient, [.. Floats(golden, "gradient").Select(value => (double)value)]);
        Assert.True(error <= 1e-6, $"{name}: relative error {error:E2}");
    }

    [Fact]
    public void Labels_give_what_their_one_hot_values_give()
    {
        using var processor = new Processor(threads: 1);
        int[] labels = [4, 0, 1, 2, 1, 3];
        var golden = Golden.GetProperty("cases").EnumerateArray().Single(golden => golden.GetProperty("name").GetString() == "BinaryCrossEntropy, one-hot");
        double mean = new BinaryCrossEntropy().Evaluate(processor, new MatrixView(Floats(golden, "output"), 6, 5), labels, new float[6], default);
        Assert.Equal(golden.GetProperty("mean").GetDouble(), mean, 1e-6);
    }

    private static Loss Create(string name, JsonElement golden) => name.Split(',')[0] switch
    {
        "SoftmaxCrossEntropy" => new SoftmaxCrossEntropy(golden.GetProperty("labelSmoothing").GetSingle(), Floats(golden, "classWeights")),
        "NegativeLogLikelihood" => new NegativeLogLikelihood(Floats(golden, "classWeights")),
        "BinaryCrossEntropy" => new BinaryCrossEntropy(),
        "MeanSquaredError" => new MeanSquaredError(),
        "MeanAbsoluteError" => new MeanAbsoluteError(),
        "Huber" => new Huber(golden.GetProperty("delta").GetSingle()),
        _ => throw new NotSupportedException(name),
    };

    private static float[] Floats(JsonElement golden, string name) => [.. golden.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())];
}
