using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Tests.House;

/// <summary>What is public is meant to stay: each change of the public surface shows in a file that is reviewed with it.</summary>
public sealed class PublicApiTests
{
    /// <summary>69, and 16 of tables and predictors: docs/decisions/0006.</summary>
    private const int MaxTypes = 85;

    private static readonly string Approved = Path.Combine(Repository.Root, "tests", "Nabla.Tests", "House", "PublicApi.approved.txt");

    /// <summary>After a change that is meant: copy the received file, whose path the failure names, over the approved one.</summary>
    [Fact]
    public void The_public_surface_is_the_approved_one()
    {
        string actual = PublicApi.Describe(typeof(Network).Assembly);
        if (File.Exists(Approved) && File.ReadAllText(Approved).ReplaceLineEndings("\n") == actual)
            return;
        string received = Path.Combine(AppContext.BaseDirectory, "PublicApi.received.txt");
        File.WriteAllText(received, actual);
        Assert.Fail($"The public surface changed. Compare {received} with {Approved}; copy it there if the change is meant.");
    }

    [Fact]
    public void The_public_surface_is_small()
    {
        var types = typeof(Network).Assembly.GetExportedTypes();
        Assert.True(types.Length <= MaxTypes, $"{types.Length} public types; at most {MaxTypes} are allowed.");
    }

    [Fact]
    public void There_are_two_namespaces()
    {
        var namespaces = typeof(Network).Assembly.GetExportedTypes().Select(type => type.Namespace).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["Nabla", "Nabla.Networks"], namespaces);
    }
}
