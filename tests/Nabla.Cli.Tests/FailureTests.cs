using Nabla.Networks;
using Nabla.Studies;

namespace Nabla.Cli.Tests;

public sealed class FailureTests
{
    [Fact]
    public void Every_exception_has_its_code()
    {
        Assert.Equal((ExitCode.WrongCall, "u"), Failure.Describe(new UsageException("u")));
        Assert.Equal((ExitCode.WrongCall, "a: r"), Failure.Describe(new RecipeException("a", ["r"])));
        Assert.Equal((ExitCode.WrongCall, "d"), Failure.Describe(new OutputDirectoryException("d")));
        Assert.Equal((ExitCode.WrongData, "f"), Failure.Describe(new InvalidDataException("f")));
        Assert.Equal((ExitCode.WrongData, "l"), Failure.Describe(new DownloadException("l")));
        Assert.Equal((ExitCode.WrongData, "r"), Failure.Describe(new RunFormatException("r")));
        Assert.Equal(ExitCode.Cancelled, Failure.Describe(new OperationCanceledException()).Code);
    }

    [Fact]
    public void An_unexpected_exception_is_one_line_without_a_stack_trace()
    {
        var (code, sentence) = Failure.Describe(new InvalidOperationException("first line\n   second line"));
        Assert.Equal(ExitCode.Internal, code);
        Assert.Equal("internal error, please report it with the call that led to it: InvalidOperationException: first line second line", sentence);
    }
}
