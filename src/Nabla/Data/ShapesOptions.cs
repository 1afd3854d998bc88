namespace Nabla.Data;

/// <summary>How much of <see cref="Shapes"/> to generate, and from which seed.</summary>
public sealed record ShapesOptions
{
    /// <summary>Draws everything in the images. Default 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Images to learn and to validate on. At least 1. Default 10,000: a fifth of CIFAR-10, so a run takes seconds.</summary>
    public int TrainingCount { get; init; } = 10_000;

    /// <summary>Images to test on. At least 1. Default 2,000: an accuracy near 70 % is then known to about one percentage point.</summary>
    public int TestCount { get; init; } = 2_000;

    /// <summary>Every error there is, as sentences; empty when the options can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Check("trainingCount", TrainingCount);
        Check("testCount", TestCount);
        return errors;

        void Check(string name, int count)
        {
            if (count is < 1 or > Shapes.MostImages)
                errors.Add($"{name} is {count}; it must be from 1 to {Shapes.MostImages}.");
        }
    }
}
