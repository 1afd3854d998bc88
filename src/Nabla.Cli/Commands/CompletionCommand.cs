using System.CommandLine;
using Nabla.Cli.Help;

namespace Nabla.Cli.Commands;

/// <summary><c>nabla completion SHELL</c>: prints the shell's completion script.</summary>
internal static class CompletionCommand
{
    /// <summary>The name of the command.</summary>
    public const string Name = "completion";

    /// <summary>The option that the scripts put before the words of an incomplete call, which no parser accepts.</summary>
    public const string Words = "--words";

    private const string Bash = """
        _nabla() {
            local IFS=$'\n'
            COMPREPLY=($(nabla completion --words "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
        }
        complete -o default -F _nabla nabla
        """;

    private const string Zsh = """
        #compdef nabla
        _nabla() {
            local -a candidates
            candidates=("${(@f)$(nabla completion --words "${(@)words[2,CURRENT]}" 2>/dev/null)}")
            if [[ -n "${candidates[1]}" ]]; then
                compadd -a candidates
            else
                _files
            fi
        }
        compdef _nabla nabla
        """;

    private const string Fish = """
        function __nabla_complete
            set -l words (commandline -opc) (commandline -ct)
            nabla completion --words $words[2..-1] 2>/dev/null
        end
        complete -c nabla -a '(__nabla_complete)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName nabla -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
            if ($wordToComplete -eq '') { $words += '' }
            nabla completion --words @words 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    /// <summary>Prints the words that may complete a call.</summary>
    public static int Complete(Host host, RootCommand root, IReadOnlyList<string> words)
    {
        foreach (string candidate in Completion.Of(root, words))
            host.Output.WriteLine(candidate);
        return ExitCode.Done;
    }

    public static Command Create(Host host)
    {
        var shell = new Argument<string[]>("shell") { HelpName = "SHELL", Description = "The shell [one of: bash, zsh, fish, powershell]", Arity = ArgumentArity.ZeroOrMore };
        shell.CompletionSources.Add("bash", "zsh", "fish", "powershell");
        var command = new ToolCommand(
            Name, "Print the completion script of a shell.",
            ("source <(nabla completion bash)", "Complete in this Bash; put the line into ~/.bashrc to keep it"),
            ("nabla completion zsh > \"${fpath[1]}/_nabla\"", "Complete in every new Zsh"),
            ("nabla completion fish > ~/.config/fish/completions/nabla.fish", "Complete in every new fish"),
            ("nabla completion powershell | Out-String | Invoke-Expression", "Complete in this PowerShell; put the line into $PROFILE to keep it"));
        command.Arguments.Add(shell);
        command.SetAction(call =>
        {
            string[] given = call.GetValue(shell) ?? [];
            host.Output.WriteLine(given switch
            {
                ["bash"] => Bash,
                ["zsh"] => Zsh,
                ["fish"] => Fish,
                ["powershell" or "pwsh"] => PowerShell,
                [] => throw new UsageException("completion takes a shell: bash, zsh, fish or powershell; for example `source <(nabla completion bash)`."),
                _ => throw new UsageException($"\"{string.Join(' ', given)}\" is not a supported shell; use bash, zsh, fish or powershell."),
            });
        });
        return command;
    }
}
