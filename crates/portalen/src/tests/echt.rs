//! Addresses of what exists.

use dienstverlening::rapportage::{Kader, Peil, Periode, Tellingen, Voorstel, publiceren, vaststellen};
use kern::Authorised;
use kern::autorisatie::{StelRapportVast, Werken};
use kern::organisaties::teams;
use kern::volgers::catch_up;
use uuid::Uuid;

use crate::Operatie;
use crate::wereld::World;

/// What exists in the small municipality and nowhere else, so that a refusal is because of who asks.
pub(super) struct Echt {
    pub(super) contact: String,
    pub(super) taak: String,
    pub(super) klant: String,
    pub(super) burger: Uuid,
    pub(super) gebeurtenis: String,
    pub(super) afspraak: String,
    pub(super) bezoek: String,
    pub(super) zaak: String,
    pub(super) document: String,
    pub(super) bericht: String,
    pub(super) zuil: String,
    /// Of the agent.
    pub(super) sessie: String,
}

impl Echt {
    pub(super) async fn new(w: &World) -> Self {
        let agent = w.als("s.bakker").await;
        let contact = agent.post("/werkplek/contacten", &[]).await.is(303).kop("location").to_owned();
        let done = agent.post("/werkplek/contacten", &[]).await.is(303).kop("location").to_owned();
        let all = teams(&w.app.db, &Authorised::<Werken>::program(w.organisatie)).await.unwrap();
        let team = all.iter().find(|team| team.code == "afval").unwrap().id.to_string();
        let fields = [
            ("team", team.as_str()),
            ("vraag", "Wanneer?"),
            ("beller_naam", "A"),
            ("beller_telefoon", "0612345678"),
            ("antwoord-adres", "Lindelaan 12"),
        ];
        agent.post(&format!("{done}/terugbellen"), &fields).await.is(303);
        let tasks = w.als("t.vanbeek").await.get("/werkplek/taken?van=team").await.ok();
        let journal = w.als("a.smit").await.get("/journaal?soort=klantcontact+aangemaakt").await.ok();
        let kiosk = [("balie", "raadhuis"), ("naam", "Hal")];
        let manage = w.als("b.demir").await.post("/beheer/zuilen", &kiosk).await.ok();
        let burger = w.inwoner("Vries").await;
        let zaak = w.zaak(burger).await;
        let (document, bericht) = w.bij_zaak(burger, zaak).await;
        let [afspraak, bezoek] = [(); 2].map(|()| w.app.ids.next::<Uuid>().to_string());
        let fields = [("bezoek", bezoek.as_str()), ("product", "grofvuil")];
        agent.post("/balie/receptie/raadhuis/inloop", &fields).await.is(303);
        let fields = [
            ("id", afspraak.as_str()),
            ("naam", "A"),
            ("product", "grofvuil"),
            ("balie", "raadhuis"),
            ("op", "2026-11-23T13:00:00Z"),
        ];
        agent.post("/balie/afspraak", &fields).await.is(303);
        report_on_the_website(w).await;
        let account = w.als("s.bakker").await.get("/werkplek/account").await.ok();
        let sessie = account.html.split("/werkplek/account/sessies/").nth(1).unwrap().split('/').next().unwrap();
        Self {
            sessie: sessie.to_owned(),
            afspraak,
            bezoek,
            zaak: zaak.to_string(),
            document,
            bericht,
            zuil: manage.html.split("/beheer/zuilen/").nth(1).unwrap().split('/').next().unwrap().to_owned(),
            klant: burger.to_string(),
            burger,
            contact: contact.rsplit('/').next().unwrap_or_default().to_owned(),
            taak: first_id(&tasks.html, "/werkplek/taken/"),
            gebeurtenis: first_id(&journal.html, "/journaal/"),
        }
    }

    /// The address of an operation, with what exists filled in. A new kind of id says here how to make one.
    pub(super) fn adres(&self, operatie: &Operatie) -> String {
        let nowhere = Uuid::nil().to_string();
        let known = [
            ("/werkplek/contacten/{id}", &self.contact),
            ("/werkplek/taken/{id}", &self.taak),
            ("/werkplek/klanten/{id}", &self.klant),
            ("/werkplek/zaken/{id}", &self.zaak),
            ("/mijn/zaken/{id}", &self.zaak),
            ("/mijn/berichten/{id}", &self.bericht),
            ("/journaal/{id}", &self.gebeurtenis),
            ("/balie/afspraken/{id}", &self.afspraak),
            ("/balie/bezoeken/{id}", &self.bezoek),
            ("/afspraak/{id}", &self.afspraak),
            ("/beheer/zuilen/{id}", &self.zuil),
            ("/werkplek/account/sessies/{id}", &self.sessie),
            // Opens for the browser that began it alone, so nothing of it is there for anybody here.
            ("/aanvraag/{id}", &nowhere),
        ];
        let with_id = known.iter().find(|(pad, _)| operatie.pad.starts_with(pad)).map(|(_, id)| id.as_str());
        // Codes are the same everywhere; this product and this desk are ours alone.
        let code = if operatie.pad.starts_with("/balie/") { "raadhuis" } else { "sleutel" };
        let codes = [
            ("{code}", code),
            ("{groep}", "sleutel"),
            ("{naam}", "x"),
            ("{loket}", "1"),
            ("{formulier}", "verlies"),
            ("{taal}", "nl"),
            ("{vingerafdruk}", "x"),
            ("{*pad}", "x"),
            ("{z}", "1"),
            ("{x}", "1"),
            ("{y}", "1"),
            ("{soort}", "kcc"),
            ("{periode}", "2026-K3"),
        ];
        let with_id = operatie.pad.replace("{id}", with_id.unwrap_or("{id}")).replace("{document}", &self.document);
        let adres = codes.iter().fold(with_id, |adres, (name, code)| adres.replace(name, code));
        assert!(!adres.contains('{'), "{operatie}: say in Echt what exists there");
        adres
    }
}

/// The report of a quarter, established and for everyone.
async fn report_on_the_website(w: &World) {
    let (db, ids, nu) = (&w.app.db, &w.app.ids, w.app.clock.now());
    catch_up(db, &w.app.clock, &Tellingen).await.unwrap();
    let manager = w.kern_medewerker("m.hendriks").await;
    let (may, handeling) = (manager.authorise::<StelRapportVast>().unwrap(), manager.handeling(nu));
    let peil = Peil::nu(db, &manager.authorise().unwrap(), nu).await.unwrap();
    let periode = Periode::Kwartaal("2026-K3".parse().unwrap());
    let voorstel = Voorstel {
        periode,
        versie: 1,
        volgnummer: peil.volgnummer,
        op: peil.op,
        teksten: 0,
        toelichting: String::new(),
    };
    vaststellen(db, ids, (&may, &handeling), &voorstel, Kader::default()).await.unwrap();
    publiceren(db, ids, (&may, &handeling), (periode, 1), true).await.unwrap();
    // What is shown to everyone is counted whole.
    catch_up(db, &w.app.clock, &Tellingen).await.unwrap();
}

/// The first link on a page that begins so and ends with an id.
fn first_id(html: &str, prefix: &str) -> String {
    let begin = format!("href=\"{prefix}");
    let links = html.match_indices(&begin).map(|(at, found)| &html[at + found.len()..]);
    let mut ids = links.filter_map(|rest| rest.split(['"', '?', '#']).next()).filter(|id| id.len() == 36);
    ids.next().unwrap_or_else(|| panic!("no link to {prefix}… in {html}")).to_owned()
}
