using AngleSharp.Dom;

namespace Learning.Authoring.Rendering;

/// <summary>Asks an element for a class without the list of them that AngleSharp would make and watch: texts are asked thousands of times.</summary>
internal static class ClassNames
{
    extension(IElement element)
    {
        public bool Is(string name)
        {
            foreach (var one in element.ClassName.AsSpan().SplitAny(" \t\r\n\f"))
            {
                if (element.ClassName.AsSpan()[one].SequenceEqual(name))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
