using System.Collections.Concurrent;
using Learning.Authoring.Files;
using Learning.Authoring.Parts;
using Learning.Authoring.Registers;

namespace Learning.Authoring;

/// <summary>
/// A course of which is known what its files need of each other, so that one of them can be read anew without the others: that gives its page, and the problems that reading the whole course would give in that file. It never
/// changes, and many may ask it at once.
/// </summary>
public sealed partial class KnownCourse
{
    private readonly Dictionary<string, byte[]> _files;
    private readonly FewFiles _content;
    private readonly string _folder;
    private readonly DateOnly? _today;
    private readonly CourseOutline? _outline;
    private readonly string _language;
    private readonly CoursePlaces _places;
    private readonly Problems _structure = new();
    private readonly Dictionary<string, PageFacts> _facts = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, PageFacts>> _lessons;
    private readonly Register<SourceRegister> _sources;
    private readonly Register<Glossary> _glossary;

    private KnownCourse(Dictionary<string, byte[]> files, string folder, DateOnly? today, KnownCourse? before)
    {
        (_files, _folder, _today) = (files, folder, today);
        _content = new(files.Select(f => new ContentFile(f.Key, f.Value)));
        var tree = new ContentTree(_content);
        _outline = CoursePage.Read(tree, folder, new(new()), new())?.Outline;
        _language = _outline?.Language ?? CoursePage.UsualLanguage;
        _places = CoursePlaces.Read(tree, folder, _language, _structure);
        var same = before?._language == _language ? before : null;
        foreach (var place in _places.Files)
        {
            var bytes = files.GetValueOrDefault(place.Path);
            _facts[place.Path] = same?._facts.GetValueOrDefault(place.Path) is { } known && known.IsOf(place, bytes) ? known : new(place, folder, _language, bytes);
        }

        _lessons = new(ByLesson);
        var (sources, glossary, own) = (Nearest(tree, SourceRegister.FileName), Nearest(tree, Glossary.FileName), _language);
        _sources = same is not null && same._sources.IsOf(sources)
            ? same._sources
            : new(sources, (file, language) => SourceRegister.Read(file, folder, new()) is var register && language == own ? register : register.In(language));
        _glossary = same is not null && same._glossary.IsOf(glossary) ? same._glossary : new(glossary, (file, language) => Glossary.Read(file, folder, language, new()));
    }

    /// <param name="files">All files of the content root.</param>
    /// <param name="course">The course's folder in it.</param>
    /// <param name="today">The day after which no text can have been checked; otherwise the latest day it is anywhere on Earth when a file is read.</param>
    /// <param name="before">The same course as it was known before: of what did not change nothing is found out again.</param>
    public static KnownCourse Of(IEnumerable<ContentFile> files, string course, DateOnly? today = null, KnownCourse? before = null) =>
        new(files.ToDictionary(f => f.Path, f => f.Bytes, StringComparer.Ordinal), course, today, before?._folder == course ? before : null);

    /// <summary>Reads one file as if it held these bytes. The others are as they are known.</summary>
    public PageReading Read(string path, byte[] bytes)
    {
        if (_files.ContainsKey(path) && path != _places.Files[0].Path)
        {
            return Reading(path, new(new OverlaidContent(_content, [new(path, bytes)])));
        }

        // a new file, or another language of the course, may give all others another place
        var course = new KnownCourse(new Dictionary<string, byte[]>(_files, StringComparer.Ordinal) { [path] = bytes }, _folder, _today, this);
        return course.Reading(path, new(course._content));
    }

    /// <summary>The objectives in their order, and how many questions the pools hold for each.</summary>
    public IReadOnlyList<(Objective Objective, int Questions)> InPools() => [.. (_outline?.Objectives ?? []).Select(o => (o, InPools(o.Id)))];

    private ContentFile? Nearest(ContentTree tree, string name) => SourceRegister.Nearest(tree, _folder, name) is { } path ? new(path, _files[path]) : null;

    private Dictionary<string, PageFacts> ByLesson()
    {
        var lessons = new Dictionary<string, PageFacts>(StringComparer.Ordinal);
        foreach (var lesson in _places.Files.Where(f => f.As == PlacedAs.Lesson).Select(f => _facts[f.Path]).Where(f => f.IsRead))
        {
            lessons.TryAdd(lesson.Id, lesson);
        }

        return lessons;
    }

    /// <summary>What a register says in each language, read when it is first asked for.</summary>
    private sealed class Register<T>(ContentFile? file, Func<ContentTree, string, T> read)
    {
        private readonly ConcurrentDictionary<string, Lazy<T>> _read = new(StringComparer.Ordinal);

        public bool IsOf(ContentFile? other) => file?.Path == other?.Path && PageFacts.AreSame(file?.Bytes, other?.Bytes);

        public bool IsAt(string path) => file?.Path == path;

        public T In(string language) => _read.GetOrAdd(language, _ => new(() => read(new(new FewFiles(file is null ? [] : [file])), language))).Value;
    }
}
