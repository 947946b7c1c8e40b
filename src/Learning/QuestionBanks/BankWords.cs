using System.Globalization;
using Learning.Texts;

namespace Learning.QuestionBanks;

/// <summary>The few words that a question needs in the language of its course and that banks do not hold.</summary>
/// <param name="FillIn">Asks for what is missing in a text, where its question has no words of its own.</param>
/// <param name="Answer">Asks for an answer, where a question has neither words nor a name.</param>
/// <param name="Left">Head of the first column of matches.</param>
/// <param name="Right">Head of the second.</param>
public sealed record BankWords(string True, string False, string FillIn, string Answer, string Left, string Right)
{
    public static BankWords In(string language, InterfaceTexts texts)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return new(Word("True"), Word("False"), Word("FillIn"), Word("Answer"), Word("Left"), Word("Right"));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }

        string Word(string name) => texts["QuestionBanks.Word." + name];
    }
}
