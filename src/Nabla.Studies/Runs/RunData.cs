using Nabla.Networks;

namespace Nabla.Studies;

/// <summary>The data of a recipe in memory, before they are split: one copy can be used by runs with different seeds.</summary>
public abstract class RunData
{
    /// <summary>Loads or generates the data.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="environment">Looks up NABLA_DATA and the user's cache directory.</param>
    /// <param name="threads">The number of threads that read files. Default 1.</param>
    /// <exception cref="InvalidDataException">Files are missing or invalid.</exception>
    /// <exception cref="RecipeException">The recipe refers to data or columns that do not exist.</exception>
    public static RunData Load(Recipe recipe, Func<string, string?> environment, int threads = 1)
    {
        var source = DataSource.Parse(recipe.Data);
        return source.IsTable ? TableRunData.Read(recipe, source) : ImageRunData.Load(source, recipe.DataSeed, environment, threads);
    }

    /// <summary>Splits the data, and sets the recipe's fields that depend on the data.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <exception cref="RecipeException">The recipe does not fit the data; the message lists every error.</exception>
    /// <exception cref="InvalidDataException">The parts are inconsistent.</exception>
    public abstract (Recipe Recipe, DataSplits Splits) Split(Recipe recipe);

    /// <summary>Returns the number of inputs and outputs of a network for the recipe.</summary>
    internal abstract (int Inputs, int Outputs) Widths(Recipe recipe);

    /// <summary>Returns a key of a recipe's data, which is equal for recipes with the same data.</summary>
    internal static string Key(Recipe recipe) => string.Join('\n',
    [
        recipe.Data, $"{recipe.DataSeed}", recipe.Target, recipe.ValidationData, recipe.TestData,
        .. new[] { recipe.Categorical, recipe.Numeric, recipe.Ignore }.Select(names => string.Join('\t', names ?? [])),
    ]);
}
