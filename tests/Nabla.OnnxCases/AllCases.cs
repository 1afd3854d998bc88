namespace Nabla.OnnxCases;

/// <summary>Every combination of layers, preprocessing and output.</summary>
public static class AllCases
{
    /// <summary>Creates them, one after the other.</summary>
    public static IEnumerable<OnnxCase> Create()
    {
        ulong seed = 0;
        foreach (var (layers, createLayers) in LayerStacks.All)
        {
            foreach (var (preprocessing, schema, rows) in Preprocessings.All)
            {
                foreach (var (output, count, createModel) in Outputs.All)
                    yield return new(layers, preprocessing, output, createModel(createLayers(schema.Inputs, count), seed++, schema), rows);
            }
        }
    }
}
