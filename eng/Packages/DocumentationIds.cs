using System.Reflection;

namespace Packages;

/// <summary>The names of members in documentation files, as the C# standard defines them (annex D.4.2).</summary>
internal static class DocumentationIds
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>The names of the types and members that other assemblies can use or override.</summary>
    public static IEnumerable<string> OfVisibleMembers(Assembly assembly) =>
        assembly.GetTypes().Where(IsVisible).SelectMany(type => VisibleMembers(type).Prepend(type)).Select(Of);

    /// <summary>The name of a type or member.</summary>
    public static string Of(MemberInfo member) => member switch
    {
        Type type => $"T:{Name(type)}",
        FieldInfo => $"F:{Name(member.DeclaringType!)}.{member.Name}",
        EventInfo => $"E:{Name(member.DeclaringType!)}.{member.Name}",
        PropertyInfo property => $"P:{Name(member.DeclaringType!)}.{member.Name}{Parameters(property.GetIndexParameters())}",
        ConstructorInfo constructor => $"M:{Name(member.DeclaringType!)}.{member.Name.Replace('.', '#')}{Parameters(constructor.GetParameters())}",
        MethodInfo method => $"M:{Name(member.DeclaringType!)}.{member.Name}{Arity(method)}{Parameters(method.GetParameters())}{Conversion(method)}",
        _ => throw new ArgumentException($"{member} has no documentation.", nameof(member)),
    };

    private static IEnumerable<MemberInfo> VisibleMembers(Type type) =>
        [
            .. type.GetMethods(Declared).Where(IsVisible),
            .. type.GetConstructors(Declared).Where(IsVisible),
            .. type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)),
            .. type.GetEvents(Declared).Where(one => IsVisible(one.AddMethod!)),
            .. type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly),
        ];

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(Type type) =>
        type.IsNested ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!) : type.IsPublic;

    private static string Name(Type type) =>
        type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Namespace is { } space ? $"{space}.{type.Name}" : type.Name;

    private static string Arity(MethodInfo method) => method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "";

    private static string Conversion(MethodInfo method) => method.Name is "op_Implicit" or "op_Explicit" ? $"~{Reference(method.ReturnType)}" : "";

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(parameter => Reference(parameter.ParameterType)))})";

    /// <summary>A type as parameters mention it: with its type arguments, each at the type that declares it.</summary>
    private static string Reference(Type type)
    {
        if (type.IsByRef)
            return $"{Reference(type.GetElementType()!)}@";
        if (type.IsPointer)
            return $"{Reference(type.GetElementType()!)}*";
        if (type.IsArray)
            return $"{Reference(type.GetElementType()!)}[{string.Join(',', Enumerable.Repeat(type.GetArrayRank() > 1 ? "0:" : "", type.GetArrayRank()))}]";
        if (type.IsGenericParameter)
            return $"{(type.DeclaringMethod is null ? "`" : "``")}{type.GenericParameterPosition}";

        var arguments = new Queue<Type>(type.GetGenericArguments());
        var names = new Stack<string>();
        for (var part = type; part is not null; part = part.DeclaringType)
            names.Push(part.Name);
        var written = names.Select(name => name.Split('`') is [var plain, var count]
            ? $"{plain}{{{string.Join(',', Enumerable.Range(0, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)).Select(_ => Reference(arguments.Dequeue())))}}}"
            : name);
        return $"{type.Namespace}.{string.Join('.', written)}";
    }
}
