using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;
using Microsoft.AspNetCore.Http;

namespace Learning.Theming;

/// <summary>
/// <c>{% cached key %} … {% endcached %}</c>: renders the block once for each key, language and path base, and writes the same again. The key has to name everything
/// the block shows; a block must hold no token and no new id. For what many learners see alike: a lesson's text, a line of an outline.
/// </summary>
internal sealed class CachedBlock
{
    /// <summary>Blocks kept at most, of up to some kilobytes each; all are dropped when there are more.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<Key, string> _blocks = new();

    public async ValueTask<Completion> WriteAsync(
        Fluid.Ast.Expression key, IReadOnlyList<Statement> statements, TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        var http = (HttpContext)context.AmbientValues[ViewLanguage.Http];
        var named = new Key(
            statements, (await key.EvaluateAsync(context)).ToStringValue(), $"{CultureInfo.CurrentUICulture.Name} {CultureInfo.CurrentCulture.Name}", http.Request.PathBase.Value ?? "");
        if (!_blocks.TryGetValue(named, out var block))
        {
            block = await RenderAsync(statements, encoder, context);
            if (_blocks.Count >= Most)
            {
                _blocks.Clear();
            }

            _blocks[named] = block;
        }

        await writer.WriteAsync(block);
        return Completion.Normal;
    }

    private static async Task<string> RenderAsync(IReadOnlyList<Statement> statements, TextEncoder encoder, TemplateContext context)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var statement in statements)
        {
            await statement.WriteToAsync(text, encoder, context);
        }

        return text.ToString();
    }

    /// <summary>The statements by reference: two blocks with the same key are still two blocks.</summary>
    private readonly record struct Key(IReadOnlyList<Statement> Block, string Name, string Culture, string PathBase);
}
