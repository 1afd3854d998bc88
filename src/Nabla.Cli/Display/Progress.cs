using Nabla.Networks;
using Nabla.Studies;

namespace Nabla.Cli.Display;

/// <summary>Shows a run in progress.</summary>
internal abstract class Progress : IRunObserver
{
    /// <summary>Creates the display for the host: redrawn, line by line, or none.</summary>
    public static Progress Create(Host host, bool isQuiet) =>
        isQuiet ? new SilentProgress() : host.CanRedraw ? new LiveProgress(host.ErrorConsole(), host.Time) : new PlainProgress(host.Error);

    /// <summary>Shows progress during the work.</summary>
    public abstract T Watch<T>(Func<T> work);

    public virtual void OnLoading(Recipe recipe)
    {
    }

    public virtual void OnReady(RunPlan plan)
    {
    }

    public virtual void OnStart(int epochs, int stepsPerEpoch, int samplesPerEpoch)
    {
    }

    public virtual void OnResume(IReadOnlyList<EpochRecord> epochs)
    {
    }

    public virtual void OnStep(long step, double loss, double penalty, int? correct, int samples)
    {
    }

    public virtual void OnEpoch(EpochRecord epoch)
    {
    }

    public virtual void OnTesting()
    {
    }

    /// <summary>Returns a sentence on where a run resumes.</summary>
    protected static string Continuing(int epochsDone, int epochs) => $"continuing after epoch {epochsDone}/{epochs}";

    /// <summary>Returns the plan of a run in two lines.</summary>
    protected static string[] Headline(RunPlan plan)
    {
        var (train, validation, test) = (plan.Splits.Train, plan.Splits.Validation, plan.Splits.Test);
        int outputs = train.Dataset.Task.Names.Count;
        string widths = string.Join('-', plan.Recipe.Hidden.Prepend(train.Dataset.Features).Append(outputs));
        if (plan.Recipe.Hidden.Count > 8)
            widths = $"{train.Dataset.Features}-{HiddenSizes.Format(plan.Recipe.Hidden, "-")}-{outputs}";
        return
        [
            plan.Recipe.IsTable
                ? $"{plan.Recipe.Data}: {train.Dataset.Task} of {plan.Recipe.Target}; {Figures.Count(train.Count)} training, {Figures.Count(validation.Count)} validation and {Figures.Count(test.Count)} test rows"
                : $"{plan.Recipe.Data}: {Figures.Count(train.Count)} training, {Figures.Count(validation.Count)} validation and {Figures.Count(test.Count)} test images",
            $"{widths}: {Figures.Count(plan.Parameters)} parameters; {plan.Processor}",
        ];
    }
}
