//! Who sees which case: every route of a case, by everybody, up to every confidentiality, with real ids.

mod beslissen;

use std::collections::BTreeMap;

use dienstverlening::{berichten, zaken};
use kern::autorisatie::{BehandelZaken, LeesZaken, Registreren};
use kern::database::Engine;
use kern::organisaties::MedewerkerId;
use kern::testhulp::set;
use kern::volgers::catch_up;
use kern::{Authorised, Handeling, Rol, on_both_engines};
use registers::catalogi::{Vertrouwelijkheid, Zaaktype, by_id};
use registers::documenten;
use registers::zaken::zaak::Lijst;
use registers::zaken::{ZaakId, eigenschap, rol, status, zaak};
use servicenormen::Servicenormen;

use crate::tests::echt::Echt;
use crate::wereld::{Browser, Pagina, World, inrichten, klein};
use crate::{Operatie, operations};

/// What somebody can do with the case of this test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Zicht {
    Niets,
    Leest,
    Behandelt,
    Beslist,
}
use Zicht::{Behandelt, Beslist, Leest, Niets};

/// Whom somebody is speaking with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gesprek {
    Geen,
    Ander,
    Aanvrager,
}

/// Everybody, with their team, their role, and what they can do with a case of this confidentiality in this conversation: said
/// here once more, in words that share nothing with the query.
const MENSEN: [(&str, &str, &str); 14] = [
    ("s.bakker", "kcc", "agent"),
    ("t.vanbeek", "afval", "collega"),
    ("m.hendriks", "kcc", "teammanager"),
    ("g.groen", "groen", "collega"),
    ("l.groen", "groen", "teammanager"),
    ("j.recht", "recht", "collega"),
    ("o.recht", "recht", "teammanager"),
    ("k.besluit", "besluit", "collega"),
    ("h.handelt", "los", "collega"),
    ("a.adviseur", "los", "collega"),
    ("b.beslisser", "los", "collega"),
    ("r.regie", "los", "collega"),
    ("n.niemand", "los", "collega"),
    ("e.redacteur", "afval", "redacteur"),
];

fn verwacht(wie: &str, niveau: Vertrouwelijkheid, gesprek: Gesprek) -> Zicht {
    use Vertrouwelijkheid::{Intern, Vertrouwelijk, Zaakvertrouwelijk};
    match wie {
        "s.bakker" if gesprek == Gesprek::Aanvrager && niveau <= Zaakvertrouwelijk => Leest,
        "t.vanbeek" | "h.handelt" | "r.regie" => Behandelt,
        "m.hendriks" | "b.beslisser" => Beslist,
        "g.groen" | "l.groen" if niveau <= Intern => Leest,
        "j.recht" | "o.recht" if niveau <= Vertrouwelijk => Behandelt,
        "k.besluit" if niveau <= Zaakvertrouwelijk => Beslist,
        "a.adviseur" => Leest,
        _ => Niets,
    }
}

/// The small municipality with more teams, and with somebody who decides about keys.
fn map() -> dienstverlening::inrichten::Bestanden {
    let mut files = klein();
    let mut change = |name: &str, change: &dyn Fn(String) -> String| {
        let text = String::from_utf8(files[name].clone()).unwrap();
        files.insert(name.to_owned(), change(text).into_bytes());
    };
    let team = |code: &str, manager: &str, max: &str, toegang: &str| {
        let may = format!(
            "[[team.autorisatie]]\nzaaktypen = [\"sleutel\"]\nmax_vertrouwelijkheid = \"{max}\"\ntoegang = \"{toegang}\"\n"
        );
        format!(
            "[[team]]\ncode = \"{code}\"\nnaam = \"{code}\"\nafdeling = \"publiekszaken\"\nmanager = \"{manager}\"\n{may}"
        )
    };
    change("teams.toml", &|text| {
        let more = [
            team("groen", "l.groen", "intern", "lezen"),
            team("recht", "o.recht", "vertrouwelijk", "behandelen"),
            team("besluit", "l.groen", "zaakvertrouwelijk", "beslissen"),
            team("los", "l.groen", "zeer_geheim", "beslissen").replace("sleutel", "grofvuil"),
        ];
        text.replace("toegang = \"lezen\"", "toegang = \"bij_contact\"") + &more.concat()
    });
    change("medewerkers.toml", &|text| {
        let new = MENSEN.iter().filter(|(wie, _, _)| !text.contains(wie));
        let person = |(wie, team, rol): &(&str, &str, &str)| {
            format!(
                "[[medewerker]]\ngebruikersnaam = \"{wie}\"\nnaam = \"{wie}\"\nteam = \"{team}\"\nrollen = [\"{rol}\"]\n"
            )
        };
        let new: String = new.map(person).collect();
        text + &new
    });
    change("zaaktypen/sleutel.toml", &|text| {
        let parts = "[[rol]]\nomschrijving = \"Beslisser\"\ngeneriek = \"beslisser\"\n\n\
                     [[rol]]\nomschrijving = \"Adviseur\"\ngeneriek = \"adviseur\"\n\n[[eigenschap]]";
        text.replacen("[[eigenschap]]", parts, 1)
    });
    files
}

/// The world of this test: one case of afval, part of one of r.regie, handled by somebody of another team, with people in it.
struct Toneel {
    w: World,
    zaak: ZaakId,
    hoofdzaak: ZaakId,
    document: String,
    nummer: String,
    burger: uuid::Uuid,
    buur: uuid::Uuid,
}

impl Toneel {
    async fn new(engine: Engine) -> Self {
        let w = World::new(engine).await;
        inrichten(&w.bench, &map()).await;
        let (burger, buur) = (w.inwoner("Vries").await, w.inwoner("Jansen").await);
        let zaak = w.zaak(burger).await;
        let hoofdzaak = w.zaak(buur).await;
        let (document, _) = w.bij_zaak(burger, zaak).await;
        let who = Authorised::<BehandelZaken>::program(w.organisatie);
        let made = zaak::by_id(&w.app.db, &who, zaak).await.unwrap().unwrap();
        let kind = by_id(&w.app.db, w.organisatie, made.zaaktype).await.unwrap().unwrap();
        let toneel = Self { zaak, hoofdzaak, document, nummer: made.identificatie, burger, buur, w };
        toneel.rol(&kind, "Adviseur", "a.adviseur").await;
        toneel.rol(&kind, "Beslisser", "b.beslisser").await;
        let regie = toneel.w.medewerker("r.regie").await;
        set(&toneel.w.app.db, "zaken", hoofdzaak, &[("medewerker_id", regie.into())]).await;
        let handelt = toneel.w.medewerker("h.handelt").await;
        set(&toneel.w.app.db, "zaken", zaak, &[("hoofdzaak_id", hoofdzaak.into()), ("medewerker_id", handelt.into())])
            .await;
        toneel
    }

    async fn rol(&self, kind: &Zaaktype, omschrijving: &str, wie: &str) {
        let (w, roltype) = (&self.w, kind.roltype_genaamd(omschrijving).unwrap().id);
        let who = Authorised::<BehandelZaken>::program(w.organisatie);
        let seen = zaak::by_id(&w.app.db, &who, self.zaak).await.unwrap().unwrap().versie;
        let medewerker: MedewerkerId = w.medewerker(wie).await;
        let handeling = Handeling::program(w.organisatie, w.app.clock.now());
        let to = (roltype, medewerker);
        zaken::rol_toevoegen(&w.app.db, &w.app.ids, &who, &handeling, (self.zaak, seen), to).await.unwrap();
    }

    /// Somebody, speaking with nobody, with somebody else, or with the applicant.
    async fn in_gesprek(&self, wie: &str, gesprek: Gesprek) -> Browser {
        let browser = self.w.als(wie).await;
        let with = match gesprek {
            Gesprek::Geen => return browser,
            Gesprek::Ander => self.buur,
            Gesprek::Aanvrager => self.burger,
        };
        let at = self.contact(&browser, with).await;
        browser.post(&format!("{at}/controle"), &[("uitkomst", "geslaagd")]).await.is(303);
        browser
    }

    /// A contact with somebody who was chosen, before the control question.
    async fn contact(&self, browser: &Browser, with: uuid::Uuid) -> String {
        let at = browser.post("/werkplek/contacten", &[]).await.is(303).kop("location").to_owned();
        let chosen = [("partij", with.to_string()), ("reden", "productvraag".to_owned())];
        let chosen: Vec<(&str, &str)> = chosen.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(&format!("{at}/klant?met=telefoon"), &chosen).await.is(303);
        at
    }

    fn adres(&self, operatie: &Operatie) -> String {
        operatie.pad.replace("{id}", &self.zaak.to_string()).replace("{document}", &self.document)
    }
}

/// The routes of a case.
fn routes() -> Vec<Operatie> {
    let all: Vec<Operatie> =
        operations().into_iter().filter(|operatie| operatie.pad.starts_with("/werkplek/zaken/{id}")).collect();
    assert!(all.len() > 10, "{all:?}");
    all
}

fn mag(operatie: &Operatie, rol: &str) -> bool {
    operatie.toegang.rollen().iter().any(|allowed: &Rol| allowed.code() == rol)
}

async fn try_it(browser: &Browser, operatie: &Operatie, adres: &str) -> Pagina {
    if operatie.methode == "GET" { browser.get(adres).await } else { browser.post(adres, &[]).await }
}

on_both_engines! {
    async fn a_case_is_there_for_whom_it_is_and_for_nobody_else(engine) {
        let toneel = Toneel::new(engine).await;
        let mut people: BTreeMap<(&str, &str), Browser> = BTreeMap::new();
        for (wie, _, _) in MENSEN {
            people.insert((wie, "geen"), toneel.in_gesprek(wie, Gesprek::Geen).await);
        }
        for niveau in Vertrouwelijkheid::ALL.iter().copied() {
            set(&toneel.w.app.db, "zaken", toneel.zaak, &[("vertrouwelijkheidaanduiding", niveau.into())]).await;
            for (wie, _, rol) in MENSEN {
                let zicht = verwacht(wie, niveau, Gesprek::Geen);
                let browser = &people[&(wie, "geen")];
                for operatie in routes() {
                    let found = try_it(browser, &operatie, &toneel.adres(&operatie)).await.status.as_u16();
                    let needs = if operatie.methode == "GET" { Leest } else { Behandelt };
                    let right = match (mag(&operatie, rol), zicht >= needs) {
                        (false, _) => found == 403,
                        (true, false) => found == 404,
                        (true, true) => found == 200 || found == 400,
                    };
                    assert!(right, "{operatie} as {wie}, {niveau}, {zicht:?}: {found}");
                }
            }
        }
    }

    async fn a_caller_opens_their_case_as_far_as_its_kind_allows(engine) {
        let toneel = Toneel::new(engine).await;
        let page = format!("/werkplek/zaken/{}", toneel.zaak);
        for gesprek in [Gesprek::Geen, Gesprek::Ander, Gesprek::Aanvrager] {
            for wie in ["s.bakker", "n.niemand", "g.groen"] {
                let browser = toneel.in_gesprek(wie, gesprek).await;
                for niveau in Vertrouwelijkheid::ALL.iter().copied() {
                    set(&toneel.w.app.db, "zaken", toneel.zaak, &[("vertrouwelijkheidaanduiding", niveau.into())]).await;
                    let sees = verwacht(wie, niveau, gesprek) >= Leest;
                    for adres in [page.clone(), format!("{page}/documenten/{}", toneel.document)] {
                        let found = browser.get(&adres).await.status.as_u16();
                        assert_eq!(found, if sees { 200 } else { 404 }, "{adres} as {wie}, {gesprek:?}, {niveau}");
                    }
                }
            }
        }
    }

    async fn how_a_case_stands_is_told_after_the_control_question_and_nothing_of_what_it_is_about(engine) {
        let toneel = Toneel::new(engine).await;
        set(&toneel.w.app.db, "zaken", toneel.zaak, &[("vertrouwelijkheidaanduiding", Vertrouwelijkheid::Geheim.into())]).await;
        for wie in ["s.bakker", "n.niemand"] {
            let browser = toneel.w.als(wie).await;
            let at = toneel.contact(&browser, toneel.burger).await;
            browser.get(&at).await.ok().bevat_niet(&toneel.nummer);
            browser.post(&format!("{at}/controle"), &[("uitkomst", "geslaagd")]).await.is(303);
            let told = browser.get(&at).await.ok().bevat(&toneel.nummer).bevat("Sleutel zoeken");
            told.bevat_niet("Verloren sleutel AB-123").bevat_niet(&format!("/werkplek/zaken/{}", toneel.zaak));
            // The contact can be about it all the same, and about nobody else's.
            let id = toneel.zaak.to_string();
            browser.post(&format!("{at}/bewaar"), &[("zaak", &id)]).await.is(303);
            browser.get(&at).await.ok().bevat("name=\"zaak\" value=\"\"");
        }
        let browser = toneel.in_gesprek("n.niemand", Gesprek::Ander).await;
        let who = toneel.w.kern_medewerker("n.niemand").await.authorise::<Registreren>().unwrap();
        let running = dienstverlening::contacten::concept::mijn(&toneel.w.app.db, &who).await.unwrap();
        let other = running.iter().find(|concept| concept.gecontroleerd().is_some_and(|p| p.uuid() == toneel.buur)).unwrap();
        let at = format!("/werkplek/contacten/{}", other.id);
        browser.post(&format!("{at}/bewaar"), &[("zaak", &toneel.zaak.to_string())]).await.is(303);
        let kept = dienstverlening::contacten::concept::by_id(&toneel.w.app.db, &who, other.id).await.unwrap();
        assert_eq!(kept.invoer.zaak, None, "the case of somebody who is not on the line");
    }

    async fn what_is_not_seen_is_in_no_list_and_no_figure(engine) {
        let toneel = Toneel::new(engine).await;
        let (w, db, geheim) = (&toneel.w, &toneel.w.app.db, Vertrouwelijkheid::Geheim);
        w.verstuur("geen adres").await;
        set(db, "zaken", toneel.zaak, &[("vertrouwelijkheidaanduiding", geheim.into())]).await;
        set(db, "zaken", toneel.hoofdzaak, &[("vertrouwelijkheidaanduiding", geheim.into())]).await;
        w.later(8 * 24 * 60 * 60);
        catch_up(&w.bench.db, &w.bench.clock, &Servicenormen).await.unwrap();
        let (zaak, afval) = (toneel.zaak, w.kern_medewerker("t.vanbeek").await.team);
        for (wie, _, rol) in MENSEN.iter().filter(|(_, _, rol)| *rol != "redacteur") {
            let who = w.kern_medewerker(wie).await.authorise::<LeesZaken>().unwrap();
            let sees = verwacht(wie, geheim, Gesprek::Geen) >= Leest;
            let nu = w.app.clock.now();
            let listed = zaken::werklijst(db, &who, Lijst::Alle, (None, 50), nu).await.unwrap().rows;
            assert_eq!(listed.iter().any(|found| found.zaak.id == zaak), sees, "{wie}");
            let counted = zaken::telling(db, &who, Lijst::Alle, nu).await.unwrap();
            assert_eq!(usize::try_from(counted.open).unwrap(), listed.len(), "{wie}");
            let of_team = zaken::werklijst(db, &who, Lijst::Team(afval), (None, 50), nu).await.unwrap().rows;
            assert_eq!(of_team.iter().any(|found| found.zaak.id == zaak), sees, "{wie}");
            let found = zaak::by_nummer(db, &who, &toneel.nummer).await.unwrap();
            assert_eq!(found.is_some(), sees, "{wie}");
            let failed = zaken::niet_aangekomen(db, &who, Lijst::Alle, 50).await.unwrap();
            assert_eq!(failed.iter().any(|(_, about)| about.id == zaak), sees, "{wie}");
            // And nothing that belongs to it, asked for by itself.
            for (what, some) in [
                ("rollen", !rol::van_zaak(db, &who, zaak).await.unwrap().is_empty()),
                ("statussen", !status::van_zaak(db, &who, zaak).await.unwrap().is_empty()),
                ("stappen", !zaak::stappen_van(db, &who, zaak).await.unwrap().is_empty()),
                ("eigenschappen", !eigenschap::van_zaak(db, &who, zaak).await.unwrap().is_empty()),
                ("documenten", !documenten::van_zaak(db, &who, zaak).await.unwrap().is_empty()),
                ("berichten", !berichten::van_zaak(db, &who, zaak.uuid(), None, 50).await.unwrap().rows.is_empty()),
            ] {
                assert_eq!(some, sees, "{what} to {wie}");
            }
            let browser = w.als(wie).await;
            for van in ["", "?van=team", "?van=vrij"] {
                let page = browser.get(&format!("/werkplek/taken{van}")).await.ok();
                assert!(sees || !page.html.contains(&toneel.nummer) && !page.html.contains(&zaak.to_string()), "{wie}");
            }
            if *rol == "teammanager" {
                let list = browser.get("/rapportages/beloften/lijst?staat=nodig").await.ok();
                assert_eq!(list.html.contains(&format!("/werkplek/zaken/{zaak}")), sees, "{wie}");
                assert_eq!(list.html.contains(&toneel.nummer), sees, "{wie}");
            }
        }
    }

    async fn several_cases_are_given_by_whoever_handles_them_all(engine) {
        let toneel = Toneel::new(engine).await;
        let who = Authorised::<BehandelZaken>::program(toneel.w.organisatie);
        let made = zaak::by_id(&toneel.w.app.db, &who, toneel.zaak).await.unwrap().unwrap();
        let naar = format!("team:{}", toneel.w.kern_medewerker("n.niemand").await.team);
        let chosen = format!("{}:{}", toneel.zaak, made.versie);
        let form = [("zaak", chosen.as_str()), ("naar", &naar), ("reden", "Hoort bij ons.")];
        let refused = toneel.w.als("n.niemand").await.post("/werkplek/taken/geven", &form).await.is(409);
        refused.bevat_niet(&toneel.nummer);
        assert_eq!(zaak::by_id(&toneel.w.app.db, &who, toneel.zaak).await.unwrap().unwrap(), made);
    }

    async fn an_authorisation_that_is_withdrawn_opens_nothing(engine) {
        let toneel = Toneel::new(engine).await;
        set(&toneel.w.app.db, "zaken", toneel.zaak, &[("vertrouwelijkheidaanduiding", Vertrouwelijkheid::Intern.into())]).await;
        let page = format!("/werkplek/zaken/{}", toneel.zaak);
        toneel.w.als("g.groen").await.get(&page).await.ok();
        let mut files = map();
        let text = String::from_utf8(files["teams.toml"].clone()).unwrap();
        let less = text.replace("toegang = \"lezen\"", "toegang = \"bij_contact\"");
        assert_ne!(text, less);
        files.insert("teams.toml".to_owned(), less.into_bytes());
        inrichten(&toneel.w.bench, &files).await;
        toneel.w.als("g.groen").await.get(&page).await.is(404);
    }

    async fn of_sub_cases_that_are_not_seen_the_number_is_told(engine) {
        let toneel = Toneel::new(engine).await;
        let los = toneel.w.kern_medewerker("n.niemand").await.team;
        set(&toneel.w.app.db, "zaken", toneel.zaak, &[("team_id", los.into())]).await;
        let page = format!("/werkplek/zaken/{}", toneel.hoofdzaak);
        let seen = toneel.w.als("t.vanbeek").await.get(&page).await.ok();
        seen.bevat("één deelzaak die u niet kunt inzien").bevat_niet(&toneel.nummer);
        toneel.w.als("r.regie").await.get(&page).await.ok().bevat(&toneel.nummer).bevat_niet("niet kunt inzien");
    }

    async fn what_was_typed_is_shown_when_the_case_went_out_of_sight(engine) {
        let toneel = Toneel::new(engine).await;
        let form = [("versie", "1"), ("reden", "Hij woont in wijk 3."), ("naar", "")];
        let page = toneel.w.als("n.niemand").await.post(&format!("/werkplek/zaken/{}/toewijzen", toneel.zaak), &form).await;
        page.is(404).bevat("Deze zaak behandelt u niet").bevat("Hij woont in wijk 3.").bevat_niet(&toneel.nummer);
    }

    async fn a_case_that_is_given_out_of_sight_leads_back_to_the_list(engine) {
        let toneel = Toneel::new(engine).await;
        let who = Authorised::<BehandelZaken>::program(toneel.w.organisatie);
        set(&toneel.w.app.db, "zaken", toneel.zaak, &[("medewerker_id", None::<MedewerkerId>.into()), ("hoofdzaak_id", None::<ZaakId>.into())]).await;
        let made = zaak::by_id(&toneel.w.app.db, &who, toneel.zaak).await.unwrap().unwrap();
        let los = toneel.w.kern_medewerker("n.niemand").await.team;
        let browser = toneel.w.als("t.vanbeek").await;
        let form = [("versie", made.versie.to_string()), ("naar", format!("team:{los}")), ("reden", "Hoort daar.".to_owned())];
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let gone = browser.post(&format!("/werkplek/zaken/{}/toewijzen", toneel.zaak), &form).await;
        let page = browser.get(gone.naar("/werkplek/taken?gedaan=uit-zicht").kop("location")).await.ok();
        page.bevat("U ziet de zaak niet meer");
        browser.get(&format!("/werkplek/zaken/{}", toneel.zaak)).await.is(404);
        toneel.w.als("n.niemand").await.get(&format!("/werkplek/zaken/{}", toneel.zaak)).await.ok();
    }

    async fn what_lies_with_a_team_without_handlers_is_for_who_leads_a_team(engine) {
        let toneel = Toneel::new(engine).await;
        for wie in ["t.vanbeek", "b.beslisser", "h.handelt"] {
            let gone = toneel.w.medewerker(wie).await;
            set(&toneel.w.app.db, "medewerkers", gone, &[("actief", false.into())]).await;
        }
        set(&toneel.w.app.db, "zaken", toneel.zaak, &[("vertrouwelijkheidaanduiding", Vertrouwelijkheid::Geheim.into())]).await;
        let page = format!("/werkplek/zaken/{}", toneel.zaak);
        for (wie, sees) in [("l.groen", true), ("m.hendriks", true), ("n.niemand", false), ("g.groen", false)] {
            let browser = toneel.w.als(wie).await;
            assert_eq!(browser.get(&page).await.status == 200, sees, "{wie}");
            let list = browser.get("/werkplek/taken?van=vrij").await.ok();
            assert_eq!(list.html.contains(&page), sees, "{wie}");
        }
    }

    async fn every_page_of_somebody_leaves_a_trace_with_a_purpose(engine) {
        let w = World::new(engine).await;
        let echt = Echt::new(&w).await;
        let last = async || {
            let number = kern::testhulp::laatste_nummer(&w.app.db).await;
            let entry = kern::testhulp::verteld_na(&w.app.db, number - 1).await.remove(0);
            (number, entry)
        };
        for (wie, pad, resource, doel) in [
            ("t.vanbeek", format!("/werkplek/taken/{}", echt.taak), "internetaak", "taak-behandelen"),
            ("t.vanbeek", format!("/werkplek/zaken/{}", echt.zaak), "zaak", "zaak-behandelen"),
            ("s.bakker", format!("/werkplek/zaken/{}", echt.zaak), "zaak", "zaak-inzien"),
            ("s.bakker", format!("/werkplek/zaken/{}/documenten/{}", echt.zaak, echt.document), "enkelvoudiginformatieobject", "zaak-inzien"),
            ("s.bakker", format!("/balie/afspraken/{}", echt.afspraak), "afspraak", "balie-helpen"),
            ("a.smit", format!("/journaal/{}", echt.gebeurtenis), "gebeurtenis", "toezicht"),
        ] {
            let browser = w.als(wie).await;
            let (before, _) = last().await;
            browser.get(&pad).await.ok();
            let (after, entry) = last().await;
            assert_eq!(after, before + 1, "{pad}");
            let told = (entry.resource.as_str(), entry.actie.as_str(), entry.doel.as_deref(), entry.medewerker);
            assert_eq!(told, (resource, "geraadpleegd", Some(doel), Some(w.medewerker(wie).await)), "{pad}");
            // And the auditor reads it in words.
            let list = w.als("a.smit").await.get("/journaal").await.ok();
            list.bevat_niet(doel);
        }
        // What somebody may not see leaves none.
        let manager = w.als("b.demir").await;
        let (before, _) = last().await;
        manager.get(&format!("/balie/afspraken/{}", echt.afspraak)).await.is(403);
        assert_eq!(last().await.0, before);
        // The citizen sees each of them.
        let seen = w.als_burger(echt.burger).await.get("/mijn/inzage").await.ok();
        seen.bevat("om uw zaak te behandelen").bevat("om uw zaak te bekijken");
    }
}
