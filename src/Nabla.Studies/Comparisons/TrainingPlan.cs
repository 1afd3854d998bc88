using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The information that an engine in another process needs to perform the same steps: initial weights, batches and learning rates.</summary>
internal sealed class TrainingPlan
{
    /// <summary>Gets the parameters before the first step, row by row.</summary>
    public IReadOnlyList<float[]> Parameters { get; private set; } = [];

    /// <summary>Gets the network's structure.</summary>
    public Network? Network { get; private set; }

    /// <summary>Gets the positions in the training split of each step's examples.</summary>
    public List<int[]> Batches { get; } = [];

    /// <summary>Gets the learning rate of each step.</summary>
    public List<float> Rates { get; } = [];

    /// <summary>Records the network before the first step.</summary>
    public void Begin(Network network)
    {
        Network = network;
        Parameters = [.. network.Parameters.All.Select(parameter => parameter.Value.ToRowMajor())];
    }

    /// <summary>Records a step.</summary>
    public void Add(ReadOnlySpan<int> positions, float learningRate)
    {
        Batches.Add(positions.ToArray());
        Rates.Add(learningRate);
    }
}
