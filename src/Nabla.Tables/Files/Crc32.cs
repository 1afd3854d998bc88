namespace Nabla;

/// <summary>Computes the checksum of zip and PNG files: CRC-32 with the polynomial 0xEDB88320, eight bytes at a time.</summary>
internal struct Crc32()
{
    private const int Slices = 8;
    private static readonly uint[][] Tables = CreateTables();

    private uint _state = uint.MaxValue;

    /// <summary>Gets the checksum of the bytes added.</summary>
    public readonly uint Value => ~_state;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint state = _state;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            uint low = state ^ (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16) | (bytes[3] << 24));
            state = Tables[7][low & 255] ^ Tables[6][(low >> 8) & 255] ^ Tables[5][(low >> 16) & 255] ^ Tables[4][low >> 24]
                ^ Tables[3][bytes[4]] ^ Tables[2][bytes[5]] ^ Tables[1][bytes[6]] ^ Tables[0][bytes[7]];
        }

        foreach (byte value in bytes)
            state = Tables[0][(state ^ value) & 255] ^ (state >> 8);
        _state = state;
    }

    /// <summary>Creates the tables; table k contains the effect of a byte followed by k more.</summary>
    private static uint[][] CreateTables()
    {
        uint[][] tables = [.. Enumerable.Range(0, Slices).Select(_ => new uint[256])];
        for (uint value = 0; value < 256; value++)
        {
            uint state = value;
            for (int bit = 0; bit < 8; bit++)
                state = (state & 1) != 0 ? (state >> 1) ^ 0xEDB88320 : state >> 1;
            tables[0][value] = state;
        }

        for (int slice = 1; slice < Slices; slice++)
        {
            for (int value = 0; value < 256; value++)
                tables[slice][value] = tables[0][tables[slice - 1][value] & 255] ^ (tables[slice - 1][value] >> 8);
        }

        return tables;
    }
}
