//! Folders for tests.

use std::path::Path;

use kern::organisaties::{Organisatie, OrganisatieId, organisaties};
use kern::testhulp::Bench;

use crate::inrichten::{Bestanden, Fout, Inrichting, Verslag, laad, lees, lees_map};

/// The demo municipality.
pub(crate) fn elsdrecht() -> Bestanden {
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../organisaties/elsdrecht");
    lees_map(&map).unwrap()
}

const ORGANISATIE: &str = r#"code = "CODE"
naam = "Gemeente Klein"
rsin = "999990408"
telefoon = "14 0999"
adres = "Dorpsstraat 1"
e_mail = "info@klein.example.nl"
hostnamen = ["CODE.example.nl"]
inloggen = true
gesloten = [2026-12-28]
[openingstijden]
maandag = ["08:30-17:00"]
[doelen]
direct_beantwoord = 65
[terugbellen]
belofte_werkdagen = 2
"#;

const TEAMS: &str = r#"[[afdeling]]
code = "publiek"
naam = "Publiekszaken"
[[team]]
code = "kcc"
naam = "KCC"
afdeling = "publiek"
manager = "s.bakker"
klantcontactcentrum = true
[[team]]
code = "afval"
naam = "Afval"
afdeling = "publiek"
manager = "s.bakker"
vragenset = "algemeen"
[team.openingstijden]
dinsdag = ["09:00-12:00", "13:00-16:00"]
"#;

const MEDEWERKERS: &str = r#"[[medewerker]]
gebruikersnaam = "s.bakker"
naam = "Sanne Bakker"
team = "kcc"
rollen = ["agent", "teammanager"]
[[medewerker]]
gebruikersnaam = "t.vanbeek"
naam = "Tom van Beek"
team = "afval"
rollen = ["collega"]
telefoon = "0999 12 34 56"
afwezig = [{ van = 2026-11-23, tot_en_met = 2026-11-25, reden = "verlof" }]
"#;

const CONTACT: &str = r#"[[kanaal]]
code = "telefoon"
naam = "Telefoon"
naam_en = "Phone"
[[kanaal]]
code = "balie"
naam = "Balie"
naam_en = "Desk"
[[kanaal]]
code = "webformulier"
naam = "Webformulier"
naam_en = "Web form"
[[reden]]
code = "productvraag"
naam = "Vraag over een product"
naam_en = "Question about a product"
[[uitkomst]]
code = "direct-beantwoord"
naam = "Direct beantwoord"
naam_en = "Answered at once"
afhandeling = "direct_beantwoord"
[[thema]]
code = "afval"
naam = "Afval"
naam_en = "Waste"
[[levensgebeurtenis]]
code = "verhuizen"
naam = "Ik ga verhuizen"
naam_en = "I am moving house"
"#;

const VRAGENSET: &str = r#"naam = "Algemeen"
[[vraag]]
code = "vraag"
tekst = "Wat is de vraag?"
soort = "lange-tekst"
verplicht = true
"#;

const GROFVUIL: &str = r#"+++
naam = "Grofvuil"
naam_en = "Bulky waste"
thema = "afval"
levensgebeurtenissen = ["verhuizen"]
team = "afval"
reden = "productvraag"
trefwoorden = ["bankstel"]
vragen = ["Wie haalt mijn oude bank op?"]
gecontroleerd_op = 2026-11-02
meest_gevraagd = 2
gerelateerd = ["sleutel", "milieustraat"]
+++
# Antwoord
Wij halen grofvuil gratis op. Maak eerst een afspraak.

# Kosten
Gratis. Zelf brengen kan naar de [milieustraat](product:milieustraat).

# Intern
Zeg niets over de wachttijd van de wagen.
"#;

const MILIEUSTRAAT: &str = r#"+++
naam = "Milieustraat"
thema = "afval"
team = "afval"
reden = "productvraag"
trefwoorden = ["stort"]
vragen = []
gecontroleerd_op = 2026-10-01
meest_gevraagd = 1
+++
# Antwoord
De milieustraat is open op zaterdag.
"#;

const SLEUTEL: &str = r#"+++
naam = "Sleutel van de container"
thema = "afval"
team = "afval"
reden = "productvraag"
trefwoorden = []
vragen = []
gecontroleerd_op = 2026-10-01
openbaar = false
+++
# Antwoord
Alleen een collega geeft een sleutel uit.
"#;

/// A small organisation: two teams, two people, three products of which `sleutel` is not public.
pub(crate) fn klein(code: &str) -> Bestanden {
    [
        ("organisatie.toml", ORGANISATIE.replace("CODE", code)),
        ("teams.toml", TEAMS.to_owned()),
        ("medewerkers.toml", MEDEWERKERS.to_owned()),
        ("contact.toml", CONTACT.to_owned()),
        ("zoeken.toml", "synoniemen = [[\"grofvuil\", \"oude meubels\"]]\ndelen = [\"grof\", \"vuil\"]\n".to_owned()),
        ("vragensets/algemeen.toml", VRAGENSET.to_owned()),
        ("producten/grofvuil.md", GROFVUIL.to_owned()),
        ("producten/milieustraat.md", MILIEUSTRAAT.to_owned()),
        ("producten/sleutel.md", SLEUTEL.to_owned()),
    ]
    .into_iter()
    .map(|(naam, tekst)| (naam.to_owned(), tekst.into_bytes()))
    .collect()
}

/// Replaces a piece of a file that must be there.
pub(crate) fn vervang(bestanden: &mut Bestanden, naam: &str, oud: &str, nieuw: &str) {
    let tekst = String::from_utf8(bestanden[naam].clone()).unwrap();
    assert!(tekst.contains(oud), "{naam} has no {oud:?}");
    bestanden.insert(naam.to_owned(), tekst.replacen(oud, nieuw, 1).into_bytes());
}

/// Reads what must be right.
pub(crate) fn goed(bestanden: &Bestanden) -> Inrichting {
    lees(bestanden).unwrap_or_else(|fouten| panic!("{}", lijst(&fouten)))
}

/// What is said about a folder that is wrong.
pub(crate) fn lijst(fouten: &[Fout]) -> String {
    fouten.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Loads a folder that is right.
pub(crate) async fn laden(bench: &Bench, bestanden: &Bestanden) -> Verslag {
    laad(&bench.db, &bench.ids, &bench.clock, &goed(bestanden)).await.unwrap()
}

/// An organisation by its code.
pub(crate) async fn organisatie(bench: &Bench, code: &str) -> Organisatie {
    organisaties(&bench.db).await.unwrap().into_iter().find(|o| o.code == code).unwrap()
}

/// Its id.
pub(crate) async fn organisatie_id(bench: &Bench, code: &str) -> OrganisatieId {
    organisatie(bench, code).await.id
}

/// The norms of the demo municipality and the zaaktypen that they are about, owned by a team of this small one and on none of its products.
pub(crate) fn met_normen(mut map: Bestanden) -> Bestanden {
    // What is promised at the desk is about their products.
    let theirs =
        |naam: &str| naam.starts_with("zaaktypen/") || naam.starts_with("normen/") && !naam.contains("-aan-de-balie");
    for (naam, bytes) in elsdrecht().into_iter().filter(|(naam, _)| theirs(naam)) {
        let tekst = String::from_utf8(bytes).unwrap();
        let lines = tekst.lines().filter(|line| !line.starts_with("producten = ") && !line.starts_with("product = "));
        let own = lines.map(|line| match line.split_once(" = ") {
            Some((key @ ("eigenaar" | "team"), _)) => format!("{key} = \"kcc\""),
            _ => line.to_owned(),
        });
        map.insert(naam, own.collect::<Vec<_>>().join("\n").into_bytes());
    }
    map
}
