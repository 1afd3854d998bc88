using Nabla.Networks;

namespace Nabla.Cli.Benchmarks;

/// <summary>Something that can be measured.</summary>
/// <param name="Group">What it is shown with.</param>
/// <param name="Name">What it is called; <c>--filter</c> looks for a part of it.</param>
/// <param name="Operations">The floating-point operations that it cannot do without.</param>
/// <param name="Prepare">Makes it ready on a processor; what comes back does it once.</param>
internal sealed record Candidate(string Group, string Name, double Operations, Func<Processor, Action> Prepare)
{
    /// <summary>One product of a linear layer.</summary>
    public static Candidate Of(ProductWork work) => new("products", work.ToString(), work.Operations, work.Prepare);

    /// <summary>A step of training, or an answer.</summary>
    public static Candidate Of(string group, Workload workload, WorkloadData data) =>
        new(group, workload.ToString(), workload.Operations, processor => new PreparedWorkload(workload, processor, data).Run);
}
