using CsCheck;
using Learning.Theming;

namespace Learning.Tests.Theming;

public sealed class LocalAddressTests
{
    private static readonly string[] Pieces =
    [
        "/", "\\", "//", ".", "..", ":", "@", "?", "#", "%", "%2F", "\t", "\n", "\0", " ", "\u00A0", "\uFF0F", "é", "\uD83D", "evil.example", "https:", "javascript:",
    ];

    /// <summary>Made of what could mislead a browser.</summary>
    private static readonly Gen<string> Addresses = Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 8].Select(string.Concat);

    [Theory]
    [InlineData("/", true)]
    [InlineData("/learn/a?b=c#d", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("learn", false)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("/a\\b", false)]
    [InlineData("/\t/evil.example", false)]
    [InlineData("https://evil.example", false)]
    public void Only_an_address_within_the_site_is_followed(string? address, bool isLocal) => Assert.Equal(isLocal, LocalAddress.IsLocal(address));

    [Fact]
    public void Whatever_is_followed_stays_on_the_site_and_fits_into_a_header() => Addresses.Sample(address =>
    {
        var led = LocalAddress.Of(address) ?? "/my";

        Assert.True(led.All(c => c is > ' ' and < '\x7F'), led);
        Assert.Equal("site.example", new Uri(new Uri("https://site.example/here"), led).Host);
        Assert.DoesNotMatch("^[/\\\\]{2}", led);   // a browser reads more as the start of a host than that class does
        Assert.Equal(led, LocalAddress.Of(led));
    }, iter: 20_000);

    [Theory]
    [InlineData("/cours/été?q=é&r=%20#é", "/cours/%C3%A9t%C3%A9?q=%C3%A9&r=%20#%C3%A9")]
    [InlineData("/a b", "/a%20b")]
    [InlineData("/\uD83D\uDE00", "/%F0%9F%98%80")]
    [InlineData("//evil.example", null)]
    public void It_is_written_as_a_header_can_carry_it(string address, string? written) => Assert.Equal(written, LocalAddress.Of(address));
}
