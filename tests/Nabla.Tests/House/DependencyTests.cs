using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Nabla.Layers;
using Nabla.Testing;

namespace Nabla.Tests.House;

/// <summary>Which folder may use which, and other things that a reader of the house relies on.</summary>
public sealed partial class DependencyTests
{
    /// <summary>The library's folders in the order in which data flows; a folder uses only those before it.</summary>
    private static readonly string[] Folders =
        ["Numerics", "Kernels", "Layers", "Losses", "Networks", "Optimizers", "Data", "Metrics", "Training", "Formats"];

    /// <summary>The projects, each with those it may use.</summary>
    private static readonly Dictionary<string, string[]> Projects = new(StringComparer.Ordinal)
    {
        ["Nabla"] = [],
        ["Nabla.Autograd"] = [],
        ["Nabla.Studies"] = ["Nabla", "Nabla.Autograd"],
        ["Nabla.Reports"] = ["Nabla.Studies"],
        ["Nabla.Cli"] = ["Nabla.Studies", "Nabla.Theory", "Nabla.Reports"],
    };

    [Fact]
    public void A_folder_uses_only_those_before_it()
    {
        var library = new DirectoryInfo(Path.Combine(Repository.Root, "src", "Nabla"));
        var found = library.GetDirectories().Select(folder => folder.Name).Except(["bin", "obj"]).Order(StringComparer.Ordinal);
        Assert.Equal(Folders.Order(StringComparer.Ordinal), found);

        foreach (var (file, text) in Sources("Nabla"))
        {
            int own = Array.IndexOf(Folders, FolderOf(file));
            foreach (Match use in NamespaceUse().Matches(text))
            {
                int used = Array.IndexOf(Folders, use.Groups[1].Value);
                Assert.True(used <= own, $"{file} is in {Folders[own]} and uses {use.Value}, which comes later.");
            }
        }
    }

    [Fact]
    public void A_file_lies_in_the_folder_of_its_namespace()
    {
        foreach (var (file, text) in Sources("Nabla"))
            Assert.Contains($"namespace Nabla.{FolderOf(file)};", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_uses_only_what_it_may()
    {
        var projects = Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName);
        Assert.Equal(Projects.Keys.Order(StringComparer.Ordinal), projects.Order(StringComparer.Ordinal));
        foreach (var (project, allowed) in Projects)
        {
            var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"));
            var used = file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
            Assert.Equal(allowed, used);
        }
    }

    [Theory, InlineData("Nabla"), InlineData("Nabla.Autograd")]
    public void The_libraries_have_no_dependency(string project)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"));
        Assert.Empty(file.Descendants("PackageReference"));
    }

    /// <summary>A second opinion that shared a line of code with the first would be none.</summary>
    [Fact]
    public void The_second_opinion_uses_nothing_of_the_first()
    {
        foreach (var (file, text) in Sources("Nabla.Autograd"))
        {
            Assert.False(NamespaceUse().IsMatch(text), $"{file} uses the library.");
            Assert.False(UnsafeKeyword().IsMatch(text), $"{file} is unsafe.");
        }
    }

    [Fact]
    public void Only_kernels_are_unsafe()
    {
        foreach (var (file, text) in Sources("Nabla").Where(source => !source.File.Contains($"{Path.DirectorySeparatorChar}Kernels{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
            Assert.False(UnsafeKeyword().IsMatch(text), $"{file} is unsafe; only Kernels may be.");
    }

    [Fact]
    public void Classes_are_abstract_sealed_or_static()
    {
        var open = typeof(Layer).Assembly.GetTypes()
            .Where(type => type.IsClass && !type.IsAbstract && !type.IsSealed && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false));
        Assert.Empty(open);
    }

    [Fact]
    public void No_folder_is_a_drawer()
    {
        var drawers = Directory.GetDirectories(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories)
            .Select(Path.GetFileName)
            .Where(name => name is "Utils" or "Util" or "Helpers" or "Common" or "Core" or "Misc");
        Assert.Empty(drawers);
    }

    /// <summary>The library's folder that a file belongs to; folders within it group files of one namespace.</summary>
    private static string FolderOf(string file) =>
        Path.GetRelativePath(Path.Combine(Repository.Root, "src", "Nabla"), file).Split(Path.DirectorySeparatorChar)[0];

    private static IEnumerable<(string File, string Text)> Sources(string project) =>
        Directory.GetFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => (file, File.ReadAllText(file)));

    [GeneratedRegex(@"\bNabla\.(Numerics|Kernels|Layers|Losses|Networks|Optimizers|Data|Metrics|Training|Formats)\b")]
    private static partial Regex NamespaceUse();

    [GeneratedRegex(@"\bunsafe\b")]
    private static partial Regex UnsafeKeyword();
}
