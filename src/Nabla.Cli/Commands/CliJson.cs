using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nabla.Cli.Benchmarks;
using Nabla.Cli.Display;
using Nabla.Studies;

namespace Nabla.Cli.Commands;

/// <summary>JSON serialisation of the tool's own output; that of runs is in Nabla.Studies.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(DataListJson))]
[JsonSerializable(typeof(DataInfo))]
[JsonSerializable(typeof(TableInfo))]
[JsonSerializable(typeof(BenchReport))]
[JsonSerializable(typeof(VerifyJson))]
[JsonSerializable(typeof(IReadOnlyList<RunListEntry>))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>Gets options that write formulas with characters such as ∇ unescaped: the text is for a terminal or a file, not for a page.</summary>
    public static CliJson Readable => new(new JsonSerializerOptions(Default.Options!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
