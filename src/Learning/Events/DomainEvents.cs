using Microsoft.Extensions.DependencyInjection;

namespace Learning.Events;

/// <summary>Something that happened, named in the past tense (<c>LearnerEnrolled</c>).</summary>
public interface IDomainEvent;

/// <summary>
/// A capability that acts on what happened upstream. It runs inside the transaction of the act that raised the event and writes only its
/// own tables: either both stand or neither.
/// </summary>
public interface IListen<in TEvent>
    where TEvent : IDomainEvent
{
    Task HearAsync(TEvent what, CancellationToken cancellation);
}

/// <summary>Tells the listeners of an event, in the order they were registered.</summary>
public sealed class DomainEvents(IServiceProvider services)
{
    public async Task PublishAsync<TEvent>(TEvent what, CancellationToken cancellation)
        where TEvent : IDomainEvent
    {
        foreach (var listener in services.GetServices<IListen<TEvent>>())
        {
            await listener.HearAsync(what, cancellation);
        }
    }
}
