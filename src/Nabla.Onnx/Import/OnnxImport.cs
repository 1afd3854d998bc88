using System.Text;
using Nabla.Networks;

namespace Nabla;

/// <summary>Reads a model from an ONNX file: completely if this library wrote the file, otherwise from the operators of a multilayer perceptron.</summary>
internal static class OnnxImport
{
    private const int MaxMessage = 600;

    /// <param name="bytes">The file.</param>
    /// <param name="name">The name of the file in error messages.</param>
    /// <param name="task">The meaning of the outputs if the file does not state it; null to determine it from the graph.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or has an operator that is not supported.</exception>
    public static Model ToModel(ReadOnlyMemory<byte> bytes, string name, LearningTask? task)
    {
        try
        {
            var file = OnnxFile.Read(bytes);
            if (!OwnFile.Is(file))
                return ForeignModel.Read(file, bytes.Length, task);
            if (!FileDigest.Matches(bytes.Span))
                throw new FormatException("it was written by Nabla, but does not match its checksum: it is damaged, or another program edited it; export the model again");
            var model = OwnFile.ToModel(file, name);
            if (task is not null && !task.IsSameAs(model.Task))
                throw new FormatException($"it holds a {model.Task}, not the {task} that was asked for");
            return model;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"{name} cannot be read: {Shown(e is FormatException ? e.Message : "its contents are not those of a model")}.", e);
        }
    }

    /// <summary>Returns a message in one line: names in a file may be long, and contain any characters.</summary>
    private static string Shown(string message)
    {
        var text = new StringBuilder();
        foreach (char letter in message.Length > MaxMessage ? message[..MaxMessage] + "…" : message)
            text.Append(char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter);
        return text.ToString();
    }
}
