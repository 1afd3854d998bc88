using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nabla.Studies;

/// <summary>JSON serialisation of the results of studies: as that of runs, but read strictly, since people may edit the files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(StudyResult))]
internal sealed partial class StudyJson : JsonSerializerContext
{
    /// <summary>Gets options that write characters such as "×" unescaped: the text is for a file or a terminal, not for a page.</summary>
    public static StudyJson Readable => new(new JsonSerializerOptions(Default.Options!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
