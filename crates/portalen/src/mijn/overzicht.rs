//! `GET /mijn`: what somebody must do, what we do and by when, and what was written to them.

use askama::Template;
use axum::extract::{Query, State};
use dienstverlening::berichten::{self, Postvak};
use dienstverlening::formulieren::concept;
use dienstverlening::zaken::open_verzoeken;
use kern::paging::After;
use registers::catalogi;
use registers::zaken::{Zaak, zaak};
use serde::Deserialize;

use super::beeld::Rand;
use crate::basis::tijd::Tijdstip;
use crate::basis::{Antwoord, AppState, Bezoek, Fout, IngelogdBurger, Publiek, Taal, tijd, toon};

/// So many cases a page.
const ZAKEN: usize = 20;
/// So many messages: the rest stands with its case.
const BERICHTEN: usize = 10;

#[derive(Template)]
#[template(path = "mijn/overzicht.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    rand: Rand,
    doen: Vec<Doen>,
    begonnen: Vec<Begonnen>,
    zaken: Vec<Zaakregel>,
    volgende: String,
    berichten: Vec<Berichtregel>,
}

/// Something that waits for this person.
struct Doen {
    adres: String,
    wat: String,
    zaak: String,
    tot: Tijdstip,
}

/// A form that was not sent yet.
struct Begonnen {
    adres: String,
    naam: String,
    op: Tijdstip,
}

struct Zaakregel {
    adres: String,
    naam: String,
    nummer: String,
    staat: String,
    /// By when it is done, for one that is open.
    klaar: Option<Tijdstip>,
    /// When it was done.
    afgehandeld: Option<Tijdstip>,
    stil: bool,
}

struct Berichtregel {
    adres: String,
    onderwerp: String,
    op: Tijdstip,
    nieuw: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Vraag {
    na: Option<String>,
}

pub(super) async fn pagina(
    State(app): State<AppState>,
    burger: IngelogdBurger,
    bezoek: Bezoek,
    vraag: Result<Query<Vraag>, axum::extract::rejection::QueryRejection>,
) -> Antwoord {
    let Query(vraag) = vraag.map_err(|_| Fout::Ongeldig)?;
    let (t, nu, eigen) = (burger.taal, burger.nu, burger.burger.eigen());
    let after = vraag.na.as_deref().map(After::parse).transpose()?;
    let page = zaak::van_partij(&app.db, &eigen, eigen.partij().into(), after.as_ref(), ZAKEN).await?;
    let mut types: Vec<_> = page.rows.iter().map(|zaak| zaak.zaaktype).collect();
    types.sort_unstable();
    types.dedup();
    let types = catalogi::by_ids(&app.db, burger.organisatie.id, &types).await?;
    let messages = berichten::van_eigen(&app.db, &eigen, Postvak::Ontvangen, None, BERICHTEN).await?.rows;
    toon(&Pagina {
        t,
        p: Publiek::new(&bezoek),
        rand: Rand::new(&burger, "/mijn"),
        doen: doen(&app, &burger).await?,
        begonnen: begonnen(&app, &burger).await?,
        volgende: page.next.map(|next| format!("/mijn?na={next}")).unwrap_or_default(),
        zaken: page.rows.iter().map(|zaak| regel(&burger, zaak, &types)).collect(),
        berichten: messages
            .iter()
            .map(|message| Berichtregel {
                adres: format!("/mijn/berichten/{}", message.id),
                onderwerp: message.onderwerp.clone(),
                op: tijd::moment(t, message.opgesteld_op, nu),
                nieuw: message.gelezen_op.is_none(),
            })
            .collect(),
    })
}

/// What was asked and has not come in, the nearest day first.
async fn doen(app: &AppState, burger: &IngelogdBurger) -> Result<Vec<Doen>, Fout> {
    let (t, today) = (burger.taal, burger.nu.date());
    let asked = open_verzoeken(&app.db, &burger.burger.eigen()).await?;
    let line = |(zaak, verzoek): &(Zaak, dienstverlening::zaken::Aanvulverzoek)| Doen {
        adres: format!("/mijn/zaken/{}#gevraagd", zaak.id),
        wat: verzoek.ontbreekt().map(|stuk| stuk.omschrijving.clone()).collect::<Vec<_>>().join(", "),
        zaak: zaak.omschrijving.clone(),
        tot: tijd::dag_met_afstand(t, verzoek.tot, today, &burger.organisatie.kalender),
    };
    Ok(asked.iter().map(line).collect())
}

async fn begonnen(app: &AppState, burger: &IngelogdBurger) -> Result<Vec<Begonnen>, Fout> {
    let who = concept::Aanvrager { partij: burger.burger.partij, namens: burger.burger.namens };
    let drafts = concept::van(&app.db, burger.organisatie.id, who).await?;
    let forms = &burger.organisatie.instellingen.formulieren;
    let line = |draft: &concept::Concept| {
        let form = forms.iter().find(|form| form.code == draft.formulier)?;
        Some(Begonnen {
            adres: format!("/aanvragen/{}", form.code),
            naam: burger.taal.naam(&form.naam, Some(&form.naam_en)).tekst,
            op: tijd::moment(burger.taal, draft.bijgewerkt_op, burger.nu),
        })
    };
    Ok(drafts.iter().filter_map(line).collect())
}

fn regel(burger: &IngelogdBurger, zaak: &Zaak, types: &[catalogi::Zaaktype]) -> Zaakregel {
    let (t, nu) = (burger.taal, burger.nu);
    let kind = types.iter().find(|known| known.id == zaak.zaaktype);
    let status = kind.zip(zaak.statustype).and_then(|(kind, status)| kind.statustype(status));
    // While it stands still the day moves: its page says the earliest.
    let running = zaak.is_open() && !zaak.opschorting_indicatie;
    let expected = zaak.einddatum_gepland.or(zaak.uiterlijke_einddatum_afdoening).filter(|_| running);
    Zaakregel {
        adres: format!("/mijn/zaken/{}", zaak.id),
        naam: zaak.omschrijving.clone(),
        nummer: zaak.identificatie.clone(),
        staat: status.map(|known| t.naam(&known.omschrijving, Some(&known.omschrijving_en)).tekst).unwrap_or_default(),
        klaar: expected.map(|date| tijd::dag_met_afstand(t, date, nu.date(), &burger.organisatie.kalender)),
        afgehandeld: zaak.afgehandeld_op.map(|op| tijd::moment(t, op, nu)),
        stil: zaak.opschorting_indicatie,
    }
}
