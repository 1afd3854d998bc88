using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The data of a recipe in memory, before they are split: one copy serves runs with different seeds.</summary>
public abstract class RunData
{
    /// <summary>Loads or generates the data.</summary>
    /// <param name="recipe">Names them.</param>
    /// <param name="environment">Where NABLA_DATA and the user's cache directory are looked up.</param>
    /// <param name="threads">Threads that read files. Default 1.</param>
    /// <exception cref="InvalidDataException">Something is missing or wrong with the files.</exception>
    /// <exception cref="RecipeException">The recipe names data or columns that there are not.</exception>
    public static RunData Load(Recipe recipe, Func<string, string?> environment, int threads = 1)
    {
        var source = DataSource.Parse(recipe.Data);
        return source.IsTable ? TableRunData.Read(recipe, source) : ImageRunData.Load(source, recipe.DataSeed, environment, threads);
    }

    /// <summary>Splits the data, and gives the recipe the values that it leaves to the data.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <exception cref="RecipeException">The recipe does not suit the data; every error is listed.</exception>
    /// <exception cref="InvalidDataException">The parts do not fit each other.</exception>
    public abstract (Recipe Recipe, DataSplits Splits) Split(Recipe recipe);

    /// <summary>Returns the number of inputs and outputs of a network for the recipe.</summary>
    internal abstract (int Inputs, int Outputs) Widths(Recipe recipe);

    /// <summary>Names the data that a recipe asks for: equal for recipes with the same data.</summary>
    internal static string Key(Recipe recipe) => string.Join('\n',
    [
        recipe.Data, $"{recipe.DataSeed}", recipe.Target, recipe.ValidationData, recipe.TestData,
        .. new[] { recipe.Categorical, recipe.Numeric, recipe.Ignore }.Select(names => string.Join('\t', names ?? [])),
    ]);
}
