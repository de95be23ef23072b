using System.CommandLine;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Output;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Store;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan resource ADDRESS</c>: what one address did, and the evidence for it.</summary>
internal static class ResourceCommand
{
    public static Command Create()
    {
        Argument<string> address = new("ADDRESS");
        Option<string?> config = CommonOptions.Config();
        Option<string?> store = CommonOptions.Store();
        Option<OutputFormat> format = CommonOptions.Format();
        Option<string> language = CommonOptions.Language();
        Command command = new("resource", "One address: in which roles it appears, in which events, and why.") { address, language, store, format, config };
        command.SetAction(arguments =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config, store);
            ReportLanguage wantedLanguage = CommonOptions.ReadLanguage(arguments, language);
            string text = arguments.GetRequiredValue(address);
            if (!IpAddress.TryParse(text, out IpAddress wanted))
            {
                throw new ConfigurationException($"'{text}' is not an address");
            }
            using IAttackReader opened = StoreReading.Open(configuration);
            ListFilter filter = new() { Address = wanted, MinConfidence = 0, AddressDataVersion = opened.AddressDataVersion };
            IReadOnlyList<ResourceRow> resources = opened.Resources(filter);
            if (resources.Count == 0)
            {
                throw new NothingFoundException($"{wanted} took part in no event that the store knows");
            }
            OutputFormat wantedFormat = arguments.GetValue(format);
            IReadOnlyList<ParticipationRow> participations = opened.Participations(filter);
            if (wantedFormat != OutputFormat.Table)
            {
                Listing.Write(participations, EvidenceColumns.Participations(wantedLanguage), wantedFormat, Console.Out);
                return ExitCodes.Ok;
            }
            DetailTexts texts = new(wantedLanguage);
            Listing.Write(resources, ListColumns.ResourcesIn(wantedLanguage), wantedFormat, Console.Out, language: wantedLanguage);
            Console.Out.WriteLine($"\n{texts.InTheseEvents}");
            EvidenceListing.Write(participations, texts.InEvent, texts, Console.Out);
            return ExitCodes.Ok;
        });
        return command;
    }
}
