using System.Text.Json.Serialization;
using Nabla.Cli.Benchmarks;

namespace Nabla.Cli.Commands;

/// <summary>How the tool's own answers are written as JSON; those of runs are the studies' business.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(DataListJson))]
[JsonSerializable(typeof(DataInfo))]
[JsonSerializable(typeof(BenchReport))]
internal sealed partial class CliJson : JsonSerializerContext;
