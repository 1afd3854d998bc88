using Nabla.Networks;
using Nabla.Testing;

namespace Nabla.Studies.Tests;

public sealed class WholeFileTests
{
    [Fact]
    public void A_write_that_fails_halfway_leaves_the_old_file_and_no_other()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.txt", "old");

        Assert.Throws<InvalidOperationException>(() => WholeFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal("a.txt", folder.Names);
    }

    [Fact]
    public void Text_has_no_byte_order_mark()
    {
        using var folder = new TemporaryFolder();
        WholeFile.WriteText(folder["a.txt"], "é\n");
        Assert.Equal([0xC3, 0xA9, (byte)'\n'], File.ReadAllBytes(folder["a.txt"]));
    }
}
