using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>What an engine in another process must be told to do the same steps: first weights, batches and rates.</summary>
internal sealed class TrainingPlan
{
    /// <summary>The parameters before the first step, row by row.</summary>
    public IReadOnlyList<float[]> Parameters { get; private set; } = [];

    /// <summary>The network's structure.</summary>
    public Network? Network { get; private set; }

    /// <summary>For each step the positions of its examples in the training split.</summary>
    public List<int[]> Batches { get; } = [];

    /// <summary>For each step its learning rate.</summary>
    public List<float> Rates { get; } = [];

    /// <summary>Keeps the network as it is before the first step.</summary>
    public void Begin(Network network)
    {
        Network = network;
        Parameters = [.. network.Parameters.All.Select(parameter => parameter.Value.ToRowMajor())];
    }

    /// <summary>Keeps a step.</summary>
    public void Add(ReadOnlySpan<int> positions, float learningRate)
    {
        Batches.Add(positions.ToArray());
        Rates.Add(learningRate);
    }
}
