using Nabla.Networks;

namespace Nabla;

/// <summary>Writes the columns of a table as operators: numbers with the median for missing values, categories as inputs of 0 and 1, and indicators of missing values.</summary>
/// <remarks>
/// Encodes in double precision, as documented in <see cref="InputColumn"/>:
/// <code>
/// numeric        Cast → IsNaN → Where(median)             and Cast(IsNaN) if missing values are indicated
/// categorical    LabelEncoder → Equal(0, 1, …) → Cast     the empty text is the last category if missing values are indicated; otherwise, like an unknown one, no category
/// pair           LabelEncoder: −1, 1, 0 for any other text
/// </code>
/// The blocks are concatenated; one Gather reorders their columns to those of the schema.
/// </remarks>
internal sealed class ColumnGraph(GraphBuilder graph, InputSchema schema)
{
    /// <summary>The prefixes of the names of all other tensors of the graph.</summary>
    private static readonly string[] InternalNames = ["input.", "layers.", "output."];

    private readonly InputColumn[] _columns = [.. schema.Columns.Where(column => column.Kind != ColumnKind.Ignored)];
    private readonly List<string> _blocks = [];
    private readonly Dictionary<(string Column, int Input), int> _places = [];
    private int _width;

    /// <summary>Adds the inputs of the graph and the encoding.</summary>
    /// <returns>The name of the encoded inputs, [rows, inputs], in double precision.</returns>
    public string Write()
    {
        InputColumn[] numeric = [.. _columns.Where(column => column.Kind == ColumnKind.Numeric)];
        if (numeric.Length == _columns.Length)
        {
            Numbers(graph.Input(InputGraph.Name, OnnxType.Single, numeric.Length), numeric);
        }
        else
        {
            var inputs = new Dictionary<InputColumn, string>();
            foreach (var column in _columns)
                inputs[column] = graph.Input(NameOf(column), column.Kind == ColumnKind.Numeric ? OnnxType.Single : OnnxType.Text, 1);
            if (numeric.Length > 0)
                Numbers(numeric.Length == 1 ? inputs[numeric[0]] : graph.Add("Concat", "input.numbers", [.. numeric.Select(column => inputs[column])], OnnxAttribute.Of("axis", 1)), numeric);
            for (int i = 0; i < _columns.Length; i++)
            {
                if (_columns[i].Kind == ColumnKind.Categorical)
                    Category($"input.{i}", inputs[_columns[i]], _columns[i]);
            }
        }

        string encoded = _blocks.Count == 1 ? _blocks[0] : graph.Add("Concat", "input.blocks", _blocks, OnnxAttribute.Of("axis", 1));
        long[] order = [.. _columns.SelectMany(column => Enumerable.Range(0, column.Inputs).Select(input => (long)_places[(column.Name, input)]))];
        return order.Length == _width && order.Select((place, i) => place == i).All(isInPlace => isInPlace)
            ? encoded
            : graph.Add("Gather", "input.ordered", [encoded, graph.Constant(OnnxTensor.Of("input.order", [order.Length], order))], OnnxAttribute.Of("axis", 1));
    }

    /// <summary>Returns the name of a column's input: its own, prefixed with an underscore if the graph uses that name itself.</summary>
    private static string NameOf(InputColumn column)
    {
        string bare = column.Name.TrimStart('_');
        bool isTaken = bare is "" or OutputGraph.Label or OutputGraph.Probabilities or OutputGraph.Prediction
            || InternalNames.Any(prefix => bare.StartsWith(prefix, StringComparison.Ordinal));
        return isTaken ? $"_{column.Name}" : column.Name;
    }

    private void Numbers(string input, InputColumn[] columns)
    {
        string raw = graph.Cast("input.raw", input, OnnxType.Double);
        string isMissing = graph.Add("IsNaN", "input.isMissing", [raw]);
        string medians = graph.Constant(OnnxTensor.Of("input.medians", [1, columns.Length], [.. columns.Select(column => column.Median)]));
        AddBlock(graph.Add("Where", "input.filled", [isMissing, medians, raw]), [.. columns.Select(column => (column.Name, 0))]);
        if (columns.Any(column => column.MarksMissing))
            AddBlock(graph.Cast("input.missing", isMissing, OnnxType.Double), [.. columns.Select(column => (column.Name, 1))]);
    }

    private void Category(string name, string input, InputColumn column)
    {
        var keys = OnnxAttribute.Of("keys_strings", column.MarksMissing ? [.. column.Categories, ""] : column.Categories);
        if (column.Categories.Count == 2 && column.Inputs == 1)
        {
            string pair = graph.Add("LabelEncoder", $"{name}.pair", [input], keys, OnnxAttribute.Of("values_floats", (IReadOnlyList<float>)[-1, 1]), OnnxAttribute.Of("default_float", 0f));
            AddBlock(graph.Cast($"{name}.encoded", pair, OnnxType.Double), [(column.Name, 0)]);
        }
        else if (column.Inputs > 0)
        {
            long[] codes = [.. Enumerable.Range(0, column.Inputs).Select(code => (long)code)];
            string code = graph.Add("LabelEncoder", $"{name}.code", [input], keys, OnnxAttribute.Of("values_int64s", codes), OnnxAttribute.Of("default_int64", -1L));
            string isIt = graph.Add("Equal", $"{name}.is", [code, graph.Constant(OnnxTensor.Of($"{name}.codes", [1, codes.Length], codes))]);
            AddBlock(graph.Cast($"{name}.encoded", isIt, OnnxType.Double), [.. codes.Select(input => (column.Name, (int)input))]);
        }
    }

    private void AddBlock(string name, (string Column, int Input)[] inputs)
    {
        _blocks.Add(name);
        foreach (var input in inputs)
            _places[input] = _width++;
    }
}
