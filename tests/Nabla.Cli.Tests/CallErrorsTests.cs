namespace Nabla.Cli.Tests;

public sealed class CallErrorsTests
{
    [Theory]
    [InlineData("trian", "unknown command \"trian\"; did you mean \"train\"?")]
    [InlineData("dance", "unknown command \"dance\"; there are train, evaluate, predict, export, runs, report, watch, study, recipe, data, compare, verify, bench, completion and help.")]
    [InlineData("--verbos", "unknown option --verbos; did you mean --verbose?")]
    [InlineData("help trian", "unknown command \"trian\"; did you mean \"train\"?")]
    [InlineData("help data gte", "unknown command \"gte\"; did you mean \"get\"?")]
    [InlineData("completion", "completion takes a shell: bash, zsh, fish or powershell; for example `source <(nabla completion bash)`.")]
    [InlineData("completion cmd", "\"cmd\" is not a supported shell; use bash, zsh, fish or powershell.")]
    [InlineData("recipe --schema --print", "--schema takes no recipe and no other option.")]
    [InlineData("runs --sort size", "--sort is \"size\"; it must be one of date, name, score, time.")]
    [InlineData("runs nowhere", "there is no directory nowhere; give the directory that holds the runs.")]
    [InlineData("train --batchsize 3", "unknown option --batchsize; did you mean --batch-size?")]
    [InlineData("train --layer-norm", "unknown option --layer-norm; see nabla train --help for those that there are.")]
    [InlineData("train --epohcs=3", "unknown option --epohcs; did you mean --epochs?")]
    [InlineData("train --epochs", "the option --epochs takes a value.")]
    [InlineData("train --epochs 1 --epochs 2", "the option --epochs takes one value and may be given once.")]
    [InlineData("train --out --forec", "the option --out takes a value, and --forec looks like an option; a path may be written ./--forec.")]
    [InlineData("train a.json b.json", "train does not take \"b.json\"; see nabla train --help.")]
    [InlineData("train --threads 0", "--threads is \"0\"; it must be a whole number from 1 to 256.")]
    [InlineData("train --threads many", "--threads is \"many\"; it must be a whole number from 1 to 256.")]
    [InlineData("train --set momentum", "--set \"momentum\" is not of the form FIELD=VALUE; an example is --set momentum=0.9.")]
    [InlineData("train --set =1", "--set \"=1\" is not of the form FIELD=VALUE; an example is --set momentum=0.9.")]
    [InlineData("train @args", "@args: there is no such file.")]
    [InlineData("evaluate", "evaluate takes RUN|MODEL; see nabla evaluate --help.")]
    [InlineData("evaluate none --data moon", "the data: it is \"moon\"; it must be \"shapes\", \"shapes:COUNT\" with a COUNT from 20 to 500000, \"cifar10\", \"cifar10:DIR\" with the directory of its binary files, \"mnist\", \"mnist:DIR\", \"idx:DIR\", \"images:DIR\", or a table: \"FILE.csv\", \"csv:FILE\" or \"npz:FILE\".")]
    [InlineData("data", "a command is missing; there are list, get, info and make: see nabla data --help.")]
    [InlineData("data gte", "unknown command \"gte\"; did you mean \"get\"?")]
    [InlineData("data get", "get takes NAME; see nabla data get --help.")]
    [InlineData("data get mnist", "there is no data set \"mnist\" to download; there is cifar10.")]
    [InlineData("data get shapes", "shapes is built in and needs no download; nabla data make shapes writes its images to files.")]
    [InlineData("data make shapes", "make takes the option --out DIR; see nabla data make --help.")]
    [InlineData("data make cifar10 --out x", "there is no data set \"cifar10\" to generate; there is shapes.")]
    [InlineData("data make shapes --out x --seed -1", "--seed is \"-1\"; it must be a whole number from 0 to 18446744073709551615.")]
    [InlineData("data make shapes --out x --count 7", "--count is \"7\"; it must be a multiple of 5 from 5 to 500000.")]
    [InlineData("bench --threads 0", "--threads is \"0\"; it must be a whole number from 1 to 256.")]
    [InlineData("bench --filter transformer", "--filter \"transformer\" matches no benchmark; the groups are products, training step and inference.")]
    [InlineData("bench --serve train:3072", "--serve is \"train:3072\"; examples are train:3072-512-256-10:128:elu and limit.")]
    public async Task A_wrong_call_gets_one_sentence_and_2(string call, string sentence) =>
        (await Call.RunAsync(call.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Fails(ExitCode.WrongCall, sentence);

    [Fact]
    public async Task An_empty_word_is_no_file()
    {
        (await Call.RunAsync("train", "")).Fails(ExitCode.WrongCall, "the recipe: the name of its file is empty; give a JSON file.");
        (await Call.RunAsync("train", "--out", "")).Fails(ExitCode.WrongCall, "the output directory's name is empty; choose another with --out.");
        (await Call.RunAsync("evaluate", "")).Fails(ExitCode.WrongData, "the name of the model is empty; give the directory of a run, or a model file.");
    }

    [Theory]
    [InlineData("--help", "train")]
    [InlineData("train --help", "--learning-rate")]
    [InlineData("train -h", "--threads")]
    [InlineData("data --help", "make")]
    public async Task Help_goes_to_the_output(string call, string part)
    {
        var result = await Call.RunAsync(call.Split(' '));
        Assert.Contains(part, result.Output, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Done, ""), (result.Code, result.Error));
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        var result = await Call.RunAsync("--version");
        Assert.Matches(@"^nabla \d+\.\d+\.\d+\n$", result.Output);
        Assert.Equal(ExitCode.Done, result.Code);
    }
}
