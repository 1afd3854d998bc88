using Nabla.Networks;

namespace Nabla.Tests.Numerics;

public sealed class PhiloxTests
{
    /// <summary>The known answers for philox4x32-10 that the authors publish with Random123.</summary>
    [Fact]
    public void Answers_are_the_published_ones()
    {
        Assert.Equal((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u), Philox.Block(0, 0, (0, 0, 0, 0)));
        Assert.Equal(
            (0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu),
            Philox.Block(uint.MaxValue, uint.MaxValue, (uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue)));
        Assert.Equal(
            (0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u),
            Philox.Block(0xa4093822, 0x299f31d0, (0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344)));
    }

    [Fact]
    public void Seed_stream_and_position_come_low_word_first() =>
        Assert.Equal(
            (0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u),
            Philox.Block(seed: 0x299f31d0_a4093822, stream: 0x03707344_13198a2e, position: 0x85a308d3_243f6a88));
}
