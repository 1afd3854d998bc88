namespace Nabla;

/// <summary>An input or output of a graph: its name, type and shape.</summary>
/// <remarks>
/// <code>
/// ValueInfoProto 1 name, 2 type     TypeProto 1 tensor_type     Tensor 1 elem_type, 2 shape     TensorShapeProto 1 dim     Dimension 1 dim_value, 2 dim_param
/// </code>
/// </remarks>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of the elements; none if it is not a tensor.</param>
/// <param name="Shape">The dimensions, null for a dimension of any size; null if the shape is not stated.</param>
internal sealed record OnnxValue(string Name, OnnxType Type, IReadOnlyList<long?>? Shape)
{
    private const string BatchName = "batch";

    /// <exception cref="FormatException">The value is malformed; the message is the end of a sentence.</exception>
    public static OnnxValue Read(ReadOnlyMemory<byte> message)
    {
        string name = "";
        var type = OnnxType.None;
        List<long?>? shape = null;
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                name = reader.Text();
            else if (reader.Field == 2)
                ReadType(reader.Bytes(), ref type, ref shape);
        }

        return new(name, type, shape);
    }

    /// <summary>Writes the value; the first dimension is the number of rows.</summary>
    public void Write(ProtobufWriter writer)
    {
        writer.Text(1, Name);
        writer.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Integer(1, (int)Type);
            tensor.Message(2, shape =>
            {
                foreach (long? size in Shape ?? [])
                {
                    shape.Message(1, dimension =>
                    {
                        if (size is { } known)
                            dimension.Integer(1, known);
                        else
                            dimension.Text(2, BatchName);
                    });
                }
            });
        }));
    }

    private static void ReadType(ReadOnlyMemory<byte> message, ref OnnxType type, ref List<long?>? shape)
    {
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field != 1)
                continue;
            var tensor = new ProtobufReader(reader.Bytes());
            while (tensor.Next())
            {
                if (tensor.Field == 1)
                    type = (OnnxType)tensor.Int32();
                else if (tensor.Field == 2)
                    shape = ReadShape(tensor.Bytes());
            }
        }
    }

    private static List<long?> ReadShape(ReadOnlyMemory<byte> message)
    {
        List<long?> shape = [];
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field != 1)
                continue;
            long? size = null;
            var dimension = new ProtobufReader(reader.Bytes());
            while (dimension.Next())
            {
                if (dimension.Field == 1)
                    size = dimension.Integer();
            }

            // Some exporters write 0 or -1 for an arbitrary number of rows.
            shape.Add(size > 0 ? size : null);
        }

        return shape;
    }
}
