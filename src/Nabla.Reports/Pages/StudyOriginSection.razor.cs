using Microsoft.AspNetCore.Components;
using Nabla.Reports.Studies;
using Nabla.Studies;

namespace Nabla.Reports.Pages;

/// <summary>The origin of a study's figures, and how to reproduce them.</summary>
public sealed partial class StudyOriginSection : ComponentBase
{
    private const int MaxSeeds = 50;

    /// <summary>Gets or sets the study.</summary>
    [Parameter, EditorRequired]
    public ReportedStudy Study { get; set; } = null!;

    private StudyResult Result => Study.Result;

    private string FileName => $"{(IsPlainName(Study.Definition.Name) ? Study.Definition.Name : "study")}.json";

    private string Command => $"nabla study {FileName}";

    /// <summary>Returns whether the name can be shown in a command for readers to copy.</summary>
    private static bool IsPlainName(string name) =>
        name.Length > 0 && name[0] != '.' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');

    private IEnumerable<(string Name, string Value)> Machine
    {
        get
        {
            string seeds = string.Join(", ", Result.Seeds.Take(MaxSeeds).Select(seed => Figures.Invariant($"{seed}")));
            yield return ("seeds", Result.Seeds.Count > MaxSeeds ? $"{seeds}, … ({Figures.Count(Result.Seeds.Count)})" : seeds);
            yield return ("data", string.Join(", ", Result.Entries.Select(entry => entry.Recipe.Data).Distinct(StringComparer.Ordinal)));
            yield return ("state", Result.State.ToString().ToLowerInvariant());
            if (Result.Machine is not { } machine)
                yield break;
            yield return ("Nabla", machine.Nabla);
            yield return (".NET", machine.Runtime);
            yield return ("system", machine.System);
            yield return ("threads", Figures.Count(machine.Threads));
            yield return ("vector width", Figures.Plural(machine.VectorWidth, "float", "floats"));
        }
    }
}
