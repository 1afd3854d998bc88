using System.Text.Json;
using Nabla;
using Nabla.OnnxCases;

if (args is not [var folder])
{
    Console.Error.WriteLine("Usage: onnx-cases FOLDER\nWrites an ONNX file for each case, reads it again, and writes cases.json with inputs and expected outputs.");
    return 2;
}

Directory.CreateDirectory(folder);
using var stream = File.Create(Path.Combine(folder, "cases.json"));
using var json = new Utf8JsonWriter(stream);
json.WriteStartArray();
int written = 0;
foreach (var test in AllCases.Create())
{
    string path = Path.Combine(folder, $"{test.Name}.onnx");
    test.Model.SaveOnnx(path);
    if (!Model.LoadOnnx(path).ToBytes().AsSpan().SequenceEqual(test.Model.ToBytes()))
        throw new InvalidDataException($"{path} does not come back as the model that was written.");
    written++;
    CaseJson.Write(json, test);
}

json.WriteEndArray();
Console.WriteLine($"round trip: {written} passed, 0 failed");
return 0;
