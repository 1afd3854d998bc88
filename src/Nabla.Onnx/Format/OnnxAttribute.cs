namespace Nabla;

/// <summary>An attribute of an operator.</summary>
/// <remarks>
/// <code>
/// AttributeProto   1 name   2 f   3 i   4 s   5 t   7 floats   8 ints   9 strings   20 type: 1 f, 2 i, 3 s, 4 t, 6 floats, 7 ints, 8 strings
/// </code>
/// </remarks>
internal sealed record OnnxAttribute(string Name)
{
    public float? Single { get; private init; }

    public long? Integer { get; private init; }

    public string? Text { get; private init; }

    public OnnxTensor? Tensor { get; private init; }

    public IReadOnlyList<float> Singles { get; private init; } = [];

    public IReadOnlyList<long> Integers { get; private init; } = [];

    public IReadOnlyList<string> Texts { get; private init; } = [];

    public static OnnxAttribute Of(string name, float value) => new(name) { Single = value };

    public static OnnxAttribute Of(string name, long value) => new(name) { Integer = value };

    public static OnnxAttribute Of(string name, IReadOnlyList<float> values) => new(name) { Singles = values };

    public static OnnxAttribute Of(string name, IReadOnlyList<long> values) => new(name) { Integers = values };

    public static OnnxAttribute Of(string name, IReadOnlyList<string> values) => new(name) { Texts = values };

    /// <exception cref="FormatException">The attribute is malformed; the message is the end of a sentence.</exception>
    public static OnnxAttribute Read(ReadOnlyMemory<byte> message)
    {
        string name = "";
        float? single = null;
        long? integer = null;
        ReadOnlyMemory<byte>? text = null;
        OnnxTensor? tensor = null;
        List<byte> singles = [];
        List<long> integers = [];
        List<string> texts = [];
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: name = reader.Text(); break;
                case 2: single = reader.Single(); break;
                case 3: integer = reader.Integer(); break;
                case 4: text = reader.Bytes(); break;
                case 5: tensor = OnnxTensor.Read(reader.Bytes()); break;
                case 7: reader.AddFixedTo(singles, sizeof(float)); break;
                case 8: reader.AddIntegersTo(integers); break;
                case 9: texts.Add(reader.Text()); break;
                default: break;
            }
        }

        return new(name)
        {
            // Unsupported operators may have bytes here that are not text.
            Single = single, Integer = integer, Text = text is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes.Span) : null, Tensor = tensor,
            Singles = new OnnxTensor(name, OnnxType.Single, [singles.Count / sizeof(float)], singles.ToArray(), []).ToSingles(), Integers = integers, Texts = texts,
        };
    }

    public void Write(ProtobufWriter writer)
    {
        writer.Text(1, Name);
        if (Single is { } single)
            writer.Single(2, single);
        if (Integer is { } integer)
            writer.Integer(3, integer);
        writer.Singles(7, Singles);
        writer.Integers(8, Integers);
        foreach (string text in Texts)
            writer.Text(9, text);
        writer.Integer(20, Single is not null ? 1 : Integer is not null ? 2 : Singles.Count > 0 ? 6 : Integers.Count > 0 ? 7 : 8);
    }
}
