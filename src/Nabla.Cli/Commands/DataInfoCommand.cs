using System.CommandLine;
using System.Text.Json;
using Nabla.Cli.Help;
using Nabla.Networks;
using Nabla.Studies;
using Spectre.Console;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla data info</c>: counts, shape, classes, mean and deviation of one data set, or the columns of a table. It reads the complete data, so it also detects errors in them.</summary>
internal static class DataInfoCommand
{
    public static Command Create(Host host)
    {
        var data = new Argument<string>("data") { HelpName = "DATA", Description = "Data set: FILE.csv, csv:FILE, npz:FILE, shapes, shapes:COUNT, cifar10[:DIR], mnist[:DIR], idx:DIR or images:DIR" };
        var target = new Option<string?>("--target") { HelpName = "COLUMN", Description = "Column of the table whose classes are counted [default: none]" };
        var json = new Option<bool>("--json") { Description = "Print only the description, as JSON" };
        var command = new ToolCommand(
            "info", "Describe a data set: size, shape, classes, mean and standard deviation; columns of a table.",
            ("nabla data info iris.csv --target species", "Show columns, missing values and class balance")) { data, target, json };
        command.SetAction(call =>
        {
            var source = DataSource.Parse(call.GetRequiredValue(data));
            if (source.IsTable)
            {
                var table = Display.TableInfo.Read(source, call.GetValue(target));
                if (call.GetValue(json))
                    host.Output.Write(JsonSerializer.Serialize(table, CliJson.Readable.TableInfo) + "\n");
                else
                    Display.TableInfoTable.Write(host.OutputConsole(), table);
                return ExitCode.Done;
            }

            if (call.GetValue(target) is not null)
                throw new UsageException("--target is a column of a table; leave it out, or name a CSV file.");
            var info = Describe(source, source.LoadImages(new Recipe().DataSeed, host.Environment));
            if (call.GetValue(json))
                host.Output.Write(JsonSerializer.Serialize(info, CliJson.Default.DataInfo) + "\n");
            else
                Write(host.OutputConsole(), info);
            return ExitCode.Done;
        });
        return command;
    }

    private static DataInfo Describe(DataSource source, (ImageDataset Training, ImageDataset Test) data)
    {
        var (training, test) = data;
        var standardizer = training.MeasureStandardizer([.. Enumerable.Range(0, training.Count)]);
        int[] trainingCounts = CountLabels(training), testCounts = CountLabels(test);
        return new(
            source.ToString(), training.Count, test.Count, training.Shape.ToString(),
            [.. training.ClassNames.Select((name, index) => new DataClass(name, trainingCounts[index], testCounts[index]))],
            standardizer.Mean, standardizer.Deviation);
    }

    private static int[] CountLabels(Dataset dataset)
    {
        int[] counts = new int[dataset.Classes];
        foreach (int label in dataset.Labels)
            counts[label]++;
        return counts;
    }

    private static void Write(IAnsiConsole console, DataInfo info)
    {
        console.WriteLine();
        Display.FactList.Write(
            console,
            ("data", info.Data),
            ("images", $"{Display.Figures.Count(info.TrainingCount)} training and {Display.Figures.Count(info.TestCount)} test images"),
            ("shape", info.Shape),
            ("mean", string.Join("  ", info.Mean.Select(Display.Figures.Share))),
            ("deviation", string.Join("  ", info.Deviation.Select(Display.Figures.Share))));
        var table = new TerminalTable().Border(TableBorder.Simple).AddColumn("class").AddColumn(new TableColumn("training").RightAligned()).AddColumn(new TableColumn("test").RightAligned());
        foreach (var entry in info.Classes)
            table.AddRow(Markup.Escape(entry.Class), Display.Figures.Count(entry.TrainingCount), Display.Figures.Count(entry.TestCount));
        console.Write(table);
    }
}

/// <summary>One data set, as output by <c>data info --json</c>; mean and deviation of each channel over the training images, of byte / 255.</summary>
internal sealed record DataInfo(
    string Data, int TrainingCount, int TestCount, string Shape, IReadOnlyList<DataClass> Classes, IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation);

/// <summary>The number of images of a class.</summary>
internal sealed record DataClass(string Class, int TrainingCount, int TestCount);
