using System.Xml.Linq;
using Learning.QuestionBanks.Formats.Xml;

namespace Learning.QuestionBanks.Formats.Qti;

/// <summary>
/// QTI, the standard of 1EdTech (IMS) for questions and tests. Items, tests with items, and packages of versions 2.0 to 3.0 are read; packages of version 3.0 are written: a manifest, a test that
/// lists the items in their order, and a file for each item. Source: QTI 3.0, Assessment, Section and Item Information Model; QTI 3.0 Best Practices and Implementation Guide.
/// </summary>
public sealed class Qti3 : IBankFormat
{
    private static readonly HashSet<string> _roots = ["assessmentitem", "assessmenttest", "questestinterop", "assessmentsection", "assessmentstimulus"];

    public string Name => "qti";

    public string FileEnding => ".zip";

    public string ContentType => "application/zip";

    public bool CanWrite => true;

    public bool Recognises(ReadOnlySpan<byte> file, string fileName) => QtiPackage.IsOne(file) || _roots.Contains(QtiNames.Plain(BankXml.RootName(file)));

    public void Read(ReadOnlyMemory<byte> file, BankReader into)
    {
        if (QtiPackage.IsOne(file.Span))
        {
            QtiPackage.Read(file, into);
        }
        else if (BankXml.Load(file, into) is { } root)
        {
            ReadFile(QtiNames.Normalize(root), into);
        }
    }

    public BankWriting Write(IReadOnlyList<BankItem> items, string title, string language) => new(QtiPackageWriting.Write(items, title, language), []);

    private static void ReadFile(XElement root, BankReader into)
    {
        switch (root.Local)
        {
            case "assessmentitem":
                QtiItemReading.Read(root, into);
                break;
            case "questestinterop":
                into.Refuse(BankXml.LineOf(root), "qti-one");
                break;
            case "assessmenttest" or "assessmentsection":
                into.Refuse(BankXml.LineOf(root), "test-without-items");
                break;
            default:
                into.Refuse(BankXml.LineOf(root), "not-qti", root.Local);
                break;
        }
    }
}
