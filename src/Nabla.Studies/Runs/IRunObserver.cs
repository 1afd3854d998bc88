using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Observes a whole run, from its data to its last epoch; cannot change its results.</summary>
public interface IRunObserver : ITrainingObserver
{
    /// <summary>Called when the data are about to be loaded or generated.</summary>
    void OnLoading(Recipe recipe)
    {
    }

    /// <summary>Called when everything is ready for training.</summary>
    void OnReady(RunPlan plan)
    {
    }

    /// <summary>Called when training has ended and the best epoch is about to be tested.</summary>
    void OnTesting()
    {
    }
}

/// <summary>The plan of a run.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Splits">The data.</param>
/// <param name="Parameters">The number of trainable parameters.</param>
/// <param name="Processor">A description of the processor.</param>
public sealed record RunPlan(Recipe Recipe, DataSplits Splits, long Parameters, string Processor)
{
    /// <summary>Gets the network to train, for inspection between epochs.</summary>
    public required Network Network { get; init; }
}
