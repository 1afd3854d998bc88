using Nabla.Networks;

namespace Nabla.Cli.Benchmarks;

/// <summary>The measurements of <c>nabla bench</c>.</summary>
internal static class BenchSuite
{
    private const int Pixels = 3072;                // of a 3×32×32 image
    private const int Classes = 10;
    private const int Batch = 128;

    /// <summary>Returns the default recipe and larger ones, a small table, and the products of which they consist.</summary>
    public static IReadOnlyList<Candidate> Standard(WorkloadData data) =>
    [
        .. Products(Pixels, 128), .. Products(128, Classes), .. Products(Pixels, 512), .. Products(512, 256), .. Products(120, 120),
        .. Steps().Select(workload => Candidate.Of("training step", workload, data)),
        Candidate.Of("inference", new(WorkloadKind.Infer, Pixels, [512, 256], Classes, 1), data),
        Candidate.Of("inference", new(WorkloadKind.Infer, Pixels, [512, 256], Classes, Batch), data),
    ];

    /// <summary>Returns measurements of the cost of a step depending on the batch size, and the width and number of hidden layers.</summary>
    public static IReadOnlyList<Candidate> Growth(WorkloadData data) =>
    [
        .. Doubling(32, 4096).Select(batch => Candidate.Of("step against batch", new(WorkloadKind.Train, Pixels, [128], Classes, batch), data)),
        .. Doubling(64, 2048).Select(width => Candidate.Of("step against width", new(WorkloadKind.Train, Pixels, [width], Classes, Batch), data)),
        .. Doubling(1, 16).Select(depth => Candidate.Of("step against depth", new(WorkloadKind.Train, Pixels, [.. Enumerable.Repeat(256, depth)], Classes, Batch), data)),
    ];

    private static IEnumerable<Workload> Steps() =>
    [
        new(WorkloadKind.Train, Pixels, [128], Classes, Batch),
        new(WorkloadKind.Train, Pixels, [128], Classes, Batch) { Normalization = Normalization.Batch },
        new(WorkloadKind.Train, Pixels, [512, 256], Classes, Batch),
        new(WorkloadKind.Train, Pixels, [512, 120, 120, 120, 120, 120, 120], Classes, Batch),
        new(WorkloadKind.Train, 20, [64, 64], 3, 32, Activation.Relu),
    ];

    private static IEnumerable<Candidate> Products(int inputs, int outputs) =>
        new[] { ProductWork.Affine, ProductWork.WeightGradient, ProductWork.InputGradient }
            .Select(name => Candidate.Of(new ProductWork(name, Batch, inputs, outputs)));

    private static IEnumerable<int> Doubling(int first, int last)
    {
        for (int value = first; value <= last; value *= 2)
            yield return value;
    }
}
