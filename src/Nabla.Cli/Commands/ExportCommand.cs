using System.CommandLine;
using Nabla.Cli.Help;
using Nabla.Studies;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla export</c>: writes a model in the format of another program.</summary>
internal static class ExportCommand
{
    private const string WhatToTry = "choose another name with --output";

    public static Command Create(Host host)
    {
        string formats = string.Join(", ", ExportFormat.All.Select(format => $"{format.Name} ({format.Description})"));
        var model = new Argument<string>("model") { HelpName = "RUN|MODEL", Description = "Directory of a run, or a model file" };
        var format = new Option<string>("--format") { HelpName = "FORMAT", Description = $"Format; required [one of: {formats}]", Required = true };
        var output = new Option<string>("--output", "-o", "--out") { HelpName = "FILE", Description = "File to write; required", Required = true };
        var force = new Option<bool>("--force") { Description = "Replace the file if it exists" };

        format.CompletionSources.Add([.. ExportFormat.All.Select(known => known.Name)]);
        var command = new ToolCommand(
            "export", "Write a trained model in a format that other programs read.",
            ("nabla export runs/iris-128-relu-seed42 --format pytorch -o iris.safetensors", "Write a state dict, and print the nn.Sequential that loads it")) { model, format, output, force };
        command.SetAction(call =>
        {
            var chosen = ExportFormat.Find(call.GetRequiredValue(format));
            string path = call.GetRequiredValue(output);
            RefuseOutput(path, call.GetValue(force));
            var saved = SavedModel.Load(call.GetRequiredValue(model));
            if (Path.GetFullPath(saved.Path) == Path.GetFullPath(path))
                throw new UsageException($"{path} is the model itself; {WhatToTry}.");
            Save(chosen, saved.Model, path);
            if (chosen.Code is { } code)
                host.Output.Write(code(saved.Model, path));
            else
                host.Output.WriteLine(path);
            return ExitCode.Done;
        });
        return command;
    }

    private static void RefuseOutput(string path, bool force)
    {
        if (path.Length == 0)
            throw new UsageException("--output is empty; give the name of a file.");
        if (Directory.Exists(path))
            throw new OutputDirectoryException($"{path} is a directory; {WhatToTry}.");
        if (!force && File.Exists(path))
            throw new OutputDirectoryException($"{path} already exists; {WhatToTry}, or replace it with --force.");
    }

    private static void Save(ExportFormat format, Model model, string path)
    {
        try
        {
            format.Save(model, path);
        }
        catch (NotSupportedException error)
        {
            throw new UsageException($"the model cannot be exported as {format.Name}: {error.Message}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OutputDirectoryException($"{path} cannot be written ({error.Message.TrimEnd('.')}); {WhatToTry}.", error) { IsFailure = true };
        }
    }
}
