using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Watches a whole run, from its data to its last epoch; cannot change a number of it.</summary>
public interface IRunObserver : ITrainingObserver
{
    /// <summary>The data are about to be loaded or generated.</summary>
    void OnLoading(Recipe recipe)
    {
    }

    /// <summary>All is ready to train.</summary>
    void OnReady(RunPlan plan)
    {
    }

    /// <summary>Training has ended; the best epoch is about to be tested.</summary>
    void OnTesting()
    {
    }
}

/// <summary>What a run is about to do.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Splits">The data.</param>
/// <param name="Parameters">How many numbers will be trained.</param>
/// <param name="Processor">What it will run on, in words.</param>
public sealed record RunPlan(Recipe Recipe, DataSplits Splits, long Parameters, string Processor)
{
    /// <summary>Gets the network that will be trained: to look at, between epochs.</summary>
    public required Network Network { get; init; }
}
