using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.House;

/// <summary>Which folder may use which, and other things that a reader of the house relies on.</summary>
public sealed partial class DependencyTests
{
    private const int MostFilesInAFolder = 40;

    /// <summary>
    /// The projects, each with its folders in the order in which data flows: a folder uses only those before it. "" is the project's own folder; a file
    /// in it that stands in another place is listed by its name.
    /// </summary>
    private static readonly Dictionary<string, string[]> Folders = new(StringComparer.Ordinal)
    {
        ["src/Nabla"] = ["Numerics", "Kernels", "Layers", "Losses", "Networks", "Optimizers", "Tables", "Data", "Metrics", "Formats", "Training", ""],
        ["src/Nabla.Tables"] = ["CsvOptions.cs", "Csv", "Files", "Arrays", "Images", ""],
        ["src/Nabla.Onnx"] = ["Protobuf", "Format", "Export", "Import", ""],
        ["src/Nabla.Hosting"] = [""],
        ["src/Nabla.Autograd"] = ["", "Layers", "Losses", "Optimizers", "Training"],
        ["src/Nabla.Studies"] = ["Json", "Storage", "Data", "Engines", "Recipes", "Runs", "TensorBoard", "Comparisons", "Studies"],
        ["src/Nabla.Reports"] = ["", "Charts", "Images", "Runs", "Comparisons", "Studies", "Pages", "Live"],
        ["src/Nabla.Cli"] = ["ExitCode.cs", "Interrupts.cs", "Host.cs", "Help", "", "Benchmarks", "Display", "Commands", "Tool.cs", "Program.cs"],
        ["lab/Nabla.Theory"] = ["", "Oracles", "Definitions", "Claims"],
        ["lab/Nabla.Coursework"] = [""],
    };

    /// <summary>The projects, each with those that it may use.</summary>
    private static readonly Dictionary<string, string[]> Projects = new(StringComparer.Ordinal)
    {
        ["src/Nabla"] = [],
        ["src/Nabla.Tables"] = ["Nabla"],
        ["src/Nabla.Onnx"] = ["Nabla"],
        ["src/Nabla.Hosting"] = ["Nabla"],
        ["src/Nabla.Autograd"] = [],
        ["src/Nabla.Studies"] = ["Nabla", "Nabla.Autograd", "Nabla.Tables", "Nabla.Onnx"],
        ["src/Nabla.Reports"] = ["Nabla.Studies"],
        ["src/Nabla.Cli"] = ["Nabla.Studies", "Nabla.Theory", "Nabla.Reports"],
        ["lab/Nabla.Theory"] = ["Nabla", "Nabla.Autograd"],
        ["lab/Nabla.Coursework"] = ["Nabla.Studies", "Nabla.Reports"],
    };

    /// <summary>The files of the product that may use the lab: the command that checks the ledger, and what shows it.</summary>
    private static readonly string[] UsersOfTheLab = ["ClaimLines.cs", "VerifyCommand.cs"];

    public static TheoryData<string> ProjectNames => [.. Projects.Keys];

    [Theory, MemberData(nameof(ProjectNames))]
    public void A_folder_uses_only_those_before_it(string project)
    {
        string root = Place(project);
        string[] order = Folders[project];
        var found = Directory.GetDirectories(root).Select(Path.GetFileName).Except(["bin", "obj"], StringComparer.Ordinal);
        Assert.Empty(found.Except(order, StringComparer.Ordinal));

        var late = new SourceTypes(Sources(project)).Mentions()
            .Select(mention => (mention.File, mention.Type, Own: Array.IndexOf(order, FolderOf(project, mention.File)), Used: Array.IndexOf(order, FolderOf(project, mention.Home))))
            .Where(mention => mention.Used > mention.Own)
            .Select(mention => $"{Path.GetRelativePath(root, mention.File)} uses {mention.Type} of {order[mention.Used]}, which comes later.");
        Assert.Empty(late);
    }

    [Fact]
    public void What_a_file_mentions_is_read_from_its_text()
    {
        const string First = """
            namespace A;
            /// <summary>Not a <see cref="Late"/>, nor "Later".</summary>
            public sealed class Early(int Called)
            {
                private readonly string _text = "Latest"; // Latest
                public int Later { get; init; }
                public float Last, Named;
                public Kind Kind { get; } = Kind.Other;
                public object Make() => new Made(Later + Last, Elsewhere.Named) { Assigned = Used.Value };
            }
            public enum Kind { Other, Late }
            """;
        string[] names = ["Late", "Later", "Latest", "Called", "Last", "Named", "Made", "Assigned", "Other", "Elsewhere", "Used"];
        var types = new SourceTypes([("a/First.cs", First), .. names.Select(name => ($"b/{name}.cs", $"namespace B;\npublic sealed record {name};\n"))]);

        Assert.Equal(["Elsewhere", "Made", "Used"], types.Mentions().Select(mention => mention.Type).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_library_has_two_namespaces()
    {
        foreach (var (file, text) in Sources("src/Nabla"))
        {
            Assert.True(
                $"\n{text}".Contains("\nnamespace Nabla;\n", StringComparison.Ordinal) || text.Contains("namespace Nabla.Networks;\n", StringComparison.Ordinal),
                $"{file} is in another namespace than Nabla and Nabla.Networks.");
        }
    }

    [Fact]
    public void A_project_uses_only_what_it_may()
    {
        var projects = new[] { "src", "lab" }.SelectMany(folder => Directory.GetDirectories(Place(folder)).Where(path => Directory.GetFiles(path, "*.csproj").Length > 0));
        Assert.Equal(Projects.Keys.Order(StringComparer.Ordinal), projects.Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal));
        foreach (var (project, allowed) in Projects)
        {
            var used = ProjectFile(project).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
            Assert.Equal(allowed, used);
        }
    }

    [Theory, MemberData(nameof(ProjectNames))]
    public void Only_tests_and_benchmarks_see_internals(string project)
    {
        var friends = ProjectFile(project).Descendants("InternalsVisibleTo").Select(friend => friend.Attribute("Include")!.Value)
            .Concat(Sources(project).SelectMany(source => Friend().Matches(source.Text).Select(match => match.Groups["name"].Value)));
        string[] allowed = [.. new[] { "tests", "bench" }
            .SelectMany(folder => Directory.GetFiles(Place(folder), "*.csproj", SearchOption.AllDirectories))
            .Select(file => Path.GetFileNameWithoutExtension(file))];
        Assert.All(friends, friend => Assert.Contains(friend, allowed));
    }

    [Fact]
    public void A_folder_has_at_most_forty_files()
    {
        var full = Projects.Keys
            .SelectMany(Sources)
            .GroupBy(source => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(source.File)!), StringComparer.Ordinal)
            .Where(folder => folder.Count() > MostFilesInAFolder)
            .Select(folder => $"{folder.Key}: {folder.Count()} files");
        Assert.Empty(full);
    }

    /// <summary>What the reports say, and which of them says it, is the lab's concern.</summary>
    [Fact]
    public void The_product_does_not_speak_of_the_reports_that_the_lab_repeats()
    {
        string[] lab = [.. Projects.Keys.Where(project => project.StartsWith("lab/", StringComparison.Ordinal)).Select(project => project["lab/".Length..])];
        foreach (var (file, text) in Projects.Keys.Where(project => project.StartsWith("src/", StringComparison.Ordinal)).SelectMany(ProductFiles))
        {
            if (UsersOfTheLab.Contains(Path.GetFileName(file), StringComparer.Ordinal))
                continue;
            Assert.False(Reports().IsMatch(text), $"{file} speaks of {Reports().Match(text).Value}.");
            Assert.All(lab, project => Assert.False(text.Contains(project, StringComparison.Ordinal), $"{file} uses {project}."));
        }
    }

    [Theory, InlineData("src/Nabla"), InlineData("src/Nabla.Autograd")]
    public void The_libraries_have_no_dependency(string project) => Assert.Empty(ProjectFile(project).Descendants("PackageReference"));

    /// <summary>A second opinion that shared a line of code with the first would be none.</summary>
    [Fact]
    public void The_second_opinion_uses_nothing_of_the_first()
    {
        foreach (var (file, text) in Sources("src/Nabla.Autograd"))
        {
            Assert.False(LibraryUse().IsMatch(text), $"{file} uses the library.");
            Assert.False(UnsafeKeyword().IsMatch(text), $"{file} is unsafe.");
        }
    }

    [Fact]
    public void Only_kernels_are_unsafe()
    {
        foreach (var (file, text) in Sources("src/Nabla").Where(source => !source.File.Contains($"{Path.DirectorySeparatorChar}Kernels{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
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
        var drawers = new[] { "src", "lab" }.SelectMany(folder => Directory.GetDirectories(Place(folder), "*", SearchOption.AllDirectories))
            .Select(Path.GetFileName)
            .Where(name => name is "Utils" or "Util" or "Helpers" or "Common" or "Core" or "Misc");
        Assert.Empty(drawers);
    }

    /// <summary>The project's folder that a file belongs to; folders within it group its files.</summary>
    private static string FolderOf(string project, string file)
    {
        string[] parts = Path.GetRelativePath(Place(project), file).Split(Path.DirectorySeparatorChar);
        return parts.Length > 1 || Folders[project].Contains(parts[0], StringComparer.Ordinal) ? parts[0] : "";
    }

    private static string Place(string path) => Path.Combine([Repository.Root, .. path.Split('/')]);

    private static XDocument ProjectFile(string project) => XDocument.Load(Path.Combine(Place(project), $"{project[(project.IndexOf('/', StringComparison.Ordinal) + 1)..]}.csproj"));

    private static IEnumerable<(string File, string Text)> Sources(string project) => Files(project, "*.cs");

    /// <summary>Everything that a reader of the product's sources reads, but for the project file.</summary>
    private static IEnumerable<(string File, string Text)> ProductFiles(string project) => Sources(project).Concat(Files(project, "*.razor"));

    private static IEnumerable<(string File, string Text)> Files(string project, string pattern) =>
        Directory.GetFiles(Place(project), pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Place(project), file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Select(file => (file, File.ReadAllText(file)));

    [GeneratedRegex(@"\bNabla\b(?!\.Autograd|\.Library)(?=[.;])")]
    private static partial Regex LibraryUse();

    [GeneratedRegex(@"InternalsVisibleTo\(""(?<name>[^"",]+)")]
    private static partial Regex Friend();

    [GeneratedRegex(@"\b[Dd]ocuments? [A-D]\b|\bthe (source )?documents\b")]
    private static partial Regex Reports();

    [GeneratedRegex(@"\bunsafe\b")]
    private static partial Regex UnsafeKeyword();
}
