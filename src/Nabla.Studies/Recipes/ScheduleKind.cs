using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The learning-rate schedules a recipe can name.</summary>
public enum ScheduleKind
{
    /// <summary><see cref="Networks.LearningRateSchedule.Constant"/>: the rate as it is.</summary>
    Constant,

    /// <summary><see cref="Networks.LearningRateSchedule.Step"/>: times a factor every so many epochs.</summary>
    Step,

    /// <summary><see cref="Networks.LearningRateSchedule.Cosine"/>: half a cosine down to 0 over the run.</summary>
    Cosine,

    /// <summary><see cref="Networks.LearningRateSchedule.OneCycle"/>: up and then far down, once.</summary>
    OneCycle,

    /// <summary><see cref="Networks.LearningRateSchedule.ReduceOnPlateau"/>: times a factor where the validation figure makes no progress.</summary>
    Plateau,
}
