using Nabla.Cli.Benchmarks;
using Nabla.Networks;

namespace Nabla.Cli.Tests;

public sealed class WorkloadTests
{
    [Fact]
    public void A_word_names_the_work_the_layers_the_rows_and_the_activation()
    {
        Assert.True(Workload.TryParse("train:3072-512-120x2-10:128:relu", out var workload));
        Assert.Equal(WorkloadKind.Train, workload.Kind);
        Assert.Equal([512, 120, 120], workload.Hidden);
        Assert.Equal((3072, 10, 128, Activation.Relu), (workload.Inputs, workload.Outputs, workload.Rows, workload.Activation));
        Assert.Equal("3072-512-120x2-10, 128 rows", workload.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("train")]
    [InlineData("dance:3072-10:128:elu")]
    [InlineData("train:3072:128:elu")]
    [InlineData("train:3072-0-10:128:elu")]
    [InlineData("train:3072-x-10:128:elu")]
    [InlineData("train:3072-10:0:elu")]
    [InlineData("train:3072-10:128:soft")]
    public void Other_words_name_nothing(string word) => Assert.False(Workload.TryParse(word, out _));

    [Theory]
    [InlineData("infer:6-10:4:elu", 2 * 4 * 60)]
    [InlineData("train:6-10:4:elu", 2 * 2 * 4 * 60)]
    [InlineData("train:6-5-10:4:elu", 2 * 4 * ((2 * 30) + (3 * 50)))]
    public void The_first_layer_needs_no_gradient_of_its_input(string word, double operations)
    {
        Assert.True(Workload.TryParse(word, out var workload));
        Assert.Equal(operations, workload.Operations);
    }
}
