using System.CommandLine;
using System.Globalization;
using Nabla.Cli.Help;
using Nabla.Networks;
using Nabla.Studies;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla data make</c>: writes Shapes as files for other programs, in the layout of CIFAR-10.</summary>
internal static class DataMakeCommand
{
    /// <summary>CIFAR-10's own count, so that readers of CIFAR-10 can read the folder.</summary>
    private const int DefaultCount = 50_000;
    private const int MaxImages = 500_000;
    private const ulong DefaultSeed = 42;

    public static Command Create(Host host)
    {
        var name = new Argument<string>("name") { HelpName = "NAME", Description = "The data set [one of: shapes]" };
        var output = new Option<string>("--out") { HelpName = "DIR", Description = "Directory to create; required", Required = true };
        var seed = new Option<string?>("--seed") { HelpName = "N", Description = "Random seed of the images [default: 42]" };
        var count = new Option<string?>("--count") { HelpName = "N", Description = "Number of training images, a multiple of 5; the test set has a fifth of it [default: 50000, which cifar10:DIR can read]" };
        var command = new ToolCommand(
            "make", "Generate a data set and write it in CIFAR-10's binary layout.",
            ("nabla data make shapes --out shapes --count 1000", "Write 1,000 training images")) { name, output, seed, count };
        command.SetAction(call =>
        {
            if (call.GetRequiredValue(name) is not "shapes" and var other)
                throw new UsageException($"there is no data set \"{other}\" to generate; there is shapes.");
            string directory = call.GetRequiredValue(output);
            var (drawn, images) = Options(call.GetValue(seed), call.GetValue(count));
            Cifar10Folder.Refuse(directory);
            var (training, test) = ImageDataset.GenerateShapes(images, images / Cifar10Folder.TrainingFiles, drawn);
            Cifar10Folder.Write(directory, training, test);
            host.Output.WriteLine(directory);
            return ExitCode.Done;
        });
        return command;
    }

    private static (ulong Seed, int Count) Options(string? seedText, string? countText)
    {
        ulong seed = DefaultSeed;
        if (seedText is not null && !ulong.TryParse(seedText, NumberStyles.None, CultureInfo.InvariantCulture, out seed))
            throw new UsageException($"--seed is \"{seedText}\"; it must be a whole number from 0 to {ulong.MaxValue}.");
        int count = DefaultCount;
        if (countText is not null
            && !(int.TryParse(countText, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 5 and <= MaxImages && count % Cifar10Folder.TrainingFiles == 0))
        {
            throw new UsageException($"--count is \"{countText}\"; it must be a multiple of {Cifar10Folder.TrainingFiles} from 5 to {MaxImages}.");
        }

        return (seed, count);
    }
}
