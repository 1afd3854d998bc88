using System.CommandLine;
using Nabla.Studies;

namespace Nabla.Cli;

/// <summary>The options of <c>train</c> that set a field of the recipe. Their values are read where a recipe's are, so both have the same rules and the same errors.</summary>
internal sealed class RecipeOptions
{
    private readonly (string Field, Option<string> Option)[] _options =
    [
        ("data", Text("--data", "DATA", "What to learn from: FILE.csv, csv:FILE, npz:FILE, shapes, shapes:COUNT, cifar10[:DIR], mnist[:DIR], idx:DIR or images:DIR (default shapes)")),
        ("target", Text("--target", "COLUMN", "Column of the table to predict")),
        ("task", Text("--task", "TASK", "classification or regression (default: by the target; texts and at most 20 whole numbers are classes)")),
        ("validationData", Text("--validation-data", "FILE", "CSV file with the validation set (default: split off)")),
        ("testData", Text("--test-data", "FILE", "CSV file with the test set (default: split off)")),
        ("categorical", Text("--categorical", "COLUMNS", "Columns of the table that are categories, such as zip,month")),
        ("numeric", Text("--numeric", "COLUMNS", "Columns of the table that must be numbers")),
        ("ignore", Text("--ignore", "COLUMNS", "Columns of the table that are no features")),
        ("hidden", Text("--hidden", "SIZES", "Widths of the hidden layers: 512,256 or 512,120x5 (default 128)")),
        ("activation", Text("--activation", "NAME", "elu, relu, leakyRelu, sigmoid, tanh, softplus or identity (default elu; of a table relu)")),
        ("dropout", Text("--dropout", "P", "Probability of dropping what an activation puts out, in training (default 0)")),
        ("initializer", Text("--initializer", "NAME", "kaimingNormal, kaimingUniform, xavierNormal, xavierUniform, pyTorchLinear or zeros (default kaimingNormal)")),
        ("loss", Text("--loss", "NAME", "softmaxCrossEntropy, binaryCrossEntropy, meanSquaredError, meanAbsoluteError or huber (default softmaxCrossEntropy; of a regression meanSquaredError)")),
        ("l1", Text("--l1", "LAMBDA", "Penalty on the absolute values of weights (default 0)")),
        ("l2", Text("--l2", "LAMBDA", "Penalty on the squares of weights (default 0)")),
        ("optimizer", Text("--optimizer", "NAME", "sgd, adam, adamW, rmsProp, or lbfgs for small data (default sgd; of a table adam)")),
        ("learningRate", Text("--learning-rate", "RATE", "Size of a step (default 0.1 for sgd, 0.001 for adam, adamW and rmsProp; of a table 0.003 for adam and adamW)")),
        ("schedule", Text("--schedule", "NAME", "How the rate changes: constant, step, cosine, oneCycle or plateau (default constant)")),
        ("epochs", Text("--epochs", "N", "Passes over the training set (default 10; of a table at most 200)")),
        ("batchSize", Text("--batch-size", "N", "Examples in a step (default 128; of a table a 50th of the training rows, from 16 to 256)")),
        ("earlyStopping", Text("--early-stopping", "EPOCHS", "End after so many epochs without improvement (default never; of a table 30)")),
        ("seed", Text("--seed", "N", "Draws the split, the first weights and the order of the images (default 42)")),
        ("engine", Text("--engine", "NAME", "What computes the gradients: analytic, or autograd in double precision (default analytic)")),
    ];

    private readonly (string Field, Option<bool> Option)[] _flags =
    [
        ("batchNorm", Flag("--batch-norm", "Normalise every feature of a batch before each activation")),
        ("whitening", Flag("--whitening", "Normalise and decorrelate features there instead")),
        ("residual", Flag("--residual", "Add their input to hidden layers as wide as the one before them")),
    ];

    private readonly SetOption _set = new("Sets any field of the recipe, such as momentum=0.9; may be given again");

    /// <summary>Offers the options.</summary>
    public void AddTo(Command command)
    {
        foreach (var (_, option) in _options)
            command.Options.Add(option);
        foreach (var (_, option) in _flags)
            command.Options.Add(option);
        command.Options.Add(_set.Option);
    }

    /// <summary>The fields that the call sets, in the order in which later ones win: <c>--set</c> after all others.</summary>
    /// <exception cref="UsageException">A <c>--set</c> is not of its form.</exception>
    public IReadOnlyList<RecipeOverride> Overrides(ParseResult call)
    {
        var overrides = new List<RecipeOverride>();
        foreach (var (field, option) in _options)
        {
            if (call.GetValue(option) is { } value)
                overrides.Add(new(field, value));
        }

        foreach (var (field, option) in _flags)
        {
            if (call.GetResult(option) is { Implicit: false })
                overrides.Add(new(field, call.GetValue(option) ? "true" : "false"));
        }

        overrides.AddRange(_set.Overrides(call));
        return overrides;
    }

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    private static Option<string> Text(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };
}
