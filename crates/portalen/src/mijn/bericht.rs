//! `GET /mijn/berichten/{id}`: one message; that it was opened is kept.

use askama::Template;
use axum::extract::{Path, State};
use dienstverlening::berichten::BerichtId;
use dienstverlening::zaken;

use super::beeld::Rand;
use crate::basis::tijd::Tijdstip;
use crate::basis::{Antwoord, AppState, Bezoek, Fout, IngelogdBurger, Publiek, Taal, tijd, toon};
use crate::berichtbeeld::leesbaar;

#[derive(Template)]
#[template(path = "mijn/bericht.html")]
struct Pagina {
    t: Taal,
    p: Publiek,
    rand: Rand,
    onderwerp: String,
    tekst: String,
    op: Tijdstip,
    zaak: String,
}

pub(super) async fn pagina(
    State(app): State<AppState>,
    burger: IngelogdBurger,
    bezoek: Bezoek,
    Path(id): Path<String>,
) -> Antwoord {
    let id: BerichtId = id.parse().map_err(|_| Fout::GeenPagina)?;
    let (eigen, handeling) = (burger.burger.eigen(), burger.burger.handeling(burger.nu));
    let found = zaken::bericht_openen(&app.db, &app.ids, &eigen, &handeling, id).await?;
    toon(&Pagina {
        t: burger.taal,
        p: Publiek::new(&bezoek),
        rand: Rand::new(&burger, "/mijn"),
        op: tijd::moment(burger.taal, found.opgesteld_op, burger.nu),
        zaak: found.zaak.map(|zaak| format!("/mijn/zaken/{zaak}")).unwrap_or_default(),
        onderwerp: found.onderwerp,
        tekst: leesbaar(burger.taal, &found.tekst),
    })
}
