namespace Learning.Authoring;

/// <summary>The few words a text needs that its author does not write: titles of callouts, names of tables and notes ({0}: the number), of recordings ({0}: megabytes).</summary>
public sealed record TextLabels(
    string Key,
    string Case,
    string Law,
    string Example,
    string Try,
    string Note,
    string Description,
    string Transcript,
    string Video,
    string Sound,
    string CaptionsNotTranslated,
    string Facilitator,
    string Table,
    string Footnotes,
    string Footnote,
    string BackToText,
    string NotTranslated,
    string NotTranslatedPage,
    string ChangedSince)
{
    public static TextLabels English { get; } = new(
        Key: "Remember",
        Case: "From working life",
        Law: "What the law says",
        Example: "Worked example",
        Try: "Try it in your union",
        Note: "Note",
        Description: "Description of the picture",
        Transcript: "Transcript",
        Video: "Video, {0} MB",
        Sound: "Sound, {0} MB",
        CaptionsNotTranslated: "The captions are not translated yet",
        Facilitator: "Only for facilitators",
        Table: "Table",
        Footnotes: "Notes",
        Footnote: "Note {0}",
        BackToText: "Back to the text of note {0}",
        NotTranslated: "Not translated yet",
        NotTranslatedPage: "This text is not translated yet",
        ChangedSince: "The original text has changed since this was translated. Show the original");

    public static TextLabels French { get; } = new(
        Key: "À retenir",
        Case: "De la vie au travail",
        Law: "Ce que dit le droit",
        Example: "Exemple chiffré",
        Try: "À faire dans votre syndicat",
        Note: "Remarque",
        Description: "Description de l’image",
        Transcript: "Transcription",
        Video: "Vidéo, {0} Mo",
        Sound: "Audio, {0} Mo",
        CaptionsNotTranslated: "Les sous-titres ne sont pas encore traduits",
        Facilitator: "Réservé aux animateurs",
        Table: "Tableau",
        Footnotes: "Notes",
        Footnote: "Note {0}",
        BackToText: "Retour au texte de la note {0}",
        NotTranslated: "Pas encore traduit",
        NotTranslatedPage: "Ce texte n’est pas encore traduit",
        ChangedSince: "Le texte original a changé depuis cette traduction. Voir l’original");

    public static TextLabels Spanish { get; } = new(
        Key: "Para recordar",
        Case: "De la vida laboral",
        Law: "Lo que dice la norma",
        Example: "Ejemplo de cálculo",
        Try: "Para hacer en su sindicato",
        Note: "Nota",
        Description: "Descripción de la imagen",
        Transcript: "Transcripción",
        Video: "Vídeo, {0} MB",
        Sound: "Audio, {0} MB",
        CaptionsNotTranslated: "Los subtítulos todavía no están traducidos",
        Facilitator: "Solo para quien facilita",
        Table: "Cuadro",
        Footnotes: "Notas",
        Footnote: "Nota {0}",
        BackToText: "Volver al texto de la nota {0}",
        NotTranslated: "Sin traducir todavía",
        NotTranslatedPage: "Este texto todavía no está traducido",
        ChangedSince: "El texto original ha cambiado desde esta traducción. Ver el original");

    public static TextLabels Arabic { get; } = new(
        Key: "تذكّر",
        Case: "من حياة العمل",
        Law: "ماذا يقول القانون",
        Example: "مثال محسوب",
        Try: "جرّب ذلك في نقابتك",
        Note: "ملاحظة",
        Description: "وصف الصورة",
        Transcript: "النص الكامل للتسجيل",
        Video: "فيديو، {0} ميغابايت",
        Sound: "تسجيل صوتي، {0} ميغابايت",
        CaptionsNotTranslated: "لم يُترجم النص المصاحب بعد",
        Facilitator: "للميسّرين فقط",
        Table: "جدول",
        Footnotes: "الحواشي",
        Footnote: "الحاشية {0}",
        BackToText: "العودة إلى نص الحاشية {0}",
        NotTranslated: "لم يُترجم بعد",
        NotTranslatedPage: "لم يُترجم هذا النص بعد",
        ChangedSince: "تغيّر النص الأصلي بعد هذه الترجمة. اعرض الأصل");

    /// <summary>The labels of a course's language; English where we have none.</summary>
    public static TextLabels For(string language) => language.Split('-')[0] switch
    {
        "fr" => French,
        "es" => Spanish,
        "ar" => Arabic,
        _ => English,
    };
}
