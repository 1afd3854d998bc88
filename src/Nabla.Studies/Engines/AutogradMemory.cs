using Nabla.Autograd;
using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The state of the autograd engine between steps: the parameters' values and the optimizer's state, both in double precision.</summary>
/// <remarks>Each buffer contains the parameters in order, row by row.</remarks>
internal sealed class AutogradMemory(
    IReadOnlyList<Autograd.Layers.Parameter> parameters, Autograd.Optimizers.UpdateRule rule, Optimizer optimizer)
{
    private const string ValuesName = "values";
    private const string StepName = "step";

    private readonly string _kind = KindOf(optimizer);
    private readonly string[] _names = [ValuesName, .. optimizer.Buffers];
    private readonly int _length = parameters.Sum(parameter => parameter.Value.Data.Length);

    /// <summary>Returns why saved state does not belong to this optimizer and number of parameters, as the end of a sentence; null if it does.</summary>
    public static string? WhyNot(TrainingState state, Optimizer optimizer, long parameters) =>
        state.WhyNotFor(KindOf(optimizer), checked((int)parameters), [StepName], [], [ValuesName, .. optimizer.Buffers]);

    /// <summary>Returns a copy of the complete state.</summary>
    public TrainingState Save()
    {
        var doubles = _names.ToDictionary(name => name, _ => new double[_length], StringComparer.Ordinal);
        ForEach((name, start, matrix) => matrix.Data.CopyTo(doubles[name].AsSpan(start)));
        return new()
        {
            Kind = _kind,
            Scalars = new Dictionary<string, double>(StringComparer.Ordinal) { [StepName] = rule.Step },
            Doubles = doubles.ToDictionary(buffer => buffer.Key, buffer => (ReadOnlyMemory<double>)buffer.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>Restores saved state.</summary>
    /// <exception cref="ArgumentException">The state belongs to another optimizer or to other parameters.</exception>
    public void Restore(TrainingState state)
    {
        if (WhyNot(state, optimizer, _length) is { } reason)
            throw new ArgumentException($"The optimizer state cannot be restored: {reason}.", nameof(state));
        rule.ResumeAfter(checked((int)state.Scalars[StepName]));
        ForEach((name, start, matrix) => state.Doubles[name].Span.Slice(start, matrix.Data.Length).CopyTo(matrix.Data));
    }

    private static string KindOf(Optimizer optimizer) => $"{optimizer.Kind} on the autograd engine";

    /// <summary>Visits every parameter's values and state, each with the name of its buffer and its position there.</summary>
    private void ForEach(Action<string, int, Matrix> visit)
    {
        var memories = rule.Memories(parameters);
        int start = 0;
        for (int p = 0; p < parameters.Count; p++)
        {
            visit(ValuesName, start, parameters[p].Value);
            for (int i = 1; i < _names.Length; i++)
                visit(_names[i], start, memories[p][i - 1]);
            start += parameters[p].Value.Data.Length;
        }
    }
}
