using System.Text.Json.Serialization;

namespace Nabla.Cli.Commands;

/// <summary>How the tool's own answers are written as JSON; those of runs are the studies' business.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(DataListJson))]
[JsonSerializable(typeof(DataInfo))]
internal sealed partial class CliJson : JsonSerializerContext;
