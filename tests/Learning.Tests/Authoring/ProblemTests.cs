using System.Text;
using Learning.Authoring;

namespace Learning.Tests.Authoring;

/// <summary>Each fault is planted alone in a course without fault, at the place of the sign ¶, and must be found there and nowhere else.</summary>
public sealed class ProblemTests
{
    private const char Here = '¶';

    public static TheoryData<string, string, string, string> FrontMatterFaults => new()
    {
        { "missing-id", SmallCourse.Lesson, "---\nid: why\n", "¶---\n" },
        { "missing-id", SmallCourse.Lesson, "id: why\n", "id:¶\n" },
        { "invalid-id", SmallCourse.Lesson, "id: why\n", "id: ¶Why_not\n" },
        { "invalid-id", SmallCourse.Module, "id: first\n", "id: ¶-first\n" },
        { "duplicate-id", SmallCourse.Module, "id: first", "id: ¶rights" },
        { "duplicate-id", SmallCourse.Test, "id: final-test", "id: ¶check" },
        { "duplicate-id", SmallCourse.Course, "id: c102", "id: ¶human-right\n    text: x\n  - id: c102" },
        { "missing-key", SmallCourse.Course, "---\nid: rights\ntitle: The right to social security\n", "¶---\nid: rights\n" },
        { "missing-key", SmallCourse.Course, "  - id: c102\n    text: Use the branches\n", "  - id: c102\n    text: Use\n  - ¶id: third\n" },
        { "empty-value", SmallCourse.Course, "title: The right to social security", "title: ¶\"\"" },
        { "unknown-key", SmallCourse.Course, "level:", "¶levle: x\nlevel:" },
        { "unknown-key", SmallCourse.Course, "  test: passed", "  test: passed\n  ¶tests: passed" },
        { "duplicate-key", SmallCourse.Module, "summary: It", "summary: x\n¶summary: It" },
        { "wrong-type", SmallCourse.Course, "hours: 1.5", "hours: ¶many" },
        { "wrong-type", SmallCourse.Lesson, "minutes: 8", "minutes: ¶8.5" },
        { "wrong-type", SmallCourse.Lesson, "title: Why", "title: ¶[Why]" },
        { "wrong-type", SmallCourse.Lesson, "checked: 2026-11-23", "checked: ¶23.11.2026" },
        { "wrong-type", SmallCourse.Lesson, "  - udhr", "  - ¶[udhr]" },
        { "wrong-type", SmallCourse.Test, "draw:\n  human-right: 1\n  c102: 1", "draw: ¶all" },
        { "out-of-range", SmallCourse.Course, "hours: 1.5", "hours: ¶201" },
        { "out-of-range", SmallCourse.Course, "hours: 1.5", "hours: 1.5\ncertificate:\n  months: ¶121" },
        { "wrong-type", SmallCourse.Course, "hours: 1.5", "hours: 1.5\ncertificate:\n  months: ¶6.5" },
        { "wrong-type", SmallCourse.Course, "hours: 1.5", "hours: 1.5\ncertificate: ¶always" },
        { "unknown-key", SmallCourse.Course, "hours: 1.5", "hours: 1.5\ncertificate:\n  months: 12\n  ¶years: 1" },
        { "out-of-range", SmallCourse.Lesson, "minutes: 8", "minutes: ¶0" },
        { "out-of-range", SmallCourse.Lesson, "minutes: 8", "minutes: ¶61" },
        { "out-of-range", SmallCourse.Test, "pass: 70", "pass: ¶101" },
        { "out-of-range", SmallCourse.Test, "pass: 70", "pass: ¶0" },
        { "out-of-range", SmallCourse.Test, "c102: 1", "c102: ¶0" },
        { "unknown-value", SmallCourse.Course, "lessons: all", "lessons: ¶some" },
        { "unknown-value", SmallCourse.Course, "language: en", "language: ¶English" },
        { "unknown-value", SmallCourse.Quiz, "mode: practice", "mode: ¶exam" },
        { "out-of-range", SmallCourse.Quiz, "mode: practice", "mode: practice\nattempts: ¶21" },
        { "out-of-range", SmallCourse.Quiz, "mode: practice", "mode: practice\ntime: ¶1441" },
        { "unknown-value", SmallCourse.Quiz, "mode: practice", "mode: practice\ncounts: ¶worst" },
        { "unknown-value", SmallCourse.Quiz, "mode: practice", "mode: practice\nshuffle: ¶maybe" },
        { "wrong-type", SmallCourse.Quiz, "mode: practice", "mode: practice\nmastery: ¶7 of 5" },
        { "wrong-type", SmallCourse.Quiz, "mode: practice", "mode: practice\nopens: ¶tomorrow" },
        { "closes-before-it-opens", SmallCourse.Quiz, "mode: practice", "mode: practice\nopens: 2026-12-02\ncloses: ¶2026-12-01 17:00" },
        { "never-explained", SmallCourse.Test, "pass: 70", "pass: 70\nexplain: ¶closed" },
        { "mastery-in-test", SmallCourse.Test, "pass: 70", "pass: 70\nmastery: ¶3 of 4" },
        { "unknown-source", SmallCourse.Lesson, "  - udhr", "  - ¶udrh" },
        { "unknown-source", SmallCourse.Lesson, "  - c102: Art", "  - ¶c120: Art" },
        { "unknown-objective", SmallCourse.Lesson, "[human-right]", "[human-right, ¶human-rights]" },
        { "unknown-objective", SmallCourse.Test, "  human-right: 1", "  human-right: 1\n  ¶floors: 1" },
        { "missing-key", SmallCourse.Lesson, "---\nid: why\ntitle: Why\nminutes: 8\nobjectives: [human-right]\nsources:\n  - c102: Articles 2 to 4\n  - udhr\n", "¶---\nid: why\ntitle: Why\nminutes: 8\nobjectives: [human-right]\n" },
        { "empty-value", SmallCourse.Second, "sources: [c102]", "sources: ¶[]" },
        { "checked-in-future", SmallCourse.Lesson, "checked: 2026-11-23", "checked: ¶2026-11-25" },
        { "pool-too-small", SmallCourse.Test, "c102: 1", "c102: ¶2" },
        { "questions-and-draw", SmallCourse.Test, "  c102: 1\n---\n", "  c102: 1\n---\n\n## Own?  {#own objective=c102 lesson=why}\n\n= yes\n\n> Because.\n" },
        { "no-questions", SmallCourse.Test, "---\nid: final-test\ntitle: Final test\nmode: test\nminutes: 25\npass: 70\ndraw:\n  human-right: 1\n  c102: 1\n", "¶---\nid: final-test\ntitle: Final test\nmode: test\nminutes: 25\npass: 70\nobjectives: [c102]\n" },
        { "missing-front-matter", SmallCourse.Module, "---\nid: first\ntitle: The first module\nsummary: It begins.\n---\n", "¶id: first\n" },
        { "unclosed-front-matter", SmallCourse.Module, "---\nid: first\ntitle: The first module\nsummary: It begins.\n---\n", "¶---\nid: first\n" },
        { "empty-front-matter", SmallCourse.Module, "---\nid: first\ntitle: The first module\nsummary: It begins.\n---\n", "¶---\n---\n" },
        { "front-matter-not-a-mapping", SmallCourse.Module, "id: first\ntitle: The first module\nsummary: It begins.\n", "¶- first\n- second\n" },
        { "invalid-yaml", SmallCourse.Module, "title: The first module", "title: The first¶: module" },
        { "invalid-yaml", SmallCourse.Module, "title: The first module", "title: ¶&a The first module" },
        { "invalid-yaml", SmallCourse.Module, "title: The first module", "title: ¶*a" },
        { "invalid-yaml", SmallCourse.Module, "title: The first module", "title: ¶!!binary abcd" },
    };

    public static TheoryData<string, string, string, string> TextFaults => new()
    {
        { "heading-level-one", SmallCourse.Lesson, "## A heading", "¶# A heading" },
        { "heading-jump", SmallCourse.Lesson, "Some text.", "¶#### Too deep" },
        { "underlined-heading", SmallCourse.Lesson, "Some text.", "¶Some text.\n---" },
        { "unknown-attribute", SmallCourse.Lesson, "## A heading", "## A heading {#a-heading ¶.big}" },
        { "invalid-id", SmallCourse.Lesson, "Some text.", "## B {#¶B_}" },
        { "duplicate-id", SmallCourse.Lesson, "Some text.", "## B {#¶a-heading}" },
        { "reserved-id", SmallCourse.Lesson, "Some text.", "## B {#¶main}" },
        { "unknown-callout", SmallCourse.Lesson, "Some text.", "> ¶[!WARNING]\n> Text" },
        { "unclosed-code", SmallCourse.Lesson, "Some text.", "¶```\nSome text." },
        { "unclosed-comment", SmallCourse.Lesson, "Some text.", "¶<!-- Some text." },
        { "unclosed-emphasis", SmallCourse.Lesson, "Some text.", "Some ¶**text." },
        { "missing-footnote", SmallCourse.Lesson, "Some text.", "Some text¶[^1]." },
        { "empty-lesson", SmallCourse.Second, "See [why](01-why.md#a-heading).\n\n## The branches\n\n![Nine boxes](media/nine.svg \"The nine branches\")\n", "" },
        { "dead-link", SmallCourse.Lesson, "Some text.", "Some ¶[text](01-way.md)." },
        { "dead-link", SmallCourse.Course, "[Begin](01-first/01-why.md)", "¶[Begin](01-why.md)" },
        { "dead-link", SmallCourse.Quiz, "> Nine branches.", "> Nine ¶[branches](x.md)." },
        { "dead-heading-link", SmallCourse.Lesson, "Some text.", "| Head |\n|---|\n| Some ¶[text](#no-heading) |" },
        { "dead-heading-link", SmallCourse.Second, "See [why](01-why.md#a-heading).", "See ¶[why](01-why.md#the-heading)." },
        { "link-to-no-page", SmallCourse.Lesson, "Some text.", "¶[Cheat](final.pool.md)" },
        { "link-to-no-page", SmallCourse.Lesson, "Some text.", "¶[Register](../../../sources.csv)" },
        { "leaves-content", SmallCourse.Lesson, "Some text.", "¶[text](../../../../secret.md)" },
        { "leaves-content", SmallCourse.Lesson, "Some text.", "¶[text](/etc/passwd)" },
        { "leaves-content", SmallCourse.Lesson, "Some text.", "¶[text](//example.org/x)" },
        { "leaves-content", SmallCourse.Lesson, "Some text.", "¶[text](..\\..\\..\\secret.md)" },
        { "leaves-content", SmallCourse.Lesson, "Some text.", "¶[text](..%2f..%2f..%2f../secret.md)" },
        { "leaves-content", SmallCourse.Lesson, "Some text.", "¶![A picture](../../../../../etc/passwd)" },
        { "forbidden-scheme", SmallCourse.Lesson, "Some text.", "¶[text](javascript:alert(1))" },
        { "forbidden-scheme", SmallCourse.Lesson, "Some text.", "¶[text](JaVa&#9;Script:alert(1))" },
        { "forbidden-scheme", SmallCourse.Lesson, "Some text.", "¶[text](file:///etc/passwd)" },
        { "forbidden-scheme", SmallCourse.Lesson, "Some text.", "¶[text](data:text/html,x)" },
        { "forbidden-scheme", SmallCourse.Lesson, "Some text.", "¶<javascript:alert(1)>" },
        { "forbidden-scheme", SmallCourse.Lesson, "Some text.", "¶![A picture](https://example.org/x.png)" },
        { "missing-media", SmallCourse.Lesson, "Some text.", "¶![A picture](media/ten.svg)" },
        { "missing-media", SmallCourse.Lesson, "Some text.", "¶![A picture](media/Nine.svg)" },
        { "missing-alt", SmallCourse.Lesson, "Some text.", "¶![](media/nine.svg)" },
        { "missing-alt", SmallCourse.Lesson, "Some text.", "A ¶![ ](media/nine.svg) in a line" },
    };

    public static TheoryData<string, string, string, string> QuestionFaults => new()
    {
        { "missing-id", SmallCourse.Quiz, "## Which one?  {#which objective=c102 lesson=nine-branches}", "¶## Which one?  {objective=c102 lesson=nine-branches}" },
        { "invalid-id", SmallCourse.Quiz, "{#which ", "{#¶Which " },
        { "duplicate-id", SmallCourse.Quiz, "{#several ", "{#¶which " },
        { "duplicate-id", SmallCourse.Quiz, "{#several ", "{#¶why " },
        { "duplicate-id", SmallCourse.Pool, "{#pool-one ", "{#¶number " },
        { "missing-objective", SmallCourse.Quiz, "## Which one?  {#which objective=c102 ", "¶## Which one?  {#which " },
        { "missing-lesson", SmallCourse.Quiz, "## Which one?  {#which objective=c102 lesson=nine-branches}", "¶## Which one?  {#which objective=c102}" },
        { "unknown-objective", SmallCourse.Quiz, "objective=c102", "objective=¶c103" },
        { "unknown-lesson", SmallCourse.Quiz, "lesson=nine-branches", "lesson=¶nine-branch" },
        { "unknown-lesson", SmallCourse.Quiz, "lesson=nine-branches", "lesson=¶check" },
        { "unknown-lesson", SmallCourse.Quiz, "lesson=nine-branches", "lesson=¶check#the-branches" },
        { "unknown-section", SmallCourse.Quiz, "lesson=nine-branches", "lesson=nine-branches#¶the-twigs" },
        { "unknown-attribute", SmallCourse.Quiz, "{#which ", "{#which ¶.hard " },
        { "empty-question", SmallCourse.Quiz, "## Which one?  {", "¶##   {" },
        { "missing-explanation", SmallCourse.Quiz, "## Which one?  {#which objective=c102 lesson=nine-branches}\n\n- ( ) Housing benefit\n  > There is no housing branch.\n- (x) Maternity benefit\n  > Yes: Part VIII.\n\n> Nine branches, Parts II to X.\n", "¶## Which one?  {#which objective=c102 lesson=nine-branches}\n\n- ( ) Housing benefit\n  > There is no housing branch.\n- (x) Maternity benefit\n  > Yes: Part VIII.\n" },
        { "two-explanations", SmallCourse.Quiz, "> Nine branches, Parts II to X.", "> Nine branches.\n\n¶> Parts II to X." },
        { "source-in-explanation", SmallCourse.Quiz, "> Nine branches, Parts II to X.\n\nSource: c102, Parts II to X; udhr", "> Nine branches, Parts II to X.\n¶Source: c102" },
        { "unknown-source", SmallCourse.Quiz, "Source: c102, Parts II to X; udhr", "Source: c102, Parts II to X; ¶udrh, Article 1" },
        { "stray-text", SmallCourse.Quiz, "Source: c102", "¶Sauce: c102" },
        { "stray-text", SmallCourse.Quiz, "  > Yes: Part VIII.", "  > Yes: Part VIII.\n\n  ¶And more." },
        { "heading-in-question", SmallCourse.Quiz, "- ( ) Housing benefit", "¶### Part\n\n- ( ) Housing benefit" },
        { "heading-level-one", SmallCourse.Quiz, "Take your time.", "¶# Take your time." },
        { "no-answers", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n\n> Ratification is the key.\n", "¶## Which word?  {#word objective=human-right lesson=why}\n" },
        { "too-few-parts", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n\n> Ratification is the key.\n", "¶## Which word?  {#word objective=human-right lesson=why}\n\n1. Sign\n\n> Ratification is the key.\n" },
        { "duplicate-part", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n\n> Ratification is the key.\n", "## Which word?  {#word objective=human-right lesson=why}\n\n## Which word?  {#word objective=human-right lesson=why}\n\n1. Sign\n2. Ratify\n3. ¶sign\n\n> Ratification is the key.\n" },
        { "stray-text", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n\n> Ratification is the key.\n", "## Which word?  {#word objective=human-right lesson=why}\n\n1. Sign\n\n   ¶And more.\n2. Ratify\n\n> Ratification is the key.\n" },
        { "not-two-columns", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n\n> Ratification is the key.\n", "## Which word?  {#word objective=human-right lesson=why}\n\n| A | B | C |\n|---|---|---|\n|¶ 1 | 2 | 3 |\n\n> Ratification is the key.\n" },
        { "empty-part", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n\n> Ratification is the key.\n", "## Which word?  {#word objective=human-right lesson=why}\n\n| A | B |\n|---|---|\n| one | x |\n|¶ two | |\n\n> Ratification is the key.\n" },
        { "empty-group", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n\n> Ratification is the key.\n", "## Which word?  {#word objective=human-right lesson=why}\n\n- Taxes\n  - Grant\n  - Pension\n- ¶Contributions\n\n> Ratification is the key.\n" },
        { "no-right-answer", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n\n> Ratification is the key.\n", "## Which word?  {#word objective=human-right lesson=why}\n\nA ¶{{( ) treaty | ( ) law}} is ratified.\n\n> Ratification is the key.\n" },
        { "two-right-answers", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n\n> Ratification is the key.\n", "## Which word?  {#word objective=human-right lesson=why}\n\nA ¶{{(x) treaty | (x) law}} is ratified.\n\n> Ratification is the key.\n" },
        { "duplicate-part", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n\n> Ratification is the key.\n", "## Which word?  {#word objective=human-right lesson=why}\n\nA ¶{{(x) treaty | ( ) Treaty}} is ratified.\n\n> Ratification is the key.\n" },
        { "unreadable-answer", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n\n> Ratification is the key.\n", "## Which word?  {#word objective=human-right lesson=why}\n\nA ¶{{…}} is ratified.\n\n> Ratification is the key.\n" },
        { "no-right-answer", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n\n> Ratification is the key.\n", "## Which word?  {#word objective=human-right lesson=why}\n\nA ¶{{ }} is ratified.\n\n> Ratification is the key.\n" },
        { "wrong-range", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n", "## Which word?  {#word objective=human-right lesson=why}\n\nThe wage is {¶wage: a..b}.\n\n= {wage * 2}\n" },
        { "duplicate-number", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n", "## Which word?  {#word objective=human-right lesson=why}\n\n{wage: 1..9}, {¶wage: 1..8}\n\n= {wage * 2}\n" },
        { "unknown-number", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n", "## Which word?  {#word objective=human-right lesson=why}\n\nThe wage is {wage: 1..9}.\n\n= {2 * ¶wages}\n" },
        { "unknown-number", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n", "## Which word?  {#word objective=human-right lesson=why}\n\nThe wage is {wage: 1..9} or {2 * ¶wages}.\n\n= {wage}\n" },
        { "unknown-number", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n", "## The wage is {¶wages}.  {#word objective=human-right lesson=why}\n\n{wage: 1..9}\n\n= {wage}\n" },
        { "wrong-expression", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n", "## Which word?  {#word objective=human-right lesson=why}\n\nThe wage is {wage: 1..9}.\n\n= {2 ¶^ wage} ± 1 a month\n" },
        { "wrong-expression", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n", "## Which word?  {#word objective=human-right lesson=why}\n\nThe wage is {wage: 1..9}.\n\n!=   {2 ¶^ wage}\n= {wage}\n" },
        { "cannot-be-worked-out", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n", "## Which word?  {#word objective=human-right lesson=why}\n\nThe wage is {wage: 1..9}.\n\n= {¶2 / (wage - 5)} ± 1\n" },
        { "endless-decimals", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n", "## Which word?  {#word objective=human-right lesson=why}\n\nThe wage is {wage: 1..9}.\n\n= {¶2 / wage}\n" },
        { "not-calculated", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n", "## Which word?  {#word objective=human-right lesson=why}\n\nThe wage is {wage: 1..9}.\n\n¶= 450\n" },
        { "mixed-kinds", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n", "## Which word?  {#word objective=human-right lesson=why}\n\nThe wage is {¶wage: 1..9}.\n" },
        { "no-right-answer", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n", "¶## Which word?  {#word objective=human-right lesson=why}\n\nThe wage is {wage: 1..9}.\n\n!= {wage}\n" },
        { "duplicate-answer", SmallCourse.Quiz, "## Which word?  {#word objective=human-right lesson=why}\n\n= treaty\n> Yes.\n= a treaty\n\n!= declaration\n> States do not ratify it.\n", "## Which word?  {#word objective=human-right lesson=why}\n\nThe wage is {wage: 1..9}.\n\n= {wage}\n\n!= {¶wage * 2 / 2}\n" },
        { "no-right-answer", SmallCourse.Quiz, "## Which one?  {#which objective=c102 lesson=nine-branches}\n\n- ( ) Housing benefit\n  > There is no housing branch.\n- (x)", "¶## Which one?  {#which objective=c102 lesson=nine-branches}\n\n- ( ) Housing benefit\n  > There is no housing branch.\n- ( )" },
        { "two-right-answers", SmallCourse.Quiz, "- ( ) Housing benefit\n  > There is no housing branch.\n- (x)", "- (x) Housing benefit\n  > There is no housing branch.\n¶- (x)" },
        { "too-few-options", SmallCourse.Quiz, "## Which one?  {#which objective=c102 lesson=nine-branches}\n\n- ( ) Housing benefit\n  > There is no housing branch.\n", "¶## Which one?  {#which objective=c102 lesson=nine-branches}\n\n" },
        { "too-many-options", SmallCourse.Quiz, "- ( ) Housing benefit\n", string.Concat(Enumerable.Range(1, 7).Select(n => $"- ( ) Option {n}\n  > No.\n")) + "- ( ) Housing benefit\n" },
        { "missing-feedback", SmallCourse.Quiz, "- ( ) Housing benefit\n  > There is no housing branch.\n", "¶- ( ) Housing benefit\n" },
        { "duplicate-option", SmallCourse.Quiz, "- (x) Maternity benefit", "¶- (x) housing *benefit*" },
        { "not-an-option", SmallCourse.Quiz, "- ( ) Housing benefit", "¶- () Housing benefit" },
        { "mixed-kinds", SmallCourse.Quiz, "- (x) Maternity benefit", "¶- [x] Maternity benefit" },
        { "mixed-kinds", SmallCourse.Quiz, "> Nine branches, Parts II to X.", "¶= maternity\n\n> Nine branches, Parts II to X." },
        { "mixed-kinds", SmallCourse.Quiz, "!= 400", "¶!= too much" },
        { "not-two-options", SmallCourse.Quiz, "## It is a right.  {#true .true-false objective=human-right lesson=why}\n\n", "¶## It is a right.  {#true .true-false objective=human-right lesson=why}\n\n- ( ) Perhaps\n  > No.\n" },
        { "false-first", SmallCourse.Quiz, "- (x) True\n  > Yes.\n- ( ) False", "¶- ( ) False\n  > Yes.\n- (x) True" },
        { "not-a-number", SmallCourse.Quiz, "= 450 ± 1 a month", "¶= 1,450 ± few a month" },
        { "not-a-number", SmallCourse.Quiz, "= 450 ± 1 a month", "¶= 1,45,0 a month" },
        { "different-units", SmallCourse.Quiz, "!= 400", "¶!= 1,400 a year" },
        { "duplicate-answer", SmallCourse.Quiz, "!= 400", "¶!= 451" },
        { "duplicate-answer", SmallCourse.Quiz, "= a treaty", "¶= Tréaty!" },
        { "unreadable-answer", SmallCourse.Quiz, "= a treaty", "¶= ?!" },
    };

    public static TheoryData<string, string, string, string> RegisterFaults => new()
    {
        { "duplicate-key", SmallCourse.Sources, "\"udhr\"", "¶\"c102\",\"Again\",\"\",\"\",\"\"\n\"udhr\"" },
        { "invalid-key", SmallCourse.Sources, "\"udhr\"", "¶\"Ü\",\"x\",\"\",\"\",\"\"\n\"udhr\"" },
        { "empty-value", SmallCourse.Sources, "\"Universal Declaration of Human Rights\"", "¶\"\"" },
        { "invalid-address", SmallCourse.Sources, "\"https://example.org/c102\"", "¶\"javascript:alert(1)\"" },
        { "wrong-cell-count", SmallCourse.Sources, "\"udhr\"", "¶\"x\",\"y\"\n\"udhr\"" },
        { "unreadable-cell", SmallCourse.Sources, "\"United Nations\"", "¶\"United\" Nations" },
        { "duplicate-column", SmallCourse.Glossary, "\"term_fr\",\"definition_en\"\n", "\"definition_en\",¶\"definition_en\"\n" },
        { "duplicate-term", SmallCourse.Glossary, "\"Convention\"", "¶\"Social  security\",\"x\",\"y\"\n\"Convention\"" },
        { "empty-value", SmallCourse.Glossary, "\"A treaty.\"", "¶\"\"" },
        { "unclosed-quote", SmallCourse.Glossary, "\"Independent jurists.\"", "¶\"Independent jurists." },
    };

    [Theory]
    [MemberData(nameof(FrontMatterFaults))]
    [MemberData(nameof(TextFaults))]
    [MemberData(nameof(QuestionFaults))]
    [MemberData(nameof(RegisterFaults))]
    public void A_fault_is_found_where_it_was_planted(string code, string file, string sound, string faulty)
    {
        var course = new SmallCourse().Change(file, sound, faulty);
        var (line, column) = TakeMark(course, file);

        var problems = course.Read().Problems;

        var problem = Assert.Single(problems, p => p.Code == code);
        Assert.Equal(file, problem.File);
        if (line > 0)
        {
            Assert.Equal((line, column), (problem.Line, problem.Column));
        }

        Assert.NotEmpty(problem.Reason);
        Assert.EndsWith(".", problem.Remedy, StringComparison.Ordinal);
        Assert.Null(course.Read().Draft);
    }

    private static (int Line, int Column) TakeMark(SmallCourse course, string file)
    {
        var text = course.Content[file];
        var at = text.IndexOf(Here, StringComparison.Ordinal);
        course.With(file, text.Replace(Here.ToString(), "", StringComparison.Ordinal));
        return at < 0 ? (0, 0) : (text[..at].Count(c => c == '\n') + 1, at - text.LastIndexOf('\n', at));
    }

    [Fact]
    public void A_duplicate_id_names_the_place_of_the_other_one()
    {
        var problem = new SmallCourse().Change(SmallCourse.Quiz, "{#several ", "{#which ").Problem();

        Assert.Contains($"{SmallCourse.Quiz}:11", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_course_needs_modules()
    {
        var course = new SmallCourse().Change(SmallCourse.Course, "[Begin](01-first/01-why.md)", "");
        course.Content.DeleteFolder(SmallCourse.Folder + "/01-first");

        Assert.Equal(("no-modules", SmallCourse.Course), (course.Problem().Code, course.Problem().File));
    }

    [Fact]
    public void A_module_needs_activities()
    {
        var course = new SmallCourse().With(SmallCourse.Folder + "/02-second/module.md", "---\nid: second\ntitle: T\nsummary: S\n---\n");

        Assert.Equal(("no-activities", SmallCourse.Folder + "/02-second/module.md"), (course.Problem().Code, course.Problem().File));
    }

    [Theory]
    [InlineData("02-second/01-x.md", "missing-module")]
    [InlineData("x.md", "misplaced-file")]
    [InlineData("01-first/deeper/x.md", "misplaced-file")]
    [InlineData("01-first/x.MD", "unknown-file")]
    [InlineData("01-first/x.markdown", "unknown-file")]
    public void A_text_where_nothing_reads_it_is_reported(string path, string code) =>
        Assert.Equal(code, new SmallCourse().With($"{SmallCourse.Folder}/{path}", "x").Problem().Code);

    [Fact]
    public void A_folder_name_must_do_as_an_address()
    {
        var content = new SmallCourse().Content;
        foreach (var path in new[] { SmallCourse.Course, SmallCourse.Module, SmallCourse.Lesson })
        {
            content[path.Replace("courses/rights", "courses/My Rights", StringComparison.Ordinal)] = content[path];
        }

        var problems = CourseReader.Read(content, "courses/My Rights", today: SmallCourse.Today).Problems;

        Assert.Contains(problems, p => p.Code == "invalid-folder-name");
    }

    [Fact]
    public void A_binary_file_named_md_is_no_text()
    {
        var course = new SmallCourse();
        course.Content.Put(SmallCourse.Folder + "/01-first/09-x.md", [(byte)'a', (byte)'\n', (byte)'b', 0, 1, 2]);

        var problem = course.Problem();

        Assert.Equal(("not-text", 2, 2), (problem.Code, problem.Line, problem.Column));
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_refused_where_it_begins()
    {
        var course = new SmallCourse();
        course.Content.Put(SmallCourse.Folder + "/01-first/09-x.md", [.. "---\nid: caf"u8, 0xE9, .. "\n---\n"u8]);

        var problem = course.Problem();

        Assert.Equal(("not-utf8", 2, 8), (problem.Code, problem.Line, problem.Column));
    }

    [Fact]
    public void A_control_character_is_reported_so_that_nobody_can_write_the_placeholder()
    {
        var course = new SmallCourse().WithText($"[x]({LessonText.BasePlaceholder}/evil)");

        Assert.Contains(course.Read().Problems, p => p.Code == "control-character");
    }

    [Fact]
    public void A_file_over_one_megabyte_is_refused_without_reading_it()
    {
        var course = new SmallCourse();
        _ = course.Read();
        var opened = course.Content.Opened;
        course.With(SmallCourse.Folder + "/01-first/09-x.md", new string('x', 1024 * 1024 + 1));

        var problems = course.Read().Problems;

        Assert.Equal("file-too-large", Assert.Single(problems).Code);
        Assert.Equal(2 * opened, course.Content.Opened);
    }

    [Fact]
    public void A_front_matter_of_ten_megabytes_is_refused_fast()
    {
        var course = new SmallCourse().With(SmallCourse.Lesson, "---\n" + string.Concat(Enumerable.Repeat("a: [b, c]\n", 1024 * 1024)) + "---\n");
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var problems = course.Read().Problems;

        Assert.Contains(problems, p => p.Code == "file-too-large");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), watch.Elapsed.ToString());
    }

    [Theory]
    [InlineData("---\n")]
    [InlineData("")]
    public void A_front_matter_over_64_KB_is_refused_before_it_is_parsed(string end)
    {
        var bomb = "---\na: &a [x]\n" + string.Concat(Enumerable.Repeat("k: {[:\n", 20_000)) + end;

        var problem = Assert.Single(new SmallCourse().With(SmallCourse.Folder + "/01-first/09-x.md", bomb).Read().Problems);

        Assert.Equal("front-matter-too-large", problem.Code);
    }

    [Fact]
    public void Text_nested_without_end_is_refused()
    {
        var course = new SmallCourse().WithText(new string('>', 20_000) + " x");

        Assert.Contains(course.Read().Problems, p => p.Code == "nested-too-deeply");
    }

    [Fact]
    public void Folders_that_lead_back_to_themselves_are_not_followed_for_ever()
    {
        var course = new SmallCourse();
        course.Content.Loop(SmallCourse.Folder + "/01-first/media");

        Assert.Equal("nested-too-deeply", course.Problem().Code);
    }

    [Fact]
    public void A_picture_over_one_megabyte_is_refused()
    {
        var course = new SmallCourse();
        course.Content.Put(SmallCourse.Picture, [.. Encoding.UTF8.GetBytes(SmallCourse.Svg), .. new byte[1024 * 1024]]);

        Assert.Equal(("file-too-large", SmallCourse.Picture), (course.Problem().Code, course.Problem().File));
    }

    [Fact]
    public void A_picture_lies_in_a_media_folder_of_its_course()
    {
        var course = new SmallCourse().With("courses/other/media/x.svg", SmallCourse.Svg).WithText("![X](../../other/media/x.svg)");

        Assert.Equal("misplaced-media", course.Problem().Code);
    }

    [Fact]
    public void A_folder_without_course_says_so() =>
        Assert.Equal("missing-file", CourseReader.Read(new MemoryContent(), "courses/none").Problems[0].Code);

    [Fact]
    public void A_course_path_cannot_leave_the_content() =>
        Assert.Equal("leaves-content", CourseReader.Read(new SmallCourse().Content, "../elsewhere").Problems[0].Code);
}
