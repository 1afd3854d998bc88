namespace Nabla.Studies.Tests;

public sealed class StudyScheduleTests
{
    [Theory]
    [InlineData(6, 2, "0+6 by 2 on 1")]
    [InlineData(7, 2, "0+6 by 2 on 1, 6+1 by 1 on 2")]
    [InlineData(1, 4, "0+1 by 1 on 4")]
    [InlineData(11, 4, "0+8 by 4 on 1, 8+3 by 3 on 1")]
    [InlineData(2, 8, "0+2 by 2 on 4")]
    [InlineData(3, 1, "0+3 by 1 on 1")]
    [InlineData(0, 2, "")]
    public void Runs_side_by_side_on_a_thread_each_and_what_is_left_shares_the_threads(int runs, int threads, string expected) =>
        Assert.Equal(expected, string.Join(", ", StudySchedule.Rounds(runs, threads).Select(round => $"{round.First}+{round.Count} by {round.Workers} on {round.Threads}")));
}
