//! A small municipality: thirty-two articles as an editor writes them.

use crate::{Document, Taalkennis, Zoeker};

pub(super) const ELSDRECHT: u128 = 1;

/// Code, title, questions, keywords, answer.
type Artikel = (&'static str, &'static str, &'static [&'static str], &'static [&'static str], &'static str);

#[rustfmt::skip]
const ARTIKELEN: &[Artikel] = &[
    ("paspoort", "Paspoort aanvragen", &["Hoe vraag ik een paspoort aan?", "Wat kost een nieuw paspoort?"], &["reisdocument", "pasfoto"],
        "Een paspoort vraagt u zelf aan bij de balie. Neem uw oude paspoort en een pasfoto mee."),
    ("id-kaart", "ID-kaart aanvragen", &["Hoe kom ik aan een identiteitskaart?"], &["identiteitskaart", "identiteitsbewijs"],
        "Een ID-kaart vraagt u zelf aan bij de balie. Ze is vijf of tien jaar geldig."),
    ("reisdocument-vermist", "Paspoort of ID-kaart kwijt of gestolen", &["Ik ben mijn paspoort kwijt, wat nu?"], &["vermist", "verloren", "diefstal"],
        "Meld de vermissing bij de gemeente. Daarna kunt u een nieuw document aanvragen."),
    ("rijbewijs", "Rijbewijs aanvragen of verlengen", &["Mijn rijbewijs verloopt, wat moet ik doen?"], &["rijbewijs verlengen", "gezondheidsverklaring"],
        "U verlengt uw rijbewijs aan de balie. Het ligt na een werkdag klaar."),
    ("rijbewijs-kwijt", "Rijbewijs kwijt of gestolen", &["Wat moet ik doen als mijn rijbewijs gestolen is?"], &["vermist rijbewijs"],
        "Meld dat u uw rijbewijs kwijt bent en vraag een nieuw aan."),
    ("verhuizing", "Verhuizing doorgeven", &["Hoe geef ik mijn nieuwe adres door?", "Ik ga verhuizen, wat moet ik regelen?"], &["adreswijziging", "inschrijven", "emigreren"],
        "Geef uw verhuizing door van vier weken voor tot vijf dagen na de dag waarop u verhuist."),
    ("uittreksel", "Uittreksel uit de BRP", &["Waar krijg ik een bewijs van inschrijving?"], &["bewijs van inschrijving", "basisregistratie personen"],
        "Met DigiD vraagt u een uittreksel aan; u krijgt het met de post."),
    ("geboorteaangifte", "Aangifte van geboorte", &["Hoe geef ik de geboorte van mijn kind aan?"], &["baby", "geboorteakte"],
        "U doet aangifte binnen drie dagen na de geboorte, in de gemeente waar het kind geboren is."),
    ("overlijden", "Aangifte van overlijden", &["Wat moet ik regelen als iemand is overleden?"], &["overlijdensakte", "begrafenisondernemer"],
        "Meestal doet de uitvaartondernemer aangifte."),
    ("trouwen", "Trouwen of geregistreerd partnerschap", &["Wat kost trouwen in het gemeentehuis?"], &["huwelijk", "bruiloft", "trouwlocatie"],
        "Meld uw voorgenomen huwelijk ten minste twee weken van tevoren."),
    ("grofvuil", "Grofvuil laten ophalen", &["Wanneer wordt mijn grofvuil opgehaald?"], &["bankstel", "matras"],
        "Maak een afspraak; wij halen het aan huis op. Dat is gratis tot twee kubieke meter."),
    ("afvalkalender", "Afvalkalender", &["Wanneer wordt het vuilnis opgehaald?", "Welke dag komt de vuilniswagen?"], &["ophaaldagen", "inzameldagen"],
        "In de kalender ziet u per adres wanneer restafval, gft en papier worden ingezameld."),
    ("container", "Afvalcontainer aanvragen of omruilen", &["Mijn container is kapot"], &["kliko", "minicontainer", "gft-bak"],
        "Een nieuwe of andere container bezorgen wij binnen tien werkdagen."),
    ("milieustraat", "Milieustraat", &["Hoe laat is de milieustraat open?"], &["afvalbrengstation", "stort", "tuinafval"],
        "Op de milieustraat levert u grof huishoudelijk afval in. Neem uw milieupas mee."),
    ("afvalstoffenheffing", "Afvalstoffenheffing", &["Hoeveel betaal ik voor mijn afval?"], &["tarief afval"],
        "De afvalstoffenheffing staat op de aanslag gemeentelijke belastingen."),
    ("parkeervergunning", "Parkeervergunning voor bewoners", &["Hoe kom ik aan een parkeervergunning?"], &["parkeerkaart", "bewonersvergunning"],
        "Woont u in een gebied met betaald parkeren, dan kunt u een vergunning aanvragen."),
    ("bezoekersregeling", "Parkeren voor bezoek", &["Kan mijn bezoek goedkoper parkeren?"], &["bezoekerskaart", "bezoekersregeling"],
        "Met de regeling betaalt uw bezoek minder."),
    ("gehandicaptenparkeerkaart", "Gehandicaptenparkeerkaart", &["Hoe vraag ik een invalidenkaart aan?"], &["invalidenparkeerkaart"],
        "Met deze kaart parkeert u op een gehandicaptenparkeerplaats."),
    ("naheffing", "Parkeerboete (naheffingsaanslag)", &["Ik heb een parkeerboete, kan ik bezwaar maken?"], &["parkeerbon", "bekeuring"],
        "Bent u het niet eens met de naheffing, dan maakt u binnen zes weken bezwaar."),
    ("kapvergunning", "Boom kappen", &["Mag ik een boom in mijn tuin kappen?"], &["kapvergunning", "omgevingsvergunning kap"],
        "Voor de meeste bomen hebt u een vergunning nodig."),
    ("omgevingsvergunning", "Omgevingsvergunning", &["Heb ik een vergunning nodig voor een dakkapel?"], &["bouwvergunning", "verbouwen", "schuur"],
        "Doe de vergunningcheck in het Omgevingsloket."),
    ("hondenbelasting", "Hondenbelasting", &["Moet ik belasting betalen voor mijn hond?"], &["hond aanmelden"],
        "Elsdrecht heft hondenbelasting per hond."),
    ("belastingaanslag", "Gemeentelijke belastingen: uw aanslag", &["Kan ik mijn aanslag in termijnen betalen?"], &["ozb", "onroerendezaakbelasting", "automatische incasso"],
        "De aanslag krijgt u in februari. U betaalt in een keer of in tien termijnen."),
    ("kwijtschelding", "Kwijtschelding van belastingen", &["Ik kan mijn aanslag niet betalen"], &["laag inkomen"],
        "Hebt u een laag inkomen en weinig vermogen, dan hoeft u soms niet te betalen."),
    ("woz", "WOZ-waarde", &["Ik ben het niet eens met de waarde van mijn huis"], &["taxatieverslag", "woningwaarde"],
        "In het taxatieverslag leest u hoe de waarde van uw woning is bepaald."),
    ("bijstand", "Bijstandsuitkering", &["Ik heb geen inkomen meer, waar krijg ik geld?"], &["uitkering", "participatiewet"],
        "U vraagt een uitkering aan via werk.nl."),
    ("schuldhulp", "Hulp bij schulden", &["Wie helpt mij met mijn schulden?"], &["schuldhulpverlening", "betalingsachterstand"],
        "Wij maken samen een plan om van uw schulden af te komen."),
    ("wmo", "Hulp in het huishouden (Wmo)", &["Hoe krijg ik thuiszorg?"], &["huishoudelijke hulp", "traplift", "scootmobiel"],
        "Een medewerker komt bij u langs voor een gesprek."),
    ("melding", "Melding openbare ruimte", &["Waar meld ik een losse stoeptegel?", "De straatverlichting is kapot"], &["lantaarnpaal", "gat in de weg", "zwerfvuil"],
        "Meld het met een foto en de plaats; wij lossen het binnen vijf werkdagen op."),
    ("openingstijden", "Openingstijden gemeentehuis", &["Hoe laat is de gemeente open?"], &["adres gemeentehuis", "bereikbaarheid"],
        "Het gemeentehuis is op werkdagen open van 8.30 tot 17.00 uur."),
    ("bezwaar", "Bezwaar maken", &["Ik ben het niet eens met een besluit"], &["bezwaarschrift"],
        "Stuur uw bezwaarschrift binnen zes weken na het besluit."),
    ("vog", "Verklaring Omtrent het Gedrag (VOG)", &["Hoe kom ik aan een vog voor mijn werk?"], &["verklaring goed gedrag"],
        "Uw werkgever zet de aanvraag klaar."),
];

pub(super) fn lijst(woorden: &[&str]) -> Vec<String> {
    woorden.iter().map(|w| (*w).to_owned()).collect()
}

pub(super) fn taal() -> Taalkennis {
    let synoniemen = vec![
        lijst(&["grofvuil", "grof afval", "oud meubel"]),
        lijst(&["paspoort", "reisdocument"]),
        lijst(&["container", "kliko", "rolemmer"]),
        lijst(&["milieustraat", "stort", "gemeentewerf"]),
        lijst(&["kwijt", "verloren", "vermist"]),
        lijst(&["vuilnis", "huisvuil", "restafval"]),
    ];
    let delen = lijst(&[
        "parkeer",
        "vergunning",
        "rijbewijs",
        "afval",
        "belasting",
        "hond",
        "kaart",
        "aangifte",
        "geboorte",
        "boete",
        "kap",
        "bouw",
        "uitkering",
        "container",
        "kalender",
        "vuil",
        "openings",
        "tijden",
        "huis",
        "gemeente",
        "omgeving",
        "aanslag",
        "gehandicapt",
        "invalid",
        "uittreksel",
        "trouw",
    ]);
    Taalkennis { synoniemen, delen }
}

pub(super) fn documenten(organisatie: u128) -> Vec<Document> {
    let maak = |(i, (code, naam, vragen, trefwoorden, antwoord)): (usize, &Artikel)| Document {
        id: organisatie * 1_000 + i as u128,
        organisatie,
        code: (*code).to_owned(),
        naam: (*naam).to_owned(),
        vragen: lijst(vragen),
        trefwoorden: lijst(trefwoorden),
        antwoord: (*antwoord).to_owned(),
        openbaar: true,
        ..Document::default()
    };
    ARTIKELEN.iter().enumerate().map(maak).collect()
}

/// The municipality, searchable.
pub(super) fn elsdrecht() -> Zoeker {
    let zoeker = Zoeker::new();
    zoeker.vervang(ELSDRECHT, &taal(), documenten(ELSDRECHT)).unwrap();
    zoeker
}
