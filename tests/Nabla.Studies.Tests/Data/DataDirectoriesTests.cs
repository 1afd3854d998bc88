using Nabla.Networks;

namespace Nabla.Studies.Tests;

public sealed class DataDirectoriesTests
{
    private static readonly string Root = Path.GetFullPath(Path.DirectorySeparatorChar.ToString());

    [Fact]
    public void What_is_given_wins() => Assert.Equal("given", DataDirectories.Cifar10("given", Environment(("NABLA_DATA", "data"))));

    [Fact]
    public void Then_comes_NABLA_DATA() =>
        Assert.Equal(Path.Combine("data", "cifar-10-batches-bin"), DataDirectories.Cifar10(null, Environment(("NABLA_DATA", "data"), ("XDG_CACHE_HOME", Root), ("HOME", "home"))));

    [Fact]
    public void Then_the_cache_folder() =>
        Assert.Equal(Path.Combine(Root, "nabla", "cifar-10-batches-bin"), DataDirectories.Cifar10("", Environment(("NABLA_DATA", ""), ("XDG_CACHE_HOME", Root), ("HOME", "home"))));

    [Theory]
    [InlineData("HOME")]
    [InlineData("USERPROFILE")]
    public void Then_the_cache_folder_of_the_home_folder(string home) =>
        Assert.Equal(Path.Combine("home", ".cache", "nabla", "cifar-10-batches-bin"), DataDirectories.Cifar10(null, Environment(("XDG_CACHE_HOME", "relative"), (home, "home"))));

    [Fact]
    public void Without_any_there_is_no_place() => Assert.Equal(
        "There is no data directory: none of NABLA_DATA, XDG_CACHE_HOME, HOME and USERPROFILE is set. Name the folder, or set NABLA_DATA.",
        Assert.Throws<InvalidDataException>(() => DataDirectories.Cifar10(null, Environment())).Message);

    private static Func<string, string?> Environment(params (string Name, string Value)[] variables) =>
        name => variables.FirstOrDefault(variable => string.Equals(variable.Name, name, StringComparison.Ordinal)).Value;
}
