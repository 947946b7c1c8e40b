using Learning.Cohorts;

namespace Learning.Tests.Cohorts;

public sealed class AddressLinesTests
{
    [Fact]
    public void Lines_commas_and_names_are_read_and_each_address_once()
    {
        var (people, fault) = AddressLines.Read("Awa Diop <Awa@Example.org>\r\nbo@example.org; awa@example.org,\n\n", 10);

        Assert.Null(fault);
        Assert.Equal([new("awa@example.org", "Awa Diop"), new("bo@example.org", "")], people);
    }

    [Theory]
    [InlineData("awa", "Invite.NotAnAddress")]
    [InlineData("a@b", "Invite.NotAnAddress")]
    [InlineData("awa@example.org\nnobody here", "Invite.NotAnAddress")]
    [InlineData("awa@example.org\tBcc: x@example.org", "Invite.NotAnAddress")]
    [InlineData("  \n ", "Invite.Nobody")]
    [InlineData("a@example.org b@example.org", "Invite.NotAnAddress")]
    [InlineData("a@example.org\nb@example.org\nc@example.org", "Invite.TooMany")]
    public void What_cannot_be_used_is_named_and_nobody_is_kept(string typed, string text)
    {
        var (people, fault) = AddressLines.Read(typed, 2);

        Assert.Equal(text, fault?.Text);
        Assert.Empty(people);
    }
}
