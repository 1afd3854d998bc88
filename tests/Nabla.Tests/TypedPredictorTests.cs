using System.ComponentModel.DataAnnotations.Schema;

using Nabla.Networks;
using Nabla.Testing;

using Column = Nabla.Column;
using Named = System.ComponentModel.DataAnnotations.Schema.ColumnAttribute;

namespace Nabla.Tests;

/// <summary>Objects predict what their rows in a table do, whatever kind of type they are of.</summary>
public sealed class TypedPredictorTests
{
    public enum Size
    {
        Small,
        Large,
    }

    private sealed class ClassItem
    {
        public double? Length { get; init; }

        public string? Colour { get; init; }

        public Size Size { get; init; }

        public bool IsFresh { get; init; }

        [Named("weight (g)")]
        public int Grams { get; init; }

        public string Unused => throw new InvalidOperationException($"Nobody reads this of {Colour}.");
    }

    private readonly record struct StructItem(float? Length, string? Colour, Size? Size, bool? IsFresh, [property: Named("weight (g)")] decimal Grams);

    private sealed record RecordItem(decimal? LENGTH, string? Colour, string Size, string is_fresh, [property: Named("weight (g)")] long Grams);

    private static readonly Table s_table = Table.FromColumns(
        [
            Column.Numeric("length", Enumerable.Range(0, 40).Select(i => i % 5 == 0 ? double.NaN : i)),
            Column.Categorical("colour", Enumerable.Range(0, 40).Select(i => i % 7 == 0 ? null : $"c{i % 3}")),
            Column.Categorical("Size", Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? "Small" : "Large")),
            Column.Categorical("is fresh", Enumerable.Range(0, 40).Select(i => i % 3 == 0 ? "TRUE" : "FALSE")),
            Column.Numeric("weight (g)", Enumerable.Range(0, 40).Select(i => (double)(i % 8))),
            Column.Categorical("y", Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? "a" : "b")),
        ],
        "y");

    private static readonly Classifier s_classifier = Classifier.Train(s_table, new() { Hidden = [8], Epochs = 10, Threads = 1 });

    [Fact]
    public void Classes_structs_and_records_predict_what_the_table_does()
    {
        float[] expected = s_classifier.PredictOutputs(s_table), own = new float[2];
        var (classes, structs, records) = (s_classifier.For<ClassItem>(), s_classifier.For<StructItem>(), s_classifier.For<RecordItem>());
        for (int i = 0; i < s_table.RowCount; i++)
        {
            double? length = i % 5 == 0 ? null : i;
            string? colour = i % 7 == 0 ? null : $"c{i % 3}";
            var size = i % 2 == 0 ? Size.Small : Size.Large;
            var item = new ClassItem { Length = length, Colour = colour, Size = size, IsFresh = i % 3 == 0, Grams = i % 8 };
            classes.Predict(item, own);
            Assert.Equal(expected.AsSpan(2 * i, 2).ToArray(), own);
            structs.Predict(new((float?)length, colour, size, i % 3 == 0, i % 8), own);
            Assert.Equal(expected.AsSpan(2 * i, 2).ToArray(), own);
            records.Predict(new((decimal?)length, colour, size.ToString(), i % 3 == 0 ? "TRUE" : "FALSE", i % 8), own);
            Assert.Equal(expected.AsSpan(2 * i, 2).ToArray(), own);
            Assert.Equal(own.Max(), classes.Predict(item).Probability);
        }
    }

    [Fact]
    public void Null_is_missing_and_an_unknown_text_is_no_category()
    {
        var predictor = s_classifier.For<StructItem>();
        float[] own = new float[2];
        predictor.Predict(new(null, "purple", null, null, 3), own);
        float[] expected = s_classifier.PredictOutputs(Table.FromColumns(
            [Column.Numeric("length", [double.NaN]), Column.Categorical("colour", ["purple"]), Column.Categorical("Size", [null]), Column.Categorical("is fresh", [null]), Column.Numeric("weight (g)", [3])]));
        Assert.Equal(expected, own);
    }

    private sealed record NumbersOnly(float X0, double? X1);

    private readonly record struct Numbers(double X0, int X1);

    [Fact]
    public void Objects_cost_no_memory()
    {
        var classifier = Classifier.Train(Tables.SomeTables.Points(), new() { Hidden = [8], Epochs = 2, Threads = 1 });
        var (records, structs) = (classifier.For<NumbersOnly>(), classifier.For<Numbers>());
        var item = new NumbersOnly(1, 2);
        float[] predictions = new float[2];
        Assert.Equal(0, Allocations.Of(() => records.Predict(item)));
        Assert.Equal(0, Allocations.Of(() => records.Predict(item, predictions)));
        Assert.Equal(0, Allocations.Of(() => structs.Predict(new Numbers(1, 2))));
        var texts = s_classifier.For<RecordItem>();
        var withTexts = new RecordItem(1, "c1", "Small", "TRUE", 5);
        Assert.Equal(0, Allocations.Of(() => texts.Predict(withTexts)));
    }

    private sealed record Missing(double Length);

    private sealed record WrongNumber(string Length);

    private sealed record WrongCategory(double Length, DateTime Colour);

    private sealed record WrongEnum(double Length, Size Colour);

    private sealed record WrongBoolean(double Length, bool Colour);

    private sealed record Taken([property: Named("colour")] string Length);

    [Fact]
    public void A_property_that_is_missing_or_of_another_type_is_named()
    {
        var table = s_table.WithKind("Size", ColumnKind.Ignored).WithKind("is fresh", ColumnKind.Ignored).WithKind("weight (g)", ColumnKind.Ignored);
        var classifier = Classifier.Train(table, new() { Hidden = [2], Epochs = 1, Threads = 1 });
        Assert.StartsWith("Missing has no property for the feature \"colour\"; add one, or mark one with [Column(\"colour\")].", Message(() => classifier.For<Missing>()), StringComparison.Ordinal);
        Assert.StartsWith("WrongNumber.Length is a String, which cannot be the numeric feature \"length\".", Message(() => classifier.For<WrongNumber>()), StringComparison.Ordinal);
        const string Categories = "cannot be the categorical feature \"colour\" with the categories \"c0\", \"c1\", \"c2\".";
        Assert.StartsWith($"WrongCategory.Colour is a DateTime, which {Categories}", Message(() => classifier.For<WrongCategory>()), StringComparison.Ordinal);
        Assert.StartsWith($"WrongEnum.Colour is a Size, which {Categories}", Message(() => classifier.For<WrongEnum>()), StringComparison.Ordinal);
        Assert.StartsWith($"WrongBoolean.Colour is a Boolean, which {Categories}", Message(() => classifier.For<WrongBoolean>()), StringComparison.Ordinal);
        Assert.StartsWith("Taken has no property for the feature \"length\"", Message(() => classifier.For<Taken>()), StringComparison.Ordinal);

        static string Message(Action call) => Assert.Throws<ArgumentException>(call).Message;
    }

    private sealed record Both(double X_0, double x0, double X1);

    [Fact]
    public void The_exact_name_goes_before_a_similar_one()
    {
        var classifier = Classifier.Train(Tables.SomeTables.Points(), new() { Hidden = [4], Epochs = 2, Threads = 1 });
        Assert.Equal(classifier.Predict([2, 3]), classifier.For<Both>().Predict(new(-7, 2, 3)));
    }

    private sealed record Booleans(bool X0, uint X1);

    [Fact]
    public void A_truth_value_can_be_0_or_1()
    {
        var classifier = Classifier.Train(Tables.SomeTables.Points(), new() { Hidden = [4], Epochs = 2, Threads = 1 });
        Assert.Equal(classifier.Predict([1, 3]), classifier.For<Booleans>().Predict(new(true, 3)));
        Assert.Equal(classifier.Predict([0, 3]), classifier.For<Booleans>().Predict(new(false, 3)));
    }

    [Fact]
    public void What_cannot_be_predicted_is_refused()
    {
        var classifier = Classifier.Train(Tables.SomeTables.Points(), new() { Hidden = [4], Epochs = 2, Threads = 1 });
        var typed = classifier.For<NumbersOnly>();
        Assert.StartsWith("\"x0\" is Infinity", Assert.Throws<ArgumentException>(() => typed.Predict(new(float.PositiveInfinity, 1))).Message, StringComparison.Ordinal);
        Assert.StartsWith("The destination has room for 3 predictions; the model returns 2.", Assert.Throws<ArgumentException>(() => typed.Predict(new(1, 1), new float[3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("item", () => typed.Predict(null!));
        var arrays = Predictor.From(Some.Model(Network.Create(2, [2], 2, Activation.Relu, seed: 1)));
        Assert.Equal(
            "The model was trained on arrays, and its features are not columns of a table; predict from a span of numbers.", Assert.Throws<InvalidOperationException>(() => arrays.For<NumbersOnly>()).Message);
    }
}
