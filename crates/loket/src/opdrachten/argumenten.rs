//! The arguments of every command, with the help that one can work from.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;
use termijnen::Termijn;
use termijnen::wettelijk::{Gebeurtenis, Grondslag};

use super::{klare_taal, termijn};
use crate::sleutel::OpenbareSleutel;

/// De klantenservice van een gemeente, in één programma.
#[derive(Debug, Parser)]
#[command(
    name = "loket",
    version,
    about = "Loket: de klantenservice van een gemeente, in één programma.",
    after_help = "Om te proberen:     loket demo --data demo-data\n\
                  Om te beginnen:     loket migreren, loket inrichten MAP, loket gebruiker NAAM, loket serve\n\n\
                  Configuratie: loket.toml in deze map (voorbeeld: loket.voorbeeld.toml), of het bestand na --config \
                  of in LOKET_CONFIG. Omgevingsvariabelen gaan voor: LOKET_DATA, LOKET_DATABASE, LOKET_ADRES, \
                  LOKET_URL, LOKET_VERTROUWDE_PROXYS, LOKET_VEILIGE_COOKIES, LOKET_TWEEDE_FACTOR, LOKET_LOG.\n\n\
                  Uitgangscode: 0 gelukt, 1 niet gelukt of er is iets mis, 2 de opdracht of de configuratie klopt niet."
)]
pub struct Loket {
    /// Lees de configuratie uit dit bestand
    #[arg(long, global = true, value_name = "BESTAND")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub opdracht: Opdracht,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Opdracht {
    /// Start de server
    #[command(
        after_help = "Luistert op het adres van de configuratie en stopt met Ctrl-C of SIGTERM: lopende verzoeken krijgen \
                      tien seconden om af te ronden. GET /gezond antwoordt 200 zodra alles klaar is. Het log gaat \
                      naar de standaardfout.\n\n\
                      Start niet op een database met openstaande migraties: of die nu uitgevoerd worden, en na welke \
                      backup, beslist de beheerder (loket migreren)."
    )]
    Serve,
    /// Vul een verzonnen gemeente en start die
    #[command(
        after_help = "Vult een lege map één keer: de gemeente Elsdrecht met twee jaar contacten, zaken en bezoeken tot \
                      en met vandaag (of de dag van --op). Daarna, en elke volgende keer meteen, start de server. De klok \
                      loopt vanaf --op. Wie kan inloggen en waarmee staat in de lijst die verschijnt; de tweede \
                      factor staat in de demo uit.\n\n\
                      Leest geen configuratiebestand. Niets en niemand in de demo bestaat."
    )]
    Demo(DemoArgumenten),
    /// Laad een organisatie uit een map met tekst
    #[command(
        after_help = "De map is beschreven in docs/inrichting.md; organisaties/elsdrecht is een voorbeeld om te kopiëren. \
                      Alles wordt eerst gelezen en gecontroleerd: één fout bestand, en er verandert niets. Nog eens \
                      dezelfde map laden verandert ook niets. Zegt wat is toegevoegd, gewijzigd, gelijk gebleven \
                      en ingetrokken.\n\n\
                      Een draaiende server ziet de nieuwe artikelen vanzelf."
    )]
    Inrichten(InrichtenArgumenten),
    /// Laat een medewerker inloggen: wachtwoord, rollen, tweede factor, blokkeren
    #[command(
        after_help = "De medewerkers zelf staan in medewerkers.toml (loket inrichten). Zonder opties: vraagt een nieuw \
                      wachtwoord, van minstens twaalf tekens en niet te raden. Het is goed voor één keer inloggen: dan kiest de \
                      medewerker een eigen. Staat de invoer niet op een terminal, dan is de eerste regel ervan \
                      het wachtwoord. Een wachtwoord is nooit een argument: dat zou iedereen op deze machine kunnen lezen.\n\n\
                      Wie nog geen tweede factor heeft, stelt die zelf in bij de eerste keer inloggen.\n\n\
                      Elke wijziging meldt de medewerker overal af en staat in het journaal. Rollen gelden tot de volgende \
                      keer dat de map van de organisatie geladen wordt: zet blijvende rollen in medewerkers.toml.\n\n\
                      Voorbeelden:\n  loket gebruiker s.bakker\n  loket gebruiker s.bakker --tweede-factor\n  \
                      loket gebruiker s.bakker --rollen agent,redacteur\n  loket gebruiker s.bakker --blokkeren"
    )]
    Gebruiker(GebruikerArgumenten),
    /// Geef een programma van een ander een sleutel, of trek die in
    #[command(
        after_help = "Met die sleutel vertelt het programma iets aan Loket, zoals wat aan een andere organisatie is doorgegeven \
                      (docs/koppelingen.md). De sleutel wordt één keer getoond en nergens bewaard; wie er al een had, \
                      krijgt een andere. Zonder naam: wie er een heeft.\n\n\
                      Voorbeelden:\n  loket applicatie brp\n  loket applicatie brp --intrekken\n  loket applicatie"
    )]
    Applicatie(ApplicatieArgumenten),
    /// Maak of vernieuw de tabellen van de database
    #[command(
        after_help = "Voert de migraties uit die nog niet uitgevoerd zijn, elk in één keer of helemaal niet. Stop de server \
                      en maak een backup voordat u een nieuwe versie van Loket in gebruik neemt."
    )]
    Migreren,
    /// Controleer de configuratie en de gegevens
    #[command(
        after_help = "Zegt van alles wat mis is hoe het te herstellen is, en eindigt dan met code 1. Verandert niets zonder --hertel; de \
                      server mag doorlopen. Gekeken wordt naar: de configuratie, openstaande migraties, of elke \
                      verbinding duurzaam schrijft, de keten van het journaal en wat ervan is ondertekend, of elke rij is zoals \
                      het journaal zegt, hoe ver de volgers zijn, en of hun tellingen gelijk zijn aan een hertelling.\n\n\
                      Met --hertel worden de tellingen eerst opnieuw gemaakt uit het journaal. De server mag doorlopen; tot \
                      het klaar is, zijn de cijfers van de rapporten te laag."
    )]
    Controleren(ControleerArgumenten),
    /// Maak de sleutel die het journaal en backups ondertekent, of toon de openbare kant ervan
    #[command(
        after_help = "Maakt het bestand dat bij sleutel in de configuratie staat, als het er nog niet is, alleen leesbaar voor wie het maakt. \
                      Leg een kopie op een veilige plek, niet bij de backups. Toont altijd de openbare sleutel: daarmee kan \
                      ieder controleren wat ermee ondertekend is, en niemand iets ondertekenen.\n\n\
                      Een nieuwe sleutel: zet de openbare kant van de oude bij oude_sleutels, en geef sleutel een ander pad."
    )]
    Sleutel,
    /// Bewaar de hele database in één bestand, en de bestanden ernaast
    #[command(
        after_help = "Bewaart één moment van de database, terwijl de server mag doorlopen. Het bestand past op beide soorten \
                      databases en is alleen leesbaar voor wie het maakt: er staan persoonsgegevens in. Bewaar het op \
                      een andere machine. Wie ingelogd is hoort niet bij de backup.\n\n\
                      De bestanden van burgers en zaken komen in een map die opeenvolgende backups delen: wat er al staat, wordt niet \
                      nog eens gekopieerd, en een afgebroken backup gaat verder waar hij was. Haal uit die map niets weg zolang een \
                      backup die erbij hoort bewaard wordt.\n\n\
                      Met sleutel in de configuratie is de backup ondertekend, met backup_ontvangers versleuteld (age)."
    )]
    Backup(BackupArgumenten),
    /// Zet een backup terug in een lege database
    #[command(
        after_help = "Controleert eerst het hele bestand: is het afgebroken of veranderd, dan verandert er niets. Een nieuwe \
                      database krijgt vanzelf zijn tabellen. Daarna komen de bestanden terug; wordt dat afgebroken, dan gaat \
                      het met --alleen-bestanden verder. Zo gaat u ook over van SQLite naar PostgreSQL:\n  \
                      loket backup alles.loket\n  LOKET_DATABASE=postgres://… loket herstel alles.loket"
    )]
    Herstel(HerstelArgumenten),
    /// Bereken wanneer een wettelijke termijn eindigt, en waarom dan
    #[command(after_help = format!(
        "Leest geen configuratie en geen database. Zonder --tsv: het einde, en de stappen met hun artikel. Er is hier geen vandaag: waar \
         om gevraagd is en wat niet kwam, is ongebruikt voorbij.\n\n\
         LENGTE is ISO 8601 in jaren, maanden, weken en dagen: P8W, P3M. Gebeurtenissen:\n{}\n\n\
         Met --tsv leest het regels met vijf velden, met een tab ertussen: een naam, de dag van het begin, LENGTE, de grondslag, en de \
         gebeurtenissen met een puntkomma ertussen (of niets). Het antwoord is per regel de naam en het einde. Van een regel die niet \
         klopt zegt de standaardfout het nummer, wat en waarom; de andere regels krijgen hun antwoord, en de uitgangscode is 2.\n\n\
         Voorbeelden:\n  loket termijn P8W --vanaf 2026-01-26 --grondslag wet --gebeurtenis gevraagd:2026-02-10:2026-03-10 \
         --gebeurtenis aangevuld:2026-02-25\n  loket termijn --tsv termijnen.tsv",
        termijn::vormen()
    ))]
    Termijn(TermijnArgumenten),
    /// Meet hoe moeilijk een Nederlandse tekst is, en zeg wat er eenvoudiger kan
    #[command(after_help = "De maat is LiNT-II: van 0 (makkelijk) tot 100 (moeilijk). Zie docs/klare-taal.md.\n\n\
                            Een tekst zonder zinnen is niet te meten, en is nooit te moeilijk.\n\
                            Uitgangscode: 1 als een tekst moeilijker is dan --hoogstens, 2 als er een niet te lezen is.\n\n\
                            Voorbeelden:\n  loket klare-taal brief.txt\n  loket klare-taal --hoogstens 45 brieven/*.txt")]
    KlareTaal(KlareTaalArgumenten),
}

/// `loket klare-taal`.
#[derive(Args, Debug)]
pub struct KlareTaalArgumenten {
    /// De tekst, zonder opmaak; - is de standaardinvoer
    #[arg(value_name = "BESTAND", required = true)]
    pub bestanden: Vec<PathBuf>,
    /// Moeilijker mag een tekst niet zijn
    #[arg(long, value_name = "GETAL", value_parser = klare_taal::grens)]
    pub hoogstens: Option<u8>,
}

/// `loket termijn`.
#[derive(Args, Debug)]
pub struct TermijnArgumenten {
    /// Hoe lang de termijn is
    #[arg(value_name = "LENGTE", required_unless_present = "tsv", conflicts_with = "tsv", value_parser = termijn::lengte)]
    pub lengte: Option<Termijn>,
    /// De dag waarop gebeurt wat de termijn laat lopen; die dag telt niet mee
    #[arg(long, value_name = "DAG", required_unless_present = "tsv", conflicts_with = "tsv", value_parser = termijn::dag)]
    pub vanaf: Option<Date>,
    /// Waar de termijn op rust: wet, besluit (AMvB), verordening, belofte (van onszelf); anders wet
    #[arg(long, value_name = "GRONDSLAG", conflicts_with = "tsv", value_parser = termijn::grondslag)]
    pub grondslag: Option<Grondslag>,
    /// Wat er met de termijn gebeurde; mag vaker
    #[arg(long, value_name = "GEBEURTENIS", conflicts_with = "tsv", value_parser = termijn::gebeurtenis)]
    pub gebeurtenis: Vec<Gebeurtenis>,
    /// Een dag die een later besluit gelijkstelt met een feestdag (artikel 3 lid 3 Atw); mag vaker
    #[arg(long, value_name = "DAG", value_parser = termijn::dag)]
    pub gelijkgesteld: Vec<Date>,
    /// Lees regels uit dit bestand; - is de standaardinvoer
    #[arg(long, value_name = "BESTAND")]
    pub tsv: Option<PathBuf>,
}

/// `loket controleren`.
#[derive(Args, Debug)]
pub struct ControleerArgumenten {
    /// Maak de tellingen van de rapporten eerst opnieuw, uit het journaal
    #[arg(long)]
    pub hertel: bool,
    /// Kijk ook of het journaal klopt met de ankers in dit bestand; mag vaker
    #[arg(long, value_name = "BESTAND")]
    pub ankers: Vec<PathBuf>,
}

/// `loket demo`.
#[derive(Args, Debug)]
pub struct DemoArgumenten {
    /// Bewaar de demo in deze map; anders demo-data
    #[arg(long, value_name = "MAP", default_value = "demo-data", hide_default_value = true)]
    pub data: PathBuf,
    /// Luister op dit adres; anders 127.0.0.1:8080
    #[arg(long, value_name = "ADRES", default_value = "127.0.0.1:8080", hide_default_value = true)]
    pub adres: SocketAddr,
    /// Hoeveel contacten, van 0.01 tot 20; anders 1, dat is 150.000 per jaar
    #[arg(long, value_name = "GETAL", default_value_t = 1.0, hide_default_value = true, value_parser = schaal)]
    pub schaal: f64,
    /// De dag (en tijd) die het in de demo is, zoals 2026-11-23 of 2026-11-23T10:00; anders vandaag
    #[arg(long, value_name = "DATUM")]
    pub op: Option<String>,
    /// Gebruik PostgreSQL: een adres dat begint met postgres://
    #[arg(long, value_name = "ADRES")]
    pub database: Option<String>,
    /// Gebruik deze organisatie in plaats van Elsdrecht
    #[arg(long, value_name = "MAP")]
    pub organisatie: Option<PathBuf>,
    /// Vul alleen, en start geen server
    #[arg(long)]
    pub alleen_vullen: bool,
}

fn schaal(text: &str) -> Result<f64, String> {
    match text.replace(',', ".").parse() {
        Ok(value) if (0.01..=20.0).contains(&value) => Ok(value),
        _ => Err("een getal van 0.01 tot en met 20".to_owned()),
    }
}

/// `loket inrichten`.
#[derive(Args, Debug)]
pub struct InrichtenArgumenten {
    /// De map van de organisatie
    #[arg(value_name = "MAP")]
    pub map: PathBuf,
    /// Lees en controleer alleen de map, zonder database
    #[arg(long)]
    pub proef: bool,
}

/// `loket applicatie`.
#[derive(Args, Debug)]
pub struct ApplicatieArgumenten {
    /// Hoe het programma hier heet, zoals brp
    #[arg(value_name = "NAAM", required_if_eq("intrekken", "true"))]
    pub naam: Option<String>,
    /// De code van de organisatie, als er meer dan één is
    #[arg(long, value_name = "CODE")]
    pub organisatie: Option<String>,
    /// Trek de sleutel in: vanaf nu wordt hij geweigerd
    #[arg(long)]
    pub intrekken: bool,
}

/// `loket gebruiker`.
#[derive(Args, Debug)]
pub struct GebruikerArgumenten {
    /// De gebruikersnaam, zoals in medewerkers.toml
    #[arg(value_name = "GEBRUIKERSNAAM")]
    pub gebruikersnaam: String,
    /// De code van de organisatie, als er meer dan één is
    #[arg(long, value_name = "CODE")]
    pub organisatie: Option<String>,
    /// Vraag een nieuw wachtwoord, ook als er andere opties zijn
    #[arg(long)]
    pub wachtwoord: bool,
    /// Geef deze rollen, en geen andere
    #[arg(long, value_name = "ROL,ROL", value_delimiter = ',')]
    pub rollen: Vec<String>,
    /// Maak een nieuw geheim voor de tweede factor en toon het adres voor de app
    #[arg(long)]
    pub tweede_factor: bool,
    /// Neem de tweede factor weg: wie weer inlogt, stelt een nieuwe in (bij een andere telefoon)
    #[arg(long, conflicts_with = "tweede_factor")]
    pub zonder_tweede_factor: bool,
    /// Laat deze medewerker niet meer inloggen, tot er een nieuw wachtwoord is
    #[arg(long, conflicts_with_all = ["wachtwoord", "tweede_factor", "zonder_tweede_factor", "rollen"])]
    pub blokkeren: bool,
}

/// `loket backup`.
#[derive(Args, Debug)]
pub struct BackupArgumenten {
    /// Het bestand dat gemaakt wordt
    #[arg(value_name = "BESTAND")]
    pub bestand: PathBuf,
    /// Bewaar de bestanden van burgers en zaken in deze map; anders in de map loket-bestanden naast BESTAND
    #[arg(long, value_name = "MAP")]
    pub bestanden: Option<PathBuf>,
    /// Bewaar alleen de database
    #[arg(long, conflicts_with = "bestanden")]
    pub zonder_bestanden: bool,
    /// Bewaar alleen de bestanden die nog ontbreken, bij een BESTAND dat er al is: als dat eerder is afgebroken
    #[arg(long, conflicts_with = "zonder_bestanden")]
    pub alleen_bestanden: bool,
}

/// `loket herstel`.
#[derive(Args, Debug)]
pub struct HerstelArgumenten {
    /// Een bestand van `loket backup`
    #[arg(value_name = "BESTAND")]
    pub bestand: PathBuf,
    /// Haal de bestanden van burgers en zaken uit deze map; anders uit de map loket-bestanden naast BESTAND
    #[arg(long, value_name = "MAP")]
    pub bestanden: Option<PathBuf>,
    /// Zet alleen de bestanden terug die nog ontbreken: als dat eerder is afgebroken
    #[arg(long)]
    pub alleen_bestanden: bool,
    /// Het bestand van `age-keygen` dat een versleutelde backup opent; mag vaker, na een andere sleutel
    #[arg(long, value_name = "BESTAND")]
    pub identiteit: Vec<PathBuf>,
    /// De openbare sleutel van de installatie die de backup maakte, als die hier niet in de configuratie staat
    #[arg(long, value_name = "SLEUTEL", value_parser = openbare_sleutel)]
    pub openbare_sleutel: Option<OpenbareSleutel>,
    /// Zet ook een backup terug die niet is ondertekend, of met een sleutel die hier niemand kent
    #[arg(long)]
    pub ongetekend: bool,
}

fn openbare_sleutel(text: &str) -> Result<OpenbareSleutel, String> {
    text.parse().map_err(|()| "een openbare sleutel zoals `loket sleutel` die toont".to_owned())
}
