using System.Globalization;
using System.Reflection;
using System.Text;
using Nabla;
using Nabla.ApiPages;

// One Markdown page for each public type of the packages, and a list of them, from the assemblies and their XML documentation.
if (args is not [var folder])
{
    Console.Error.WriteLine("usage: Nabla.ApiPages FOLDER");
    return 2;
}

Assembly[] assemblies = [typeof(Network).Assembly, typeof(CsvTables).Assembly, Assembly.Load("Nabla.Onnx"), Assembly.Load("Nabla.Hosting")];
Type[] types = [.. assemblies.SelectMany(assembly => assembly.GetExportedTypes()).OrderBy(type => type.Name, StringComparer.Ordinal)];
var links = types.ToDictionary(type => type.FullName!, FileName, StringComparer.Ordinal);
var page = new ApiPage(new Documentation(assemblies), new Markdown(links));
Directory.CreateDirectory(folder);
foreach (var type in types)
    File.WriteAllText(Path.Combine(folder, FileName(type)), page.Of(type));

var index = new StringBuilder("# API\n\nFind every public type, its members and their parameters, as the packages document them.\n\n");
foreach (var package in types.GroupBy(type => (Package: ApiPage.Package(type), type.Namespace)).OrderBy(group => group.Key.Package, StringComparer.Ordinal).ThenBy(group => group.Key.Namespace, StringComparer.Ordinal))
{
    index.Append(CultureInfo.InvariantCulture, $"## {package.Key.Package}: `{package.Key.Namespace}`\n\n| type | what it is |\n|---|---|\n");
    foreach (var type in package)
        index.Append(CultureInfo.InvariantCulture, $"| [`{ApiPage.Title(type).Replace("&lt;", "<", StringComparison.Ordinal)}`]({FileName(type)}) | {page.Summary(type).Replace('\n', ' ')} |\n");
    index.Append('\n');
}

File.WriteAllText(Path.Combine(folder, "index.md"), index.ToString());
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{types.Length} types in {folder}"));
return 0;

static string FileName(Type type) => $"{type.Name.Replace('`', '-').ToLowerInvariant()}.md";
