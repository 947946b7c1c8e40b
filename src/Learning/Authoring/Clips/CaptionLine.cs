namespace Learning.Authoring.Clips;

/// <summary>A cue of captions: from when to when, who speaks (empty where nobody is named), and the words, in plain text, a line each.</summary>
public sealed record CaptionLine(TimeSpan From, TimeSpan To, string Speaker, string Words);
