using Nabla.Networks;

namespace Nabla.Cli.Benchmarks;

/// <summary>A candidate for measurement.</summary>
/// <param name="Group">The group in the table.</param>
/// <param name="Name">The name; <c>--filter</c> searches for a part of it.</param>
/// <param name="Operations">The minimum number of floating-point operations.</param>
/// <param name="Prepare">Prepares the candidate on a processor; the result runs it once.</param>
internal sealed record Candidate(string Group, string Name, double Operations, Func<Processor, Action> Prepare)
{
    /// <summary>Creates a candidate from one product of a linear layer.</summary>
    public static Candidate Of(ProductWork work) => new("products", work.ToString(), work.Operations, work.Prepare);

    /// <summary>Creates a candidate from a training step, or an inference pass.</summary>
    public static Candidate Of(string group, Workload workload, WorkloadData data) =>
        new(group, workload.ToString(), workload.Operations, processor => new PreparedWorkload(workload, processor, data).Run);
}
