namespace Nabla.Networks;

/// <summary>The state of an optimizer between steps: the number of steps, and named buffers laid out like <c>ParameterStore.Values</c>.</summary>
public sealed class OptimizerState
{
    private const string StepName = "step";

    private readonly string _kind;
    private readonly int _length;
    private readonly string[] _names;
    private readonly string[] _scalarNames;
    private readonly AlignedBuffer[] _buffers;
    private readonly double[] _scalars;

    /// <summary>Initializes state whose buffers and scalars are 0.</summary>
    /// <param name="kind">The kind of optimizer to which the state belongs: "Adam".</param>
    /// <param name="length">The number of parameter values: the length of <c>ParameterStore.Values</c>.</param>
    /// <param name="buffers">The names of the buffers.</param>
    /// <param name="scalars">The names of scalars besides the step. Default none.</param>
    internal OptimizerState(string kind, int length, IReadOnlyList<string> buffers, IReadOnlyList<string>? scalars = null)
    {
        (_kind, _length, _names, _scalarNames) = (kind, length, [.. buffers], [.. scalars ?? []]);
        _buffers = [.. _names.Select(_ => new AlignedBuffer(length))];
        _scalars = new double[_scalarNames.Length];
    }

    /// <summary>Gets the number of steps done.</summary>
    public long Step { get; internal set; }

    /// <summary>Gets the names of the buffers, in their order.</summary>
    public IReadOnlyList<string> Buffers => _names;

    /// <summary>Returns a buffer, with one element per parameter value, laid out like <c>ParameterStore.Values</c>.</summary>
    /// <param name="index">The buffer's index in <see cref="Buffers"/>.</param>
    public Span<float> Buffer(int index) => _buffers[index].Span;

    /// <summary>Returns a copy of the complete state.</summary>
    public TrainingState Save()
    {
        var scalars = new Dictionary<string, double>(StringComparer.Ordinal) { [StepName] = Step };
        for (int i = 0; i < _scalars.Length; i++)
            scalars[_scalarNames[i]] = _scalars[i];
        var floats = new Dictionary<string, ReadOnlyMemory<float>>(StringComparer.Ordinal);
        for (int i = 0; i < _buffers.Length; i++)
            floats[_names[i]] = _buffers[i].Span.ToArray();
        return new() { Kind = _kind, Scalars = scalars, Floats = floats };
    }

    /// <summary>Restores saved state.</summary>
    /// <param name="saved">State from <see cref="Save"/>, of the same optimizer and parameters of the same size.</param>
    /// <exception cref="ArgumentException">The state belongs to another optimizer or to other parameters.</exception>
    public void Restore(TrainingState saved)
    {
        if (WhyNot(saved, _kind, _length, _names, _scalarNames) is { } reason)
            throw new ArgumentException($"The optimizer state cannot be restored: {reason}.", nameof(saved));
        Step = (long)saved.Scalars[StepName];
        for (int i = 0; i < _scalars.Length; i++)
            _scalars[i] = saved.Scalars[_scalarNames[i]];
        for (int i = 0; i < _buffers.Length; i++)
            saved.Floats[_names[i]].Span.CopyTo(_buffers[i].Span);
    }

    /// <summary>Returns a reference to a scalar.</summary>
    internal ref double Scalar(int index) => ref _scalars[index];

    /// <summary>Returns why saved state does not have this form; null if it does.</summary>
    internal static string? WhyNot(TrainingState saved, string kind, int length, IReadOnlyList<string> buffers, IReadOnlyList<string>? scalars = null)
    {
        if (saved.WhyNotFor(kind, length, [StepName, .. scalars ?? []], buffers, []) is { } reason)
            return reason;
        double step = saved.Scalars[StepName];
        return step >= 0 && step == Math.Floor(step) && step < 1L << 53 ? null : FormattableString.Invariant($"its number of steps is {step}");
    }

    /// <summary>Throws if state belongs to another optimizer or to other parameters: kernels rely on its length.</summary>
    internal static void ThrowIfNotFor(string kind, int buffers, ParameterStore parameters, OptimizerState state)
    {
        if (kind != state._kind || buffers != state._buffers.Length || parameters.Values.Length != state._length)
        {
            throw new ArgumentException(
                $"This state belongs to {state._kind} and has {state._buffers.Length} buffers of {state._length} elements; {kind} on these parameters needs {buffers} of {parameters.Values.Length}. Create it with CreateState.",
                nameof(state));
        }
    }
}
