using Nabla.Networks;

namespace Nabla.Studies.Tests;

public sealed class ParameterMatchingTests
{
    /// <summary>Claims C47 to C52: the document's network is five layers of 120, the closest is six.</summary>
    [Fact]
    public void Six_layers_of_120_come_closest_to_512_and_256()
    {
        long target = ParameterMatching.Count(3072, [512, 256], 10);
        Assert.Equal(1_707_274, target);
        Assert.Equal(new ParameterMatch("512,120x?", IsDepth: true, 6, 1_708_746, 1_707_274, 1_694_226, 1_723_266), ParameterMatching.Find(3072, Free("512,120x?"), 10, target));
    }

    [Fact]
    public void A_width_is_found_as_well()
    {
        var match = ParameterMatching.Find(3072, Free("?x2"), 10, 1_707_274);
        Assert.Equal((false, 479), (match.IsDepth, match.Number));
        Assert.Equal(ParameterMatching.Count(3072, [479, 479], 10), match.Parameters);
    }

    [Theory]
    [InlineData("?", 20, 1_000_000)]
    [InlineData("40,?", 7, 123_456)]
    [InlineData("30,?x3,5", 3, 98_765)]
    [InlineData("16,8x?", 10, 50_000)]
    [InlineData("300,8x?", 10, 10)]
    public void No_other_number_is_closer(string hidden, int outputs, long target)
    {
        var free = Free(hidden);
        var match = ParameterMatching.Find(50, free, outputs, target, isNormalized: true);
        long best = Enumerable.Range(1, Math.Min(free.Most, 20_000)).Min(number => Math.Abs(ParameterMatching.Count(50, free.With(number), outputs, isNormalized: true) - target));
        Assert.Equal(best, Math.Abs(match.Parameters - target));
        Assert.Equal(match.Number == 1 ? null : ParameterMatching.Count(50, free.With(match.Number - 1), outputs, isNormalized: true), match.ParametersBelow);
    }

    [Fact]
    public void The_bounds_are_not_left()
    {
        Assert.Equal((1, null), (ParameterMatching.Find(10, Free("?"), 2, 1).Number, ParameterMatching.Find(10, Free("?"), 2, 1).ParametersBelow));
        var deepest = ParameterMatching.Find(10, Free("2x?"), 2, long.MaxValue / 4);
        Assert.Equal((1000, null), (deepest.Number, deepest.ParametersAbove));
    }

    [Fact]
    public void The_formula_counts_what_networks_train()
    {
        Recipe plain = new() { Hidden = [7, 5, 5] };
        foreach (var recipe in new[] { plain, plain with { BatchNorm = true }, plain with { Whitening = true }, plain with { Residual = true, Dropout = 0.5 }, plain with { Hidden = [] } })
        {
            Assert.Equal(
                Ingredients.Network(recipe, 11, 3).Parameters.Count,
                ParameterMatching.Count(11, recipe.Hidden, 3, recipe.BatchNorm || recipe.Whitening));
        }
    }

    [Fact]
    public void The_match_is_a_sentence() => Assert.Equal(
        "deep: 512,120x6 has 1,708,746 parameters, the closest to wide's 1,707,274 (with 5: 1,694,226; with 7: 1,723,266).",
        ParameterMatching.Find(3072, Free("512,120x?"), 10, 1_707_274).Sentence("deep", "wide"));

    private static FreeHidden Free(string text) => FreeHidden.TryParse(text, out var hidden) ? hidden : throw new ArgumentException(text);
}
