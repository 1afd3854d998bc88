using System.Security.Cryptography;
using System.Text;

namespace Nabla.Reports.Live;

/// <summary>The secret path of the page: 128 random bits.</summary>
internal sealed class SecretPath
{
    private const int TokenBytes = 16;

    private readonly byte[] _path;

    public SecretPath()
    {
        Text = $"/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes))}";
        _path = Encoding.ASCII.GetBytes(Text);
    }

    /// <summary>Gets a slash and 32 hexadecimal digits.</summary>
    public string Text { get; }

    /// <summary>Returns whether a request has exactly this path. The comparison takes constant time, so it reveals nothing about the path.</summary>
    /// <param name="target">The target in the request's first line.</param>
    public bool Is(string target) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(target), _path);
}
