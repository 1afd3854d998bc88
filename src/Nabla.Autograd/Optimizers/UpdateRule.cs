using Nabla.Autograd.Layers;

namespace Nabla.Autograd.Optimizers;

/// <summary>The base class of optimizers in double precision: θ parameter, g gradient, η learning rate, t the step, counted from 1.</summary>
/// <remarks>With weight decay λ, weights are first multiplied by 1 − η λ (decoupled; other parameters do not decay).</remarks>
/// <param name="weightDecay">λ.</param>
public abstract class UpdateRule(double weightDecay)
{
    private readonly List<Matrix[]> _memories = [];

    /// <summary>Gets the number of completed steps.</summary>
    public int Step { get; private set; }

    /// <summary>Gets the number of state matrices per parameter.</summary>
    protected abstract int Slots { get; }

    /// <summary>Returns the state, not copied: for each parameter a few matrices of its shape, zeros before the first step.</summary>
    /// <param name="parameters">θ.</param>
    public IReadOnlyList<Matrix[]> Memories(IReadOnlyList<Parameter> parameters)
    {
        for (int p = _memories.Count; p < parameters.Count; p++)
            _memories.Add([.. Enumerable.Range(0, Slots).Select(_ => new Matrix(parameters[p].Value.Rows, parameters[p].Value.Columns))]);
        return _memories;
    }

    /// <summary>Resumes after a number of steps; the caller restores their <see cref="Memories"/>.</summary>
    /// <param name="step">The number of completed steps.</param>
    public void ResumeAfter(int step) => Step = step;

    /// <summary>Updates the parameters by one step. Must always be called with the same parameters, whose state is stored by position.</summary>
    /// <param name="parameters">θ.</param>
    /// <param name="gradients">g, one matrix per parameter.</param>
    /// <param name="learningRate">η of this step.</param>
    public void Update(IReadOnlyList<Parameter> parameters, IReadOnlyList<Matrix> gradients, double learningRate)
    {
        Step++;
        var memories = Memories(parameters);
        for (int p = 0; p < parameters.Count; p++)
        {
            var value = parameters[p].Value;
            if (weightDecay != 0 && parameters[p].Role == ParameterRole.Weight)
            {
                foreach (ref double weight in value.Data)
                    weight -= learningRate * weightDecay * weight;
            }

            Update(value.Data, gradients[p].Data, memories[p], learningRate);
        }
    }

    /// <summary>Updates one parameter.</summary>
    protected abstract void Update(Span<double> value, ReadOnlySpan<double> gradient, Matrix[] memory, double learningRate);
}
