using System.ComponentModel.DataAnnotations.Schema;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Nabla.Networks;

/// <summary>Reads one feature from a property: a number, or the code of a category.</summary>
/// <remarks>The getters are delegates of types that are known when the program is compiled, so that nothing is boxed and trimming and ahead-of-time compilation work.</remarks>
internal abstract class FeatureReader<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>
{
    /// <summary>Returns the number, or the category's code; NaN where it is missing.</summary>
    public abstract double Read(T item);

    /// <summary>Finds the property of each feature of a schema.</summary>
    /// <exception cref="ArgumentException">A feature has no property, or one of another type.</exception>
    public static FeatureReader<T>[] Match(InputSchema schema)
    {
        var properties = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanRead && property.GetIndexParameters().Length == 0).ToList();
        var readers = new FeatureReader<T>[schema.Features];
        for (int j = 0; j < readers.Length; j++)
        {
            var feature = schema.FeatureColumns[j];
            var property = properties.Find(property => property.GetCustomAttribute<ColumnAttribute>()?.Name == feature.Name)
                ?? properties.Find(property => Letters(property.Name) == Letters(feature.Name))
                ?? throw new ArgumentException($"{typeof(T).Name} has no property for the feature \"{feature.Name}\"; add one, or mark one with [Column(\"{feature.Name}\")].", nameof(schema));
            readers[j] = Create(feature, property)
                ?? throw new ArgumentException($"{typeof(T).Name}.{property.Name} is a {property.PropertyType.Name}, which cannot be the {(feature.Kind == ColumnKind.Numeric ? "numeric" : "categorical")} feature \"{feature.Name}\".", nameof(schema));
        }

        return readers;
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static FeatureReader<T>? Create(InputColumn feature, PropertyInfo property)
    {
        var type = property.PropertyType;
        if (feature.Kind == ColumnKind.Categorical)
        {
            if (type == typeof(string))
                return new Reader<string?>(property, feature.CodeOf);
            if (type == typeof(bool))
                return BooleanReader(feature, property);
            return new BoxedReader(property, value => feature.CodeOf(DataReaderText.Of(value, System.Globalization.CultureInfo.InvariantCulture)));
        }

        return type == typeof(float) ? new Reader<float>(property, value => value)
            : type == typeof(double) ? new Reader<double>(property, value => value)
            : type == typeof(int) ? new Reader<int>(property, value => value)
            : type == typeof(long) ? new Reader<long>(property, value => value)
            : type == typeof(short) ? new Reader<short>(property, value => value)
            : type == typeof(byte) ? new Reader<byte>(property, value => value)
            : type == typeof(decimal) ? new Reader<decimal>(property, value => (double)value)
            : type == typeof(float?) ? new Reader<float?>(property, value => value ?? double.NaN)
            : type == typeof(double?) ? new Reader<double?>(property, value => value ?? double.NaN)
            : type == typeof(int?) ? new Reader<int?>(property, value => value ?? double.NaN)
            : type == typeof(long?) ? new Reader<long?>(property, value => value ?? double.NaN)
            : type == typeof(decimal?) ? new Reader<decimal?>(property, value => value is { } number ? (double)number : double.NaN)
            : null;
    }

    /// <summary>A file may say True, TRUE or true.</summary>
    private static Reader<bool> BooleanReader(InputColumn feature, PropertyInfo property)
    {
        double Code(string text) => feature.Categories.FirstOrDefault(category => category.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } category ? feature.CodeOf(category) : -1;
        double yes = Code("true") is >= 0 and var code ? code : Code("1"), no = Code("false") is >= 0 and var other ? other : Code("0");
        return new(property, value => value ? yes : no);
    }

    private delegate TValue GetterOfStruct<TItem, TValue>(ref TItem item);

    private sealed class Reader<TValue> : FeatureReader<T>
    {
        private readonly Func<T, TValue>? _getter;
        private readonly GetterOfStruct<T, TValue>? _getterOfStruct;
        private readonly Func<TValue, double> _convert;

        public Reader(PropertyInfo property, Func<TValue, double> convert)
        {
            _convert = convert;
            if (typeof(T).IsValueType)
                _getterOfStruct = property.GetMethod!.CreateDelegate<GetterOfStruct<T, TValue>>();
            else
                _getter = property.GetMethod!.CreateDelegate<Func<T, TValue>>();
        }

        public override double Read(T item) => _convert(_getter is { } getter ? getter(item) : _getterOfStruct!(ref item));
    }

    /// <summary>For types that are not known when the program is compiled, such as enumerations.</summary>
    private sealed class BoxedReader(PropertyInfo property, Func<object?, double> code) : FeatureReader<T>
    {
        public override double Read(T item) => code(property.GetValue(item));
    }
}
