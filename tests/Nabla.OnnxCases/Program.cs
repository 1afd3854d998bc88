using System.Text.Json;
using Nabla;
using Nabla.OnnxCases;

if (args is not [var folder])
{
    Console.Error.WriteLine("Usage: onnx-cases FOLDER\nWrites an ONNX file for each case, and cases.json with inputs and expected outputs.");
    return 2;
}

Directory.CreateDirectory(folder);
using var stream = File.Create(Path.Combine(folder, "cases.json"));
using var json = new Utf8JsonWriter(stream);
json.WriteStartArray();
foreach (var test in AllCases.Create())
{
    test.Model.SaveOnnx(Path.Combine(folder, $"{test.Name}.onnx"));
    CaseJson.Write(json, test);
}

json.WriteEndArray();
return 0;
