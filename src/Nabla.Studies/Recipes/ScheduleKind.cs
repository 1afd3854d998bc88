namespace Nabla.Studies;

/// <summary>The learning-rate schedules a recipe can name.</summary>
public enum ScheduleKind
{
    /// <summary><see cref="Optimizers.ConstantSchedule"/>: the rate as it is.</summary>
    Constant,

    /// <summary><see cref="Optimizers.StepSchedule"/>: times a factor every so many epochs.</summary>
    Step,

    /// <summary><see cref="Optimizers.CosineSchedule"/>: half a cosine down to 0 over the run.</summary>
    Cosine,

    /// <summary><see cref="Optimizers.OneCycleSchedule"/>: up and then far down, once.</summary>
    OneCycle,

    /// <summary><see cref="Optimizers.ReduceOnPlateau"/>: times a factor where the validation figure makes no progress.</summary>
    Plateau,
}
