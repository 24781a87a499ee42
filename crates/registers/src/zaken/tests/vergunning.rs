//! The zaaktype of these tests.

use jiff::civil::date;
use kern::Ids;
use kern::testhulp::Bench;
use termijnen::wettelijk::Grondslag;

use super::team;
use crate::catalogi::{
    Afleidingswijze, Archiefnominatie, Complexiteit, Eigenschap, Formaat, InternOfExtern, OmschrijvingGeneriek,
    Resultaattype, Roltype, Statustype, Vertrouwelijkheid, Zaaktype,
};

fn verleend(ids: &Ids) -> Resultaattype {
    Resultaattype {
        id: ids.next(),
        omschrijving: "Verleend".into(),
        omschrijving_en: String::new(),
        toelichting: String::new(),
        selectielijstklasse: "https://selectielijst.example.nl/1".into(),
        archiefnominatie: Archiefnominatie::Vernietigen,
        archiefactietermijn: Some("P5Y".parse().unwrap()),
        afleidingswijze: Afleidingswijze::Afgehandeld,
        bezwaar_mogelijk: true,
    }
}

pub(super) fn vergunning(world: &Bench) -> Zaaktype {
    let ids = &world.ids;
    let status = |omschrijving: &str, volgnummer| Statustype {
        id: ids.next(),
        omschrijving: omschrijving.into(),
        omschrijving_en: String::new(),
        statustekst: "Wij zijn bezig.".into(),
        statustekst_en: String::new(),
        volgnummer,
        informeren: true,
    };
    let rol = |omschrijving: &str, generiek| Roltype {
        id: ids.next(),
        omschrijving: omschrijving.into(),
        omschrijving_generiek: generiek,
    };
    let kenteken = Eigenschap {
        id: ids.next(),
        naam: "kenteken".into(),
        definitie: "Het kenteken.".into(),
        formaat: Formaat::Tekst,
        lengte: 8,
        waarden: Vec::new(),
    };
    Zaaktype {
        id: ids.next(),
        identificatie: "vergunning".into(),
        omschrijving: "Vergunning behandelen".into(),
        omschrijving_en: String::new(),
        vertrouwelijkheidaanduiding: Vertrouwelijkheid::Zaakvertrouwelijk,
        indicatie_intern_of_extern: InternOfExtern::Extern,
        doel: "Parkeren.".into(),
        aanleiding: "Een aanvraag.".into(),
        toelichting: String::new(),
        handeling_initiator: "aanvragen".into(),
        onderwerp: "vergunning".into(),
        handeling_behandelaar: "behandelen".into(),
        doorlooptijd: "P8W".parse().unwrap(),
        grondslag: Grondslag::Verordening,
        grondslag_artikel: "3 Parkeerverordening".into(),
        bestreden_besluit: String::new(),
        complexiteit: Complexiteit::Gewoon,
        verlenging_artikel: String::new(),
        servicenorm: Some("P7D".parse().unwrap()),
        opschorting_en_aanhouding_mogelijk: true,
        verlengingstermijn: Some("P6W".parse().unwrap()),
        trefwoorden: vec!["parkeren".into()],
        selectielijst_procestype: String::new(),
        deelzaaktypen: vec!["vergunning".into()],
        begin_geldigheid: date(2026, 1, 1),
        einde_geldigheid: None,
        team: team(1),
        versie: 1,
        statustypen: vec![status("Ontvangen", 1), status("In behandeling", 2), status("Afgehandeld", 3)],
        resultaattypen: vec![verleend(ids)],
        roltypen: vec![
            rol("Aanvrager", OmschrijvingGeneriek::Initiator),
            rol("Behandelaar", OmschrijvingGeneriek::Behandelaar),
            rol("Gemachtigde", OmschrijvingGeneriek::Belanghebbende),
        ],
        eigenschappen: vec![kenteken],
        informatieobjecttypen: Vec::new(),
    }
}
