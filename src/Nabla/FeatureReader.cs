using System.ComponentModel.DataAnnotations.Schema;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Nabla.Networks;

/// <summary>Reads one feature from a property: a number, or the code of a category.</summary>
/// <remarks>The getters are delegates of types known at compile time, so nothing is boxed, and trimming and ahead-of-time compilation work.</remarks>
internal abstract class FeatureReader<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>
{
    /// <summary>Returns the number, or the category's code; NaN if it is missing.</summary>
    public abstract double Read(T item);

    /// <summary>Finds the property of each feature of a schema.</summary>
    /// <exception cref="ArgumentException">A feature has no property, or one of another type.</exception>
    public static FeatureReader<T>[] Match(InputSchema schema)
    {
        var properties = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetMethod?.IsPublic == true && property.GetIndexParameters().Length == 0).ToList();
        var unnamed = properties.FindAll(property => NameOf(property) is null);
        var readers = new FeatureReader<T>[schema.Features];
        for (int j = 0; j < readers.Length; j++)
        {
            var feature = schema.FeatureColumns[j];
            var property = properties.Find(property => NameOf(property) == feature.Name)
                ?? unnamed.Find(property => property.Name == feature.Name)
                ?? unnamed.Find(property => Letters(property.Name) == Letters(feature.Name))
                ?? throw new ArgumentException($"{typeof(T).Name} has no property for the feature \"{feature.Name}\"; add one, or mark one with [Column(\"{feature.Name}\")].", nameof(schema));
            readers[j] = Create(feature, property)
                ?? throw new ArgumentException($"{typeof(T).Name}.{property.Name} is a {property.PropertyType.Name}, which cannot be the {(feature.Kind == ColumnKind.Numeric ? "numeric" : "categorical")} feature \"{feature.Name}\"{(feature.Kind == ColumnKind.Numeric ? "" : $" with the categories {ColumnNames.List(feature.Categories)}")}.", nameof(schema));
        }

        return readers;
    }

    /// <summary>Returns the explicit column name of a property, which then matches only the feature of that name.</summary>
    private static string? NameOf(PropertyInfo property) => property.GetCustomAttribute<ColumnAttribute>()?.Name;

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static FeatureReader<T>? Create(InputColumn feature, PropertyInfo property)
    {
        var type = property.PropertyType;
        if (feature.Kind == ColumnKind.Categorical)
        {
            if (type == typeof(string))
                return new Reader<string?>(property, feature.CodeOf);
            var plain = Nullable.GetUnderlyingType(type) ?? type;
            if (plain == typeof(bool))
                return BooleanReader(feature, property);
            bool isText = plain == typeof(char) || DataReaderText.IsNumber(plain) || (plain.IsEnum && Enum.GetNames(plain).Any(name => feature.CodeOf(name) >= 0));
            return isText ? new BoxedReader(property, value => feature.CodeOf(DataReaderText.Of(value))) : null;
        }

        return type == typeof(float) ? new Reader<float>(property, value => value)
            : type == typeof(double) ? new Reader<double>(property, value => value)
            : type == typeof(int) ? new Reader<int>(property, value => value)
            : type == typeof(long) ? new Reader<long>(property, value => value)
            : type == typeof(short) ? new Reader<short>(property, value => value)
            : type == typeof(byte) ? new Reader<byte>(property, value => value)
            : type == typeof(uint) ? new Reader<uint>(property, value => value)
            : type == typeof(decimal) ? new Reader<decimal>(property, value => (double)value)
            : type == typeof(bool) ? new Reader<bool>(property, value => value ? 1 : 0)
            : type == typeof(float?) ? new Reader<float?>(property, value => value ?? double.NaN)
            : type == typeof(double?) ? new Reader<double?>(property, value => value ?? double.NaN)
            : type == typeof(int?) ? new Reader<int?>(property, value => value ?? double.NaN)
            : type == typeof(long?) ? new Reader<long?>(property, value => value ?? double.NaN)
            : type == typeof(decimal?) ? new Reader<decimal?>(property, value => value is { } number ? (double)number : double.NaN)
            : null;
    }

    /// <summary>Returns a reader for a Boolean property, whatever the case of the file's True or TRUE. Null if the categories are neither these nor 1 and 0, because every value would be unknown.</summary>
    private static FeatureReader<T>? BooleanReader(InputColumn feature, PropertyInfo property)
    {
        double Code(string text) => feature.Categories.FirstOrDefault(category => category.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } category ? feature.CodeOf(category) : -1;
        double yes = Code("true") is >= 0 and var code ? code : Code("1"), no = Code("false") is >= 0 and var other ? other : Code("0");
        if (yes < 0 && no < 0)
            return null;
        return property.PropertyType == typeof(bool)
            ? new Reader<bool>(property, value => value ? yes : no)
            : new Reader<bool?>(property, value => value is { } known ? known ? yes : no : double.NaN);
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

    /// <summary>Reads properties of types not known at compile time, such as enumerations.</summary>
    private sealed class BoxedReader(PropertyInfo property, Func<object?, double> code) : FeatureReader<T>
    {
        public override double Read(T item) => code(property.GetValue(item));
    }
}
