using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nabla.Cli.Benchmarks;
using Nabla.Cli.Display;
using Nabla.Studies;

namespace Nabla.Cli.Commands;

/// <summary>How the tool's own answers are written as JSON; those of runs are the studies' business.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(DataListJson))]
[JsonSerializable(typeof(DataInfo))]
[JsonSerializable(typeof(TableInfo))]
[JsonSerializable(typeof(BenchReport))]
[JsonSerializable(typeof(VerifyJson))]
[JsonSerializable(typeof(IReadOnlyList<RunListEntry>))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>Formulas as they are read, not as \u2207: what is written goes to a terminal or a file, not into a page.</summary>
    public static CliJson Readable => new(new JsonSerializerOptions(Default.Options!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
