using System.Text.Json;
using Nabla.Testing;

namespace Nabla.Autograd.Tests;

/// <summary>tests/golden/autograd.json: what PyTorch says in double precision. tests/golden/autograd.py writes it and says what is in it.</summary>
internal static class GoldenFile
{
    private static readonly JsonElement Document = Read();

    public static IReadOnlyDictionary<string, JsonElement> Entries { get; } =
        Document.GetProperty("entries").EnumerateArray().ToDictionary(entry => entry.GetProperty("name").GetString()!, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, JsonElement> Paths { get; } =
        Document.GetProperty("paths").EnumerateObject().ToDictionary(path => path.Name, path => path.Value, StringComparer.Ordinal);

    public static JsonElement Network { get; } = Document.GetProperty("network");

    public static Matrix Matrix(JsonElement element) => new(
        element.GetProperty("rows").GetInt32(), element.GetProperty("columns").GetInt32(),
        [.. element.GetProperty("data").EnumerateArray().Select(number => number.GetDouble())]);

    public static Matrix[] Matrices(JsonElement elements) => [.. elements.EnumerateArray().Select(Matrix)];

    private static JsonElement Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "golden", "autograd.json")));
        return document.RootElement.Clone();
    }
}
