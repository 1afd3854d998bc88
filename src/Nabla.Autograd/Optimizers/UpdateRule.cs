using Nabla.Autograd.Layers;

namespace Nabla.Autograd.Optimizers;

/// <summary>Gradients become updates, in double precision: θ parameter, g gradient, η learning rate, t the step, counted from 1.</summary>
/// <remarks>With weight decay λ, weights lose the share η λ of themselves first (decoupled; other parameters do not decay).</remarks>
/// <param name="weightDecay">λ.</param>
public abstract class UpdateRule(double weightDecay)
{
    private readonly List<Matrix[]> _memories = [];

    /// <summary>Steps done.</summary>
    public int Step { get; private set; }

    /// <summary>Numbers of memory for each parameter.</summary>
    protected abstract int Slots { get; }

    /// <summary>What is remembered between steps, in place: for each parameter a few matrices of its shape, zeros before the first step.</summary>
    /// <param name="parameters">θ.</param>
    public IReadOnlyList<Matrix[]> Memories(IReadOnlyList<Parameter> parameters)
    {
        for (int p = _memories.Count; p < parameters.Count; p++)
            _memories.Add([.. Enumerable.Range(0, Slots).Select(_ => new Matrix(parameters[p].Value.Rows, parameters[p].Value.Columns))]);
        return _memories;
    }

    /// <summary>Goes on as if so many steps had been done; their <see cref="Memories"/> are the caller's to put back.</summary>
    /// <param name="step">Steps done.</param>
    public void ResumeAfter(int step) => Step = step;

    /// <summary>Changes the parameters by one step. Always with the same parameters: their memories go by place.</summary>
    /// <param name="parameters">θ.</param>
    /// <param name="gradients">g, one matrix a parameter.</param>
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

    /// <summary>One parameter's step.</summary>
    protected abstract void Update(Span<double> value, ReadOnlySpan<double> gradient, Matrix[] memory, double learningRate);
}
