using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>Specifies the learning rate schedule of a recipe.</summary>
public enum ScheduleKind
{
    /// <summary><see cref="Networks.LearningRateSchedule.Constant"/>: a constant rate.</summary>
    Constant,

    /// <summary><see cref="Networks.LearningRateSchedule.Step"/>: multiplied by a factor every so many epochs.</summary>
    Step,

    /// <summary><see cref="Networks.LearningRateSchedule.Cosine"/>: half a cosine down to 0 over the run.</summary>
    Cosine,

    /// <summary><see cref="Networks.LearningRateSchedule.OneCycle"/>: one rise and fall.</summary>
    OneCycle,

    /// <summary><see cref="Networks.LearningRateSchedule.ReduceOnPlateau"/>: multiplied by a factor if validation does not improve.</summary>
    Plateau,
}
