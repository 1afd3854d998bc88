using Microsoft.AspNetCore.Components;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>Precision, recall and F-beta of every class.</summary>
public sealed partial class ClassesSection : ComponentBase
{
    /// <summary>Gets or sets the classes with their metrics.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ClassResult> Classes { get; set; } = [];

    private IReadOnlyList<string> Betas => [.. Classes.SelectMany(figures => figures.FBeta.Keys).Distinct(StringComparer.Ordinal)];
}
