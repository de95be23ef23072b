using Suyuan.Model;

namespace Suyuan.Attribution.Controllers;

/// <summary>An endpoint that an event's bots share far beyond chance.</summary>
/// <param name="LogChance">Decimal logarithm of how likely so many of them would share any endpoint by chance.</param>
internal sealed record FlowContact(SharedContact Contact, double LogChance);
