//! Names, streets and numbers of people who do not exist.
//!
//! A person is made anew from the seed and its place in the list, so that nobody has to be kept in memory.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use registers::klantinteracties::{Adres, Bsn, Contactnaam, folded};

use super::kansen::een;

/// Somebody who does not exist.
#[derive(Clone, Debug)]
pub struct Persoon {
    /// The name.
    pub naam: Contactnaam,
    /// The date of birth.
    pub geboren: Date,
    /// Where they live, in Elsdrecht.
    pub adres: Adres,
    /// A phone number that nobody can have.
    pub telefoon: String,
    /// An address under example.nl, for most.
    pub e_mail: Option<String>,
    /// A number for tests, which exist for a part of the people only.
    pub bsn: Option<Bsn>,
    /// Whether to say mevrouw.
    pub vrouw: bool,
}

const VROUWEN: &str = "Emma Sanne Fatima Lotte Anna Maria Johanna Yasmina Eva Sara Ilse Marieke Hanneke Truus Ria Wilma \
    Ingrid Petra Monique Esra Aylin Zeynep Elif Naima Samira Khadija Latifa Shanti Anjali Priya Roos Fleur Femke Maud \
    Noor Lisa Julia Sophie Tess Nina Mila Saar Evi Lieke Bo Jasmijn Amber Iris Linda Kim Chantal Mirjam Esther Judith \
    Rachel Naomi Miriam Agnieszka Katarzyna Magdalena Olena Iryna Svetlana Ioana Elena Carmen Lucia Ana Beatriz Amara \
    Adanna Abena Saskia Tineke Janneke Geertje Aaltje Grietje Trijntje Jikke Femma Wietske Sietske Hiske Nynke Elske \
    Marjan Carla Joke Corrie Annie Gerda Thea Willie Mieke Els Dora Bep Toos Cora Nel Sjaan Wendy Daphne Manon Danielle";
const MANNEN: &str = "Daan Sem Lucas Levi Finn Jan Piet Kees Henk Willem Johan Mohamed Ahmed Youssef Hamza Bilal Mustafa \
    Mehmet Emre Kerem Yusuf Ali Omar Karim Rachid Said Hassan Ravi Anil Sunil Kevin Dennis Patrick Marcel Peter Paul \
    Erik Rob Ron Hans Frans Gerard Theo Wim Bert Dirk Cor Arie Teun Bram Thijs Luuk Jesse Ruben Thomas Tim Tom Niels \
    Sven Lars Jasper Bas Koen Stijn Sander Wouter Maarten Jeroen Michiel Martijn Arjen Sjoerd Douwe Jelle Wytze Sytse \
    Tjeerd Hidde Fedde Piotr Marek Tomasz Andrzej Oleh Dmytro Andrei Mihai Carlos Miguel Joao Pedro Kwame Kofi Chidi \
    Samuel David Jonathan Elias Noah Adam Milan Boris Leon Max Oscar Felix Hugo Guus Mees Siem Joep Sjaak Rinus Ko";
/// Beginnings and endings that make a Dutch family name together.
const STAMMEN: &str = "Bak Wolt Haar Meul Brug Eik Berk Dijk Hout Zand Klein Groot Linde Rozen Wester Ooster Noorder Zuider Hage \
    Oude Nieuwen Water Heide Bos Kerk Molen Schaap Ganze Vinken Valken Haver Gersten Rogge Tarwe Kolk Voorde Ruiter \
    Wagen Steen Kamper Bolder Drost Elzen Essen Fokken Gerrits Hendriks Iepen Jonker Knol Lager Mulder Nooten Olde \
    Pelgrim Reinders Spijker Tromp Veen Wilgen Zomer Winter Harten Schouten Maas";
const UITGANGEN: &str = "ma stra huis kamp veld berg hof horst ink beek laar akker wijk donk man mans zoon dal brink burg voort \
    haar rade sema inga";
const NAMEN: &str = "Bakker Visser Smit Mulder Bos Vos Peters Hendriks Dekker Brouwer Dijkstra Kok Post Prins Kuiper Postma \
    Verhoeven Willems Jacobs Maas Verbeek Schouten Willemsen Hoekstra Koster Blom Huisman Timmer Groen Kramer Yilmaz \
    Kaya Demir Celik Sahin Ozturk Aydin Arslan Dogan Kilic Bouzid Amrani Haddad Idrissi Tahiri Saidi Ziani Chaoui Azouz \
    Ramdin Bhola Ganga Mahabier Sital Soekhoe Kasi Pinas Wijngaard Kromo Sastro Latuheru Pattiasina Tahapary Kowalski \
    Nowak Zielinska Wojcik Petrenko Bondar Popescu Ionescu Silva Santos Costa Mensah Owusu Okafor Adeyemi Nguyen Tran Li \
    Wang Chen Khan Hussain Rahimi Karimi Haile Tesfay Abdi Warsame";
const VOORVOEGSELS: [&str; 8] = ["de", "van", "van de", "van der", "van den", "ten", "ter", "te"];
/// Streets of Elsdrecht.
const STRATEN: &str = "Raadhuis Dorps Kerk Molen School Stations Linden Kastanje Eiken Berken Beuken Wilgen Populieren Meidoorn \
    Rozen Tulpen Anjer Dahlia Lelie Narcissen Zonnebloem Klaver Boterbloem Merel Lijster Zwaluw Kievit Reiger Ooievaar \
    Fazanten Leeuwerik Nachtegaal Mees Vink Elsweg Oude-Haven Nieuwe-Haven Vissers Schippers Touwslagers Smeden Wevers \
    Bakkers Brouwers Kuipers Timmermans Metselaars Parallel Ring Singel Gracht Wal Poort Markt Brink Weide Hooi Koren \
    Tarwe Gerst Haver Klei Zand Turf Heide Duin Polder Dijk Sluis Gemaal Spoor Tuin Park Vijver Bron Zuider Noorder \
    Ooster Wester Zomer Winter Lente Herfst Juliana Beatrix Wilhelmina Emma Prins-Hendrik";
const STRAATSOORTEN: [&str; 7] = ["straat", "laan", "weg", "plein", "hof", "pad", "dreef"];
const STAD: &str = "Elsdrecht";

fn words(text: &'static str) -> Vec<&'static str> {
    text.split_whitespace().collect()
}

struct Lijsten {
    vrouwen: Vec<&'static str>,
    mannen: Vec<&'static str>,
    stammen: Vec<&'static str>,
    uitgangen: Vec<&'static str>,
    namen: Vec<&'static str>,
    straten: Vec<String>,
    postcodes: Vec<String>,
    bsns: Vec<Bsn>,
}

static LIJSTEN: LazyLock<Lijsten> = LazyLock::new(|| {
    let straten = words(STRATEN).into_iter().enumerate().flat_map(|(i, stam)| {
        [0, 3].map(|step| format!("{}{}", stam.replace('-', " "), STRAATSOORTEN[(i + step) % STRAATSOORTEN.len()]))
    });
    // SA, SD and SS are not given out; AA is the town hall.
    let postcodes = ('A'..='Z').flat_map(|a| ('A'..='Z').map(move |b| format!("9999{a}{b}")));
    let refused = ["9999AA", "9999SA", "9999SD", "9999SS"];
    Lijsten {
        vrouwen: words(VROUWEN),
        mannen: words(MANNEN),
        stammen: words(STAMMEN),
        uitgangen: words(UITGANGEN),
        namen: words(NAMEN),
        straten: straten.collect(),
        postcodes: postcodes.filter(|code| !refused.contains(&code.as_str())).collect(),
        bsns: (0..10_000).filter_map(|n| Bsn::with_start(99_990_000 + n)).collect(),
    }
});

/// So many people have a burgerservicenummer, the first ones: there are no more made-up numbers that are right.
pub(super) fn met_bsn() -> usize {
    LIJSTEN.bsns.len()
}

/// The person with this place in the list, as it is at the end of the year that is made.
#[must_use]
pub fn persoon(seed: u64, plaats: usize, vandaag: Date) -> Persoon {
    let lijsten = &*LIJSTEN;
    let mut rng = StdRng::seed_from_u64(seed ^ (plaats as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let vrouw = rng.random_bool(0.52);
    let voornaam = een(&mut rng, if vrouw { &lijsten.vrouwen } else { &lijsten.mannen });
    let naam = Contactnaam {
        voorletters: voorletters(&mut rng, voornaam),
        voornaam: (*voornaam).to_owned(),
        ..achternaam(&mut rng)
    };
    // Grown-ups of every age, fewer of the oldest.
    let jaren = 18
        + ({
            let u = rng.random_range(0.0..1.0);
            u * (0.8 + 0.2 * u)
        } * 74.0) as i64;
    let geboren = vandaag.saturating_sub(jaren.years()).saturating_sub(rng.random_range(0..365_i64).days());
    let straat = rng.random_range(0..lijsten.straten.len());
    let huisnummer = rng.random_range(1..=180_i64);
    // A street has two postcodes: its even and its odd side.
    let postcode = lijsten.postcodes[(straat * 2 + usize::from(huisnummer % 2 == 0)) % lijsten.postcodes.len()].clone();
    let toevoeging = if rng.random_bool(0.12) { *een(&mut rng, &["A", "B", "C", "bis", "2"]) } else { "" };
    let adres = Adres {
        straatnaam: lijsten.straten[straat].clone(),
        huisnummer: Some(huisnummer),
        huisnummertoevoeging: toevoeging.to_owned(),
        postcode,
        stad: STAD.to_owned(),
        ..Adres::default()
    };
    let e_mail = rng.random_bool(0.7).then(|| {
        let who = folded(&format!("{}.{}", naam.voornaam, naam.achternaam)).replace(' ', ".");
        format!("{who}{plaats}@example.nl")
    });
    Persoon {
        naam,
        geboren,
        adres,
        telefoon: telefoon(&mut rng),
        e_mail,
        bsn: lijsten.bsns.get(plaats).cloned(),
        vrouw,
    }
}

fn voorletters(rng: &mut StdRng, voornaam: &str) -> String {
    let first = voornaam.chars().take(1);
    let more = rng.random_range(0..3);
    first.chain((0..more).map(|_| rng.random_range(b'A'..=b'W') as char)).flat_map(|letter| [letter, '.']).collect()
}

fn achternaam(rng: &mut StdRng) -> Contactnaam {
    let lijsten = &*LIJSTEN;
    let made = |rng: &mut StdRng| format!("{}{}", een(rng, &lijsten.stammen), een(rng, &lijsten.uitgangen));
    let (voorvoegsel, achternaam) = match rng.random_range(0..100) {
        0..45 => ("", (*een(rng, &lijsten.namen)).to_owned()),
        45..72 => ("", made(rng)),
        72..94 => (*een(rng, &VOORVOEGSELS), made(rng)),
        _ => ("", format!("{}-{}", een(rng, &lijsten.namen), een(rng, &lijsten.namen))),
    };
    Contactnaam { voorvoegsel_achternaam: voorvoegsel.to_owned(), achternaam, ..Contactnaam::default() }
}

/// From ranges that are not given out: area code 0999, and mobile numbers from 06 999.
pub(super) fn telefoon(rng: &mut StdRng) -> String {
    let pairs = |n: u32| format!("{:02} {:02} {:02}", n / 10_000, n / 100 % 100, n % 100);
    if rng.random_bool(0.35) {
        format!("0999 {}", pairs(rng.random_range(100_000..1_000_000)))
    } else {
        let n: u32 = rng.random_range(0..100_000);
        format!("06 999{} {:02} {:02}", n / 10_000, n / 100 % 100, n % 100)
    }
}

/// A house in Elsdrecht.
pub(super) fn plek(rng: &mut StdRng) -> String {
    format!("{} {}", een(rng, &LIJSTEN.straten), rng.random_range(1..=180))
}
