using Nabla.Reports.Studies;
using Nabla.Studies;

namespace Nabla.Reports.Tests.Studies;

/// <summary>What is said of two entries, and what is not.</summary>
public sealed class StudyWordsTests
{
    [Theory]
    [InlineData("“a” is 2.00 percentage points higher than “b”, but 1 seed is too few to compare; run at least 3.", 0.02)]
    [InlineData("“a” is 2.00 percentage points higher than “b”, but 2 seeds are too few to compare; run at least 3.", 0.02, 0.02)]
    [InlineData("“a” is better than “b”: 2.00 percentage points higher over 3 seeds (95 % confidence interval of the difference: +1.57 to +2.43).", 0.018, 0.021, 0.021)]
    [InlineData("“a” is worse than “b”: 2.00 percentage points lower over 3 seeds (95 % confidence interval of the difference: −2.43 to −1.57).", -0.018, -0.021, -0.021)]
    [InlineData("No clear difference between “a” and “b”: “a” is 1.00 percentage points higher over 3 seeds, but the interval includes 0 (95 % confidence interval of the difference: −3.97 to +5.97).", 0.01, 0.03, -0.01)]
    [InlineData("“a” and “b” cannot be compared: no seed has finished for both.")]
    public void Seeds_that_are_too_few_are_said_to_be(string sentence, params double[] differences) =>
        Assert.Equal(sentence, StudyWords.Finding(PairedComparison.Of("a", "b", StudyFigure.TestAccuracy, [.. differences.Select(difference => (difference, 0.0))])));
}
