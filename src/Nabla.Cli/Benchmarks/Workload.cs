using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Nabla.Cli.Display;
using Nabla.Networks;
using Nabla.Studies;

namespace Nabla.Cli.Benchmarks;

/// <summary>Specifies what is done with a network.</summary>
internal enum WorkloadKind
{
    /// <summary>One complete training step.</summary>
    Train,

    /// <summary>One forward pass over standardized features.</summary>
    Infer,
}

/// <summary>A network and its workload, as one word: "train:3072-512,256-10:128:elu" is a step of 128 examples.</summary>
/// <remarks>The word is the argument of the race's programs, this one and its peers, so that all of them do the same.</remarks>
internal sealed record Workload(WorkloadKind Kind, int Inputs, IReadOnlyList<int> Hidden, int Outputs, int Rows, Activation Activation = Activation.Elu)
{
    /// <summary>Gets the normalisation before each activation; its cost is not included in <see cref="Operations"/>. Default none.</summary>
    public Normalization Normalization { get; init; }

    /// <summary>Gets the minimum number of floating-point operations: those of the products; a multiply-add is two.</summary>
    /// <remarks>
    /// A layer costs one product forward and two backward, the first layer one, since the gradient of the input is not required.
    /// Biases, activations, the loss and the update take below a hundredth of it for products of relevant size; they are counted as 0.
    /// </remarks>
    public double Operations
    {
        get
        {
            double sum = 0;
            int width = Inputs;
            foreach (int next in Hidden.Append(Outputs))
            {
                int products = Kind == WorkloadKind.Infer ? 1 : sum == 0 ? 2 : 3;
                sum += 2.0 * products * Rows * width * next;
                width = next;
            }

            return sum;
        }
    }

    /// <summary>Returns the network and the rows as text: "3072-512-256-10, 128 rows".</summary>
    public override string ToString() => $"{Inputs}-{(Hidden.Count == 0 ? "" : HiddenSizes.Format(Hidden, "-") + "-")}{Outputs}{(Normalization == Normalization.None ? "" : $" with {Normalization.ToString().ToLowerInvariant()} norm")}, {Figures.Plural(Rows, "row", "rows")}";

    /// <summary>Parses the word.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Workload? workload)
    {
        workload = null;
        if (text.Split(':') is not [var kindName, var layers, var rowsText, var activationName] || layers.Split('-') is not [var inputsText, .. var middle, var outputsText])
            return false;
        if (!Enum.TryParse(kindName, ignoreCase: true, out WorkloadKind kind) || !Enum.TryParse(activationName, ignoreCase: true, out Activation activation))
            return false;
        if (!HiddenSizes.TryParse(string.Join(',', middle), out var hidden) || hidden.Any(size => size < 1))
            return false;
        if (!TryParse(inputsText, out int inputs) || !TryParse(outputsText, out int outputs) || !TryParse(rowsText, out int rows))
            return false;
        workload = new(kind, inputs, hidden, outputs, rows, activation);
        return true;
    }

    private static bool TryParse(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
