//! What agents and colleagues write down. Short, as people write with a caller on the line, and about nobody in particular.

use rand::RngExt;
use rand::rngs::StdRng;
use registers::klantinteracties::Afhandeling;

use super::kansen::zin;

const BIJZONDER: [(&str, &[&str]); 11] = [
    (
        "reizen-en-identiteit",
        &[
            "Vertrekt over drie weken op vakantie.",
            "Oude document is vorige maand verlopen.",
            "Het gaat om een kind van acht jaar; andere ouder geeft toestemming.",
            "Heeft nog geen pasfoto.",
            "Wil weten of het met spoed kan.",
            "Heeft de brief over het verlopen rijbewijs ontvangen.",
            "Document ligt klaar, maar kan niet onder kantooruren komen.",
            "Moet voor het examen een geldig bewijs hebben.",
        ],
    ),
    (
        "verhuizen-en-persoonsgegevens",
        &[
            "Verhuist aan het einde van de maand binnen Elsdrecht.",
            "Trekt in bij partner; heeft nog geen toestemming van de hoofdbewoner.",
            "Huurcontract is bijgevoegd.",
            "Heeft het uittreksel nodig voor een nieuwe baan.",
            "De verhuizing staat nog niet in het systeem.",
            "Komt uit een andere gemeente en schrijft zich hier voor het eerst in.",
            "Werkgever vraagt de verklaring binnen een week.",
            "Post komt nog op het oude adres aan.",
        ],
    ),
    (
        "familie-en-gezin",
        &[
            "Kind is gisteren geboren in het ziekenhuis.",
            "Wil op een zaterdag trouwen, met dertig gasten.",
            "Uitvaartondernemer doet de aangifte.",
            "Wil weten welke papieren uit het buitenland nodig zijn.",
            "Vraagt naar een gratis moment op maandagochtend.",
            "Heeft de akte nodig voor de notaris.",
        ],
    ),
    (
        "afval-en-milieu",
        &[
            "Het gaat om een oude bank en twee kasten.",
            "Container is vorige week niet geleegd; stond op tijd buiten.",
            "Heeft een koelkast en een wasmachine.",
            "Ondergrondse container aan het plein zit vol.",
            "Snoeiafval van een grote tuin, ongeveer twee kuub.",
            "Pas werkt niet meer bij de verzamelcontainer.",
            "Woont boven een winkel en heeft geen plek voor een container.",
            "Wil weten of verf en accu's ook mogen.",
        ],
    ),
    (
        "parkeren-en-verkeer",
        &[
            "Heeft een auto van de zaak.",
            "Kenteken is gewijzigd door een nieuwe auto.",
            "Krijgt zaterdag bezoek en de app geeft een foutmelding.",
            "Had wel betaald, maar het kenteken was verkeerd ingevoerd.",
            "Tweede auto in het gezin; staat op de wachtlijst.",
            "Moet voor de kaart naar de keuringsarts en vraagt hoe lang dat duurt.",
            "Huurt tijdelijk een auto na schade.",
        ],
    ),
    (
        "straat-en-buurt",
        &[
            "Losse stoeptegels voor de school; iemand is gestruikeld.",
            "Lantaarnpaal brandt al een week niet.",
            "Boom hangt over het fietspad.",
            "Rat gezien bij de vijver.",
            "Melding is twee weken oud en er is nog niets gebeurd.",
            "Zwerfafval rond de bankjes in het park.",
            "Put loopt over bij regen.",
            "Jongeren met harde muziek, elke avond na tienen.",
        ],
    ),
    (
        "bouwen-en-wonen",
        &[
            "Wil een dakkapel aan de voorkant.",
            "Uitbouw van drie meter aan de achterkant.",
            "Heeft een tekening, maar weet niet of die goed genoeg is.",
            "Buren zijn het er niet mee eens.",
            "Aanvraag is zes weken geleden ingediend.",
            "Wil volgende week een container op straat zetten.",
            "Boom staat op de erfgrens.",
        ],
    ),
    (
        "belastingen",
        &[
            "Vindt de aanslag hoger dan vorig jaar.",
            "Is in maart verhuisd en betaalt toch het hele jaar.",
            "Wil in tien termijnen betalen.",
            "Heeft een herinnering gekregen terwijl al betaald is.",
            "Vindt de WOZ-waarde te hoog vergeleken met de buren.",
            "Heeft alleen AOW en een klein pensioen.",
            "Incasso is niet gelukt.",
        ],
    ),
    (
        "werk-en-inkomen",
        &[
            "Is zijn baan kwijt en heeft nog geen inkomen.",
            "Heeft de wijziging vorige week via de website gestuurd.",
            "Uitkering was lager dan vorige maand.",
            "Wil weten of bijverdienen mag.",
            "Heeft een betalingsachterstand bij de huur.",
            "Kan de DigiD-code niet vinden en dus niet inloggen.",
            "Nieuwe bril kost meer dan de verzekering vergoedt.",
        ],
    ),
    (
        "zorg-en-ondersteuning",
        &[
            "Hulp is al twee weken niet geweest.",
            "Komt volgende week thuis uit het ziekenhuis.",
            "Mantelzorger belt namens haar moeder.",
            "Keukentafelgesprek is geweest, wacht op het besluit.",
            "Regiotaxi kwam gisteren een uur te laat.",
            "Wil de uren laten herzien.",
            "School raadt hulp aan voor haar zoon.",
        ],
    ),
    (
        "ondernemen",
        &[
            "Wil een buurtfeest met muziek in juni.",
            "Neemt een café over van de vorige eigenaar.",
            "Wil drie tafels voor de zaak zetten.",
            "Aanvraag is volledig, wacht op de brandweer.",
            "Zoekt een plek op de markt op zaterdag.",
        ],
    ),
];
const ALGEMEEN: &[&str] = &[
    "Heeft de brief voor zich liggen.",
    "Heeft het al op de website geprobeerd.",
    "Belt namens een familielid.",
    "Wil het graag op papier hebben.",
    "Spreekt weinig Nederlands; rustig uitgelegd.",
    "Heeft eerder gesproken met een collega.",
    "Is niet tevreden over hoe lang het duurt.",
];

/// Sentences about the case itself, by theme; what has no theme of Elsdrecht gets the general ones.
pub(super) fn bijzonder(thema: &str) -> &'static [&'static str] {
    BIJZONDER.iter().find(|(code, _)| *code == thema).map_or(ALGEMEEN, |(_, zinnen)| zinnen)
}

const BEGIN: [&str; 6] = ["Vraag", "Mevrouw vraagt", "Meneer vraagt", "Inwoner vraagt", "Wil weten", "Klant vraagt"];
const DIRECT: [&str; 10] = [
    "Uitgelegd volgens het artikel.",
    "Voorgelezen wat nodig is; klant regelt het zelf op de website.",
    "Afspraak gemaakt.",
    "Kosten en termijn genoemd.",
    "Link naar de pagina gemaild.",
    "Samen het formulier doorgelopen.",
    "Verteld wat mee te nemen.",
    "Uitgelegd hoe lang het nog duurt.",
    "Nagekeken: staat goed.",
    "Doorgegeven en bevestigd.",
];
const ZELF: [&str; 5] = [
    "Afdeling is nu niet bereikbaar; klant belt zelf terug.",
    "Klant heeft het nummer van de aanvraag niet bij de hand en belt later terug.",
    "Klant overlegt eerst thuis en belt terug.",
    "Storing in het systeem; klant belt vanmiddag terug.",
    "Klant wil niet wachten en belt morgen terug.",
];
const VERBONDEN: [&str; 4] =
    ["Warm overgedragen.", "Collega neemt het over.", "Doorgestuurd met uitleg.", "Dossier ligt daar."];
const TERUG: [&str; 4] = [
    "Specialist moet ernaar kijken; wordt teruggebeld.",
    "Niemand vrij op de afdeling; terugbelverzoek gemaakt.",
    "Klant wil het van de behandelaar zelf horen.",
    "Uitgezet bij de afdeling.",
];

/// What was said and what was answered, as one note.
pub(super) fn notitie(rng: &mut StdRng, vraag: &str, thema: &str, afhandeling: Afhandeling) -> String {
    let begin = zin(rng, &BEGIN);
    let mut parts = if vraag.is_empty() { Vec::new() } else { vec![format!("{begin}: \"{vraag}\"")] };
    if vraag.is_empty() || rng.random_bool(0.55) {
        let theme = if rng.random_bool(0.85) { thema } else { "" };
        parts.push(zin(rng, bijzonder(theme)).to_owned());
    }
    let answer = match afhandeling {
        Afhandeling::DirectBeantwoord => zin(rng, &DIRECT),
        Afhandeling::KlantBeltZelfTerug => zin(rng, &ZELF),
        Afhandeling::Doorverbonden => zin(rng, &VERBONDEN),
        Afhandeling::Terugbelverzoek => zin(rng, &TERUG),
    };
    parts.push(answer.to_owned());
    parts.join(" ")
}

/// The question that goes with a callback.
pub(super) fn terugbelvraag(rng: &mut StdRng, vraag: &str, thema: &str) -> String {
    let detail = zin(rng, bijzonder(thema));
    match rng.random_range(0..4) {
        0 => format!("{vraag} {detail}").trim().to_owned(),
        1 => format!("{detail} Graag bellen over: {vraag}").trim().to_owned(),
        2 => format!("{detail} Wil hierover graag gebeld worden, liefst in de ochtend."),
        _ => format!("{detail} Kan de behandelaar uitleggen hoe het verder gaat?"),
    }
}

/// What the caller says when asking again.
pub(super) fn nog_eens(rng: &mut StdRng) -> &'static str {
    zin(
        rng,
        &[
            "Is nog niet teruggebeld en vraagt wanneer dat gebeurt.",
            "Belt opnieuw: het is dringender geworden.",
            "Heeft een oproep gemist en vraagt of er nog eens gebeld wordt.",
            "Heeft intussen nieuwe informatie.",
        ],
    )
}

/// Why somebody was not reached.
pub(super) fn niet_bereikt(rng: &mut StdRng) -> &'static str {
    zin(
        rng,
        &[
            "Niet opgenomen.",
            "Voicemail ingesproken.",
            "In gesprek.",
            "Niet bereikbaar, later nog eens proberen.",
            "Partner aan de lijn; is vanmiddag thuis.",
            "",
        ],
    )
}

/// Why a task goes to another team.
pub(super) fn overdracht(rng: &mut StdRng) -> &'static str {
    zin(
        rng,
        &[
            "Hoort bij jullie: het gaat om een lopende aanvraag.",
            "Deze straat valt onder jullie.",
            "Vraag gaat over de betaling, niet over de aanvraag.",
            "Wij hebben dit dossier niet.",
            "Collega is ziek; kunnen jullie dit oppakken?",
        ],
    )
}

const GESPROKEN: [&str; 8] = [
    "Gesproken. Uitgelegd wat nog ontbreekt; klant stuurt dat deze week.",
    "Gesproken. Aanvraag is in behandeling, besluit volgt binnen twee weken.",
    "Gesproken en opgelost: stond verkeerd in het systeem.",
    "Afspraak gemaakt voor een gesprek.",
    "Vraag beantwoord.",
    "Formulier toegestuurd en samen doorgenomen.",
    "Gesproken. Er komt een nieuwe brief met de juiste datum.",
    "Klant had het antwoord intussen zelf gevonden.",
];

/// What only a team for this theme says.
fn gesproken(thema: &str) -> &'static [&'static str] {
    match thema {
        "afval-en-milieu" | "straat-en-buurt" => {
            &["Gesproken. Ploeg gaat deze week kijken.", "Staat gepland voor volgende week; klant weet ervan."]
        }
        "belastingen" => &[
            "Gesproken. Bedrag klopt; betalingsregeling aangeboden.",
            "Uitleg gegeven; klant is het er niet mee eens en kent de weg naar bezwaar.",
        ],
        "zorg-en-ondersteuning" => &["Gesproken. Hulp start weer vanaf maandag.", "Huisbezoek gepland."],
        "werk-en-inkomen" => {
            &["Gesproken. Betaling komt deze week alsnog.", "Inkomstenformulier was niet compleet; aangevuld."]
        }
        "parkeren-en-verkeer" => &["Gesproken. Kenteken aangepast.", "Vergunning gaat in op de eerste van de maand."],
        "bouwen-en-wonen" => {
            &["Gesproken. Vergunning is hier niet nodig; bevestiging per mail.", "Tekening ontbreekt nog."]
        }
        "reizen-en-identiteit" => &["Document ligt klaar; klant haalt het op.", "Gesproken. Spoedaanvraag gemaakt."],
        _ => &["Gesproken. Collega zoekt het uit en schrijft een brief."],
    }
}

/// What was said in the end.
pub(super) fn uitkomst(rng: &mut StdRng, thema: &str, bereikt: bool) -> &'static str {
    if !bereikt {
        return zin(
            rng,
            &[
                "Drie keer geprobeerd, niet bereikt. Mail gestuurd met het antwoord.",
                "Niet bereikt. Kaartje gestuurd met het directe nummer.",
                "Niet bereikt; brief met uitleg is onderweg.",
            ],
        );
    }
    if rng.random_bool(0.3) { zin(rng, gesproken(thema)) } else { zin(rng, &GESPROKEN) }
}
