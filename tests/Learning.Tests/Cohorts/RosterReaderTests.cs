using System.Text;
using CsCheck;
using Learning.Cohorts.Rosters;
using Learning.Tables;

namespace Learning.Tests.Cohorts;

public sealed class RosterReaderTests
{
    private const string Typical = "Nom;Courriel;Langue\nZoé Ndèye;zoe@example.org;français\nÑandú;;es\n";

    private static readonly string[] Columns = ["Name", "User name", "E-mail", "Language", "Phone"];

    [Fact]
    public void Utf8_without_and_with_its_mark() =>
        Assert.All(new[] { Encoding.UTF8.GetBytes(Typical), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Typical)] }, file => IsTypical(file, TableKind.Utf8));

    [Fact]
    public void Utf16_of_both_orders_by_its_mark() =>
        Assert.All(new Encoding[] { Encoding.Unicode, Encoding.BigEndianUnicode }, e => IsTypical([.. e.Preamble, .. e.GetBytes(Typical)], TableKind.Utf16));

    [Fact]
    public void What_is_no_utf8_is_windows_1252()
    {
        // "Zoé Ndèye" with é = E9 and è = E8, and "Ñandú" with Ñ = D1 and ú = FA, as they are in Latin-1 too; 92 is the apostrophe that only Windows has.
        IsTypical(Encoding.Latin1.GetBytes(Typical), TableKind.Windows1252);
        Assert.Equal("M’Bala", Read([.. "name\nM"u8, 0x92, .. "Bala"u8]).Rows[0].Name);
    }

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public void The_separator_is_found_out(string separator)
    {
        var roster = Read($"Name{separator}E-mail{separator}Phone\n\"Diop, Awa; the \"\"first\"\"\"{separator}awa@example.org{separator}1");

        Assert.Equal(("Diop, Awa; the \"first\"", "awa@example.org"), (roster.Rows[0].Name, roster.Rows[0].Mail));
        Assert.Equal(["Phone"], roster.Ignored);
    }

    [Fact]
    public void Excel_says_its_separator_and_lines_are_counted_with_it()
    {
        var roster = Read("sep=;\r\nName;E-mail\r\nAwa;awa@example.org\r\n");

        Assert.Equal((3, "Awa"), (roster.Rows[0].Line, roster.Rows[0].Name));
    }

    [Fact]
    public void In_a_list_of_names_a_line_is_a_person() => Assert.Equal("Diop, Awa", Read("Name\nDiop, Awa\n").Rows.Single().Name);

    [Theory]
    [InlineData("User name,Full Name,EMAIL,Language")]
    [InlineData("nom_d'utilisateur,Nom complet,Adresse électronique,langue")]
    [InlineData("Nombre de usuario,Nombre,Correo electrónico,IDIOMA")]
    [InlineData("اسم المستخدم,الإسم,البريد الالكتروني,اللغة")]
    [InlineData("اِسْم المُسْتَخْدِم,الاسم الكامل,إيميل,لغـــة")]
    public void Columns_are_known_in_four_languages(string heads)
    {
        var row = Read($"{heads}\nawa,Awa Diop,AWA@Example.org,ar-MA\n").Rows.Single();

        Assert.Equal(new RosterRow(2, "Awa Diop", "awa", "awa@example.org", "ar"), row);
    }

    [Theory]
    [InlineData("Nom,Prénom", "Diop,Awa")]
    [InlineData("Prénom,Nom de famille", "Awa,Diop")]
    [InlineData("Apellidos,Nombre", "Diop,Awa")]
    [InlineData("Surname,Given name", "Diop,Awa")]
    [InlineData("Name,First name", "Diop,Awa")]
    public void A_name_in_two_columns_is_put_together_as_it_is_spoken(string heads, string row) => Assert.Equal("Awa Diop", Read($"{heads}\n{row}").Rows.Single().Name);

    [Theory]
    [InlineData("Awa Diop,awa@example.org\nKofi,kofi@example.org")]
    [InlineData("Language,Phone\nfr,1")]
    public void Without_a_row_that_names_the_columns_it_is_refused(string text) => Assert.Equal("Roster.NoHeads", Read(text).Fault!.Code);

    [Fact]
    public void Two_columns_of_the_same_are_named()
    {
        var fault = Read("Name,E-mail,Courriel\nAwa,a@example.org,b@example.org").Fault!;

        Assert.Equal(("Roster.ColumnTwice", "E-mail|Courriel"), (fault.Code, string.Join('|', fault.Arguments)));
    }

    [Fact]
    public void Empty_rows_are_passed_over_and_counted()
    {
        var roster = Read("\n\nName,E-mail\n\n , \nAwa,\n,,\nKofi,\n");

        Assert.Equal([(6, "Awa"), (8, "Kofi")], roster.Rows.Select(r => (r.Line, r.Name)));
    }

    [Fact]
    public void A_line_break_within_quotation_marks_moves_the_count_of_lines_and_becomes_a_space()
    {
        var roster = Read("Name,Notes\n\"Awa\nDiop\",\"a\n\nb\"\nKofi,\n");

        Assert.Equal([(2, "Awa Diop"), (6, "Kofi")], roster.Rows.Select(r => (r.Line, r.Name)));
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1+1")]
    [InlineData("@SUM(1)")]
    [InlineData("-2+3")]
    [InlineData("=HYPERLINK(\"http://example.org\";\"x\")")]
    public void A_formula_is_the_text_it_is_and_the_name_of_nobody(string formula)
    {
        var row = Read($"Name\tE-mail\n\"{formula.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\t").Rows.Single();

        Assert.Equal((formula, "Roster.LooksLikeFormula"), (row.Name, row.Fault?.Code));
    }

    [Fact]
    public void Who_stands_there_twice_is_named_with_the_line_of_the_first()
    {
        var roster = Read("Name,User name,E-mail\nAwa,awa,\nAwa,AWA,\nKofi,,k@example.org\nKo,,K@Example.org\nLu  Pérez,,\nlu pérez,,\nAwa,,\nAwa,other,k@example.org");

        Assert.Equal(["", "Roster.SameAs 2", "", "Roster.SameAs 4", "", "Roster.SameName 6", "", "Roster.SameAs 4"], roster.Rows.Select(Fault));
    }

    [Theory]
    [InlineData("x", "", "", "klingon", "Roster.NoSuchLanguage klingon")]
    [InlineData("x", "", "not one", "", "Roster.NotAnAddress not one")]
    [InlineData("x", "", "a@b", "", "Roster.NotAnAddress a@b")]
    [InlineData("", "", "", "fr", "Roster.Nobody ")]
    public void A_row_that_cannot_be_used_says_why(string name, string user, string mail, string language, string fault) =>
        Assert.Equal(fault, Fault(Read($"Name,User,Mail,Language\n{name},{user},{mail},{language}\nAwa,,,").Rows[0]));

    [Fact]
    public void A_row_that_is_too_long_says_so_and_a_short_one_is_fine()
    {
        var roster = Read($"Name,Mail\nDiop, Awa,awa@example.org\nKofi\n{new string('a', 121)},\n");

        Assert.Equal(["Roster.TooManyCells 2", "", "Roster.NameTooLong 120"], roster.Rows.Select(Fault));
    }

    [Fact]
    public void An_address_may_bring_its_name() => Assert.Equal(("Awa Diop", "awa@example.org"), Read("Mail\nAwa Diop <awa@example.org>").Rows.Select(r => (r.Name, r.Mail)).Single());

    [Fact]
    public void Ten_thousand_are_read_and_one_more_is_refused()
    {
        var rows = string.Concat(Enumerable.Range(0, RosterReader.MostRows).Select(i => $"Person {i},p{i}@example.org\n"));

        Assert.Equal(RosterReader.MostRows, Read($"Name,Mail\n{rows}").Rows.Count);
        Assert.Equal("Roster.TooManyRows", Read($"Name,Mail\n{rows}One more,\n").Fault!.Code);
    }

    [Fact]
    public void Reading_stops_where_there_are_too_many()
    {
        // Line 50,000 could not be read at all: nobody comes that far.
        var rows = string.Concat(Enumerable.Range(0, 100_000).Select(i => i == 50_000 ? "\"" : $"P{i},\n"));

        Assert.Equal("Roster.TooManyRows", Read($"Name,Mail\n{rows}").Fault!.Code);
    }

    [Theory]
    [InlineData("", "Table.Empty")]
    [InlineData("\n\n", "Table.Empty")]
    [InlineData("Name,Mail\n", "Roster.NoRows")]
    [InlineData("Name\0,Mail", "Table.NotATable")]
    [InlineData("Name,Mail\n\"Awa,a@example.org\nKofi,", "Table.Quotes")]
    public void What_is_no_table_is_refused(string text, string code) => Assert.Equal(code, Read(text).Fault!.Code);

    [Fact]
    public void What_is_written_is_read() =>
        Gen.Select(Word, Word, OneOf(',', ';', '\t'), Gen.Bool).Array[1, 20].Sample(people =>
        {
            var separator = people[0].Item3;
            var text = $"Name{separator}Notes{(people[0].Item4 ? "\r\n" : "\n")}" + string.Concat(people.Select((p, i) => $"{Quoted($"{i} {p.Item1}")}{separator}{Quoted(p.Item2)}{(people[0].Item4 ? "\r\n" : "\n")}"));

            Assert.Equal(people.Select((p, i) => $"{i} {p.Item1}".Trim()), Read(text).Rows.Select(r => r.Name));
        });

    [Fact]
    public void The_order_of_the_columns_does_not_matter() =>
        Gen.Select(Gen.Shuffle(Columns), Gen.Select(Word, OneOf("", "fr", "Arabic"), Gen.Bool).Array[1, 10]).Sample((heads, people) =>
        {
            string Cell(string head, int i) => head switch
            {
                "Name" => $"{i} {people[i].Item1}",
                "User name" => people[i].Item3 ? $"user{i}" : "",
                "E-mail" => people[i].Item3 ? "" : $"p{i}@example.org",
                "Language" => people[i].Item2,
                _ => "1",
            };
            string Table(IEnumerable<string> order) => string.Join(',', order) + "\n" + string.Concat(Enumerable.Range(0, people.Length).Select(i => string.Join(',', order.Select(h => Quoted(Cell(h, i)))) + "\n"));

            Assert.Equal(Read(Table(Columns)).Rows, Read(Table(heads)).Rows);
        });

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Gen.Byte.Array[0, 300].Sample(bytes =>
        {
            foreach (var file in new[] { bytes, [.. "Name,Mail\n"u8, .. bytes], [0x50, 0x4B, 0x03, 0x04, .. bytes] })
            {
                var roster = RosterReader.Read(file);
                Assert.True(roster.Fault is not null || roster.Rows.Count > 0);
            }
        });

    /// <summary>Words of any script, signs that mean something in tables among them.</summary>
    private static Gen<string> Word => Gen.String[Gen.OneOf(Gen.Char.AlphaNumeric, OneOf(',', ';', '"', ' ', 'é', 'ع', '=', '\'')), 0, 12].Select(w => string.Join(' ', w.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Fault(RosterRow row) => row.Fault is null ? "" : $"{row.Fault.Code} {string.Join(' ', row.Fault.Arguments)}";

    private static void IsTypical(byte[] file, TableKind kind)
    {
        var roster = Read(file);
        Assert.Equal(kind, roster.Kind);
        Assert.Equal([new RosterRow(2, "Zoé Ndèye", "", "zoe@example.org", "fr"), new RosterRow(3, "Ñandú", "", "", "es")], roster.Rows);
    }

    private static Roster Read(string text) => RosterReader.Read(RosterFiles.Csv(text));

    private static Roster Read(byte[] file) => RosterReader.Read(file);
}
