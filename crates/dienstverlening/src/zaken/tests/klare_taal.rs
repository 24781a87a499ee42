//! How hard a letter is to read is measured as it is written, and the norm on it counts.

use kern::volgers::catch_up;
use servicenormen::klok::Staat;
use servicenormen::uitleg::{Uitleg, uitleg};

use super::*;
use crate::berichten;
use crate::zaken::{Vraag, toezeggingen, vraag_beantwoorden, vraag_stellen};

const HELDER: &str =
    "U krijgt de vergunning. U mag de boom weghalen. Doe dat wel in de winter, want dan broeden er geen vogels.";
const ZWAAR: &str = "Naar aanleiding van uw aanvraag is, na toetsing daarvan aan de in de bomenverordening en de daarop gebaseerde nadere \
                     regels opgenomen voorwaarden, besloten tot verlening van de gevraagde vergunning, met dien verstande dat de \
                     geldigheid daarvan van rechtswege vervalt bij beëindiging van de inschrijving op het in de aanvraag vermelde adres, \
                     onverminderd de verplichting van de houder tot onverwijlde kennisgeving van wijzigingen in de verstrekte gegevens.";

impl World {
    /// Of each message that was written about a zaak, in their order: its template, and how hard it is.
    async fn gemeten(&self, zaak: &Zaak) -> Vec<(String, Option<i64>)> {
        let told = kern::testhulp::verteld_na(&self.bench.db, 0).await;
        let made = told.iter().filter(|entry| entry.is(berichten::AANGEMAAKT));
        made.filter(|entry| entry.hoofdobject_id == Some(zaak.id.uuid()))
            .map(|entry| entry.feiten_van(berichten::AANGEMAAKT).unwrap().unwrap())
            .map(|facts| (facts.sjabloon, facts.moeilijkheid))
            .collect()
    }

    /// How the checks on letters of a zaak came out, by what its page shows.
    async fn getoetst(&self, zaak: &Zaak) -> Vec<(Staat, Vec<Uitleg>)> {
        let (db, who) = (&self.bench.db, Authorised::<LeesZaken>::program(self.organisatie));
        catch_up(db, &self.bench.clock, &servicenormen::Servicenormen).await.unwrap();
        let mut made = toezeggingen(db, &who, std::slice::from_ref(zaak), self.now()).await.unwrap();
        let of = made.remove(&zaak.id.uuid()).unwrap_or_default();
        let checks = of.into_iter().filter(|made| made.norm.code == "klare-taal");
        checks.map(|made| (made.klok.stand.staat, uitleg(&made.norm, &made.klok))).collect()
    }

    async fn aantallen(&self) -> (i64, i64) {
        let query = Query::select()
            .column("staat")
            .expr_as(Expr::col("norm").count(), "n")
            .from("klokken")
            .and_where(ExprTrait::eq(Expr::col("norm"), "klare-taal"))
            .group_by_col("staat")
            .to_owned();
        let rows = self.bench.db.rows(&query).await.unwrap();
        let n = |staat: &str| {
            let of = rows.iter().find(|row| row.get::<String>("staat").unwrap() == staat);
            of.map_or(0, |row| row.get::<i64>("n").unwrap())
        };
        (n("gehaald"), n("gemist"))
    }
}

on_both_engines! {
    async fn a_letter_is_measured_as_it_was_written(engine) {
        let world = World::new(engine).await;
        let again = || Aanvraag { id: world.bench.ids.next(), ..world.aanvraag() };
        let (helder, zwaar) = (world.send(&again()).await.unwrap(), world.send(&again()).await.unwrap());
        world.decided_as(&helder, HELDER).await.unwrap();
        world.decided_as(&zwaar, ZWAAR).await.unwrap();
        let of = |gemeten: &[(String, Option<i64>)], sjabloon: &str| {
            gemeten.iter().find(|(code, _)| code == sjabloon).unwrap().1.unwrap()
        };
        let (een, twee) = (world.gemeten(&helder).await, world.gemeten(&zwaar).await);
        assert_eq!(of(&een, "ontvangstbevestiging"), of(&twee, "ontvangstbevestiging"), "the same letter to the same person");
        assert!(of(&een, "besluit") <= 45 && of(&twee, "besluit") > 45, "{een:?} {twee:?}");
        // What was passed needs nobody; what was not says when, and by which line of the journal.
        assert_eq!(world.getoetst(&helder).await, []);
        let missed = world.getoetst(&zwaar).await;
        assert!(matches!(missed.as_slice(), [(Staat::Gemist, stappen)] if matches!(stappen[..], [Uitleg::NietGehaald(_)])), "{missed:?}");
        assert_eq!(world.aantallen().await, (3, 1));
    }

    async fn an_answer_is_measured_without_the_question(engine) {
        let world = World::new(engine).await;
        let zaak = world.send(&world.aanvraag()).await.unwrap();
        let (db, ids, eigen) = (&world.bench.db, &world.bench.ids, world.eigen(world.vries));
        let asks = Handeling { partij: Some(world.vries.uuid()), ..world.handeling() };
        for tekst in [HELDER, ZWAAR] {
            let id = ids.next::<berichten::BerichtId>();
            vraag_stellen(db, ids, &eigen, &asks, zaak.id, &Vraag { id, taal: "nl", tekst }).await.unwrap();
            vraag_beantwoorden(db, ids, &world.who(), &world.handeling(), (zaak.id, id), "U hoort het morgen van ons.").await.unwrap();
        }
        let gemeten = world.gemeten(&zaak).await;
        let vragen: Vec<_> = gemeten.iter().filter(|(code, _)| code.is_empty()).collect();
        assert!(vragen.iter().all(|(_, moeilijkheid)| moeilijkheid.is_none()) && vragen.len() == 2, "{gemeten:?}");
        let antwoorden: Vec<_> = gemeten.iter().filter(|(code, _)| code == "vraag-beantwoord").collect();
        assert_eq!(antwoorden.len(), 2);
        assert_eq!(antwoorden[0].1, antwoorden[1].1, "whatever was asked");
        assert!(antwoorden[0].1.is_some());
    }
}
