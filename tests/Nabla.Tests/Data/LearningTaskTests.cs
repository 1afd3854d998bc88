using Nabla.Networks;

namespace Nabla.Tests.Data;

public sealed class LearningTaskTests
{
    [Fact]
    public void A_classifier_has_one_output_a_class()
    {
        var task = LearningTask.Classification("setosa", "versicolor", "virginica");
        Assert.True(task.Accepts(3));
        Assert.False(task.Accepts(1));
        Assert.False(task.Accepts(2));
        Assert.Equal("classification into 3 classes", task.ToString());
    }

    [Fact]
    public void Two_classes_can_share_one_output()
    {
        var task = LearningTask.Classification("no", "yes");
        Assert.True(task.Accepts(1));
        Assert.True(task.Accepts(2));
        Assert.False(task.Accepts(3));
    }

    [Fact]
    public void A_regressor_has_one_output_a_value()
    {
        var task = LearningTask.Regression("price");
        Assert.True(task.Accepts(1));
        Assert.False(task.Accepts(2));
        Assert.Equal("regression of 1 value", task.ToString());
        Assert.False(LearningTask.Regression("x", "y").Accepts(1));
    }

    [Fact]
    public void A_task_needs_names()
    {
        Assert.StartsWith("Got no class names; expected at least 1.", Assert.Throws<ArgumentException>(() => LearningTask.Classification()).Message, StringComparison.Ordinal);
        Assert.StartsWith("The name of target 1 is null; expected text.", Assert.Throws<ArgumentException>(() => LearningTask.Regression("x", null!)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_a_copy()
    {
        string[] names = ["a", "b"];
        var task = LearningTask.Classification(names);
        names[0] = "c";
        Assert.Equal(["a", "b"], task.Names);
    }
}
