using System.Security.Cryptography;
using System.Text;

namespace Nabla.Reports.Live;

/// <summary>The one path that a page has: 128 random bits, which nobody knows who was not given the address.</summary>
internal sealed class SecretPath
{
    private const int TokenBytes = 16;

    private readonly byte[] _path;

    public SecretPath()
    {
        Text = $"/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes))}";
        _path = Encoding.ASCII.GetBytes(Text);
    }

    /// <summary>A slash and 32 hexadecimal digits.</summary>
    public string Text { get; }

    /// <summary>Whether a request asks for this path and nothing else. How long that takes does not tell how much of it was right.</summary>
    /// <param name="target">What stands in the request's first line.</param>
    public bool Is(string target) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(target), _path);
}
