using Learning.Theming;

namespace Learning.Tests.Theming;

public sealed class LocalAddressTests
{
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
}
