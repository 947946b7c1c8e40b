namespace Learning.Theming;

/// <summary>
/// How many messages wait for somebody, told in the frame and on her page. Who keeps messages is far downstream of any frame, so it says so through this. Asked only for a page that is made for one reader:
/// a lesson, which many share, must not wait for it.
/// </summary>
public interface ICountUnread
{
    Task<int> OfAsync(string learnerId);
}
