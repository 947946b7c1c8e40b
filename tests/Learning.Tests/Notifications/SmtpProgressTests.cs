using System.Text;
using CsCheck;
using Learning.Notifications;

namespace Learning.Tests.Notifications;

public sealed class SmtpProgressTests
{
    [Theory]
    [InlineData("Subject: x\r\n\r\nHello\r\n.\r\n", true)]
    [InlineData("Subject: x\r\n\r\nHello\r\n", false)]
    [InlineData("Subject: x\r\n\r\nHello\r\n.", false)]
    [InlineData("Subject: x\r\n\r\n..\r\n..\r\n", false)]   // a dot of the text is doubled
    [InlineData("Subject: x\r\n\r\n\r\r\n.\r\n", true)]
    [InlineData(".\r\n", true)]
    public void It_is_handed_over_with_the_line_that_ends_it(string data, bool isHandedOver) => Gen.Int[1, 9].Sample(
        size =>
        {
            // However it is cut into pieces on the way.
            using var progress = new SmtpProgress();
            var told = 0;
            progress.Begin();
            progress.HandedOver = () => told++;
            Client(progress, "MAIL FROM:<a@example.org>\r\n.\r\n");
            Client(progress, "DATA\r\n");
            Server(progress, "354 Go on\r\n");
            foreach (var piece in data.Chunk(size))
            {
                Client(progress, new string(piece));
            }

            Assert.Equal(isHandedOver, progress.IsHandedOver);
            Assert.Equal(isHandedOver ? 1 : 0, told);
        },
        iter: 30);

    [Fact]
    public void Each_message_begins_anew_and_nothing_is_data_before_the_server_says_so()
    {
        using var progress = new SmtpProgress();
        progress.Begin();
        Client(progress, "DATA\r\n");
        Server(progress, "451 Not now\r\n");
        Client(progress, "RSET\r\n.\r\n");
        Assert.False(progress.IsHandedOver);

        Client(progress, "DATA\r\n");
        Server(progress, "354 Go on\r\n");
        Client(progress, "x\r\n.\r\n");
        Assert.True(progress.IsHandedOver);
        progress.Begin();
        Assert.False(progress.IsHandedOver);
    }

    private static void Client(SmtpProgress progress, string said) => progress.LogClient(Encoding.ASCII.GetBytes("xx" + said), 2, said.Length);

    private static void Server(SmtpProgress progress, string said) => progress.LogServer(Encoding.ASCII.GetBytes("yy" + said), 2, said.Length);
}
