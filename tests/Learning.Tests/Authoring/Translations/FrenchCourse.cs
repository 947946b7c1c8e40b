using Learning.Authoring.Translations;

namespace Learning.Tests.Authoring.Translations;

/// <summary>The small course with a French translation of everything but its final test, stamped.</summary>
internal static class FrenchCourse
{
    public const string Course = SmallCourse.Folder + "/course.fr.md";
    public const string Module = SmallCourse.Folder + "/01-first/module.fr.md";
    public const string Lesson = SmallCourse.Folder + "/01-first/01-why.fr.md";
    public const string Second = SmallCourse.Folder + "/01-first/02-nine-branches.fr.md";
    public const string Quiz = SmallCourse.Folder + "/01-first/03-check.quiz.fr.md";
    public const string Pool = SmallCourse.Folder + "/01-first/final.pool.fr.md";

    public static SmallCourse Make() => Stamp(Unstamped());

    /// <summary>As the command does.</summary>
    public static SmallCourse Stamp(SmallCourse course, string path = "")
    {
        foreach (var stamp in TranslationStamp.Run(course.Content, path))
        {
            Assert.Empty(stamp.Problems);
            course.With(stamp.Path, stamp.Text!);
        }

        return course;
    }

    public static SmallCourse Unstamped() => new SmallCourse()
        .With(Course, """
            ---
            id: rights
            language: fr
            title: Le droit à la sécurité sociale
            summary: Ce que c’est.
            objectives:
              - id: human-right
                text: Dire pourquoi
              - id: c102
                text: Utiliser les branches
            ---

            Bienvenue. [Commencer](01-first/01-why.md).

            """)
        .With(Module, """
            ---
            id: first
            language: fr
            title: Le premier module
            summary: Cela commence.
            ---

            Lisez **ceci** d’abord.

            """)
        .With(Lesson, """
            ---
            id: why
            language: fr
            title: Pourquoi
            sources:
              - c102: articles 2 à 4
              - udhr
            ---

            Le premier paragraphe, sur la sécurité sociale.

            ## Un titre

            Un peu de texte.

            """)
        .With(Second, """
            ---
            id: nine-branches
            language: fr
            title: Neuf branches
            sources: [c102]
            ---

            Voir [pourquoi](01-why.md#a-heading) et [plus bas](#the-branches).

            ## Les branches

            ![Neuf cases](media/nine.svg "Les neuf branches")

            """)
        .With(Quiz, """
            ---
            id: check
            language: fr
            title: Faites le point
            ---

            Prenez votre temps.

            ## Laquelle ?  {#which}

            - ( ) Prestation de logement
              > Il n’y a pas de branche logement.
            - (x) Prestations de maternité
              > Oui : partie VIII.

            > Neuf branches, parties II à X.

            Source: c102, parties II à X; udhr

            ## Lesquelles ?  {#several}

            - [x] Maladie
              > Oui.
            - [ ] Logement
              > Non.
            - [x] Vieillesse
              > Oui.

            > Neuf branches.

            ## C’est un droit.  {#true}

            - (x) Vrai
              > Oui.
            - ( ) Faux
              > Si.

            > Article 22.

            ## Quel mot ?  {#word}

            = traité
            > Oui.
            = un traité

            != déclaration
            > Les États ne la ratifient pas.

            > La ratification est la clé.

            ## Combien ?  {#number}

            = 450 ± 1 par mois
            > Oui.

            != 400
            > C’est un autre taux.

            > 45 pour cent.

            """)
        .With(Pool, """
            ---
            id: pool
            language: fr
            title: Questions du test final
            ---

            ## Une ?  {#pool-one}

            - (x) Oui
              > Oui.
            - ( ) Non
              > Non.

            > Parce que.

            """);
}
