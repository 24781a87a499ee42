# De werkplek: contact, zoeken, artikel, klant, afronden, voorkeuren.

werkplek-thuis = Werkplek
werkplek-contact = Contact
werkplek-zij = Lopend werk
werkplek-lopende-contacten = Lopende contacten
werkplek-lopende-geen = Geen lopende contacten
werkplek-lopende-geen-uitleg = Start een contact als de telefoon gaat of iemand aan de balie komt. Wat u typt, wordt meteen bewaard.
werkplek-nieuw-contact = Nieuw contact
werkplek-mijn-taken = Mijn taken
werkplek-taken-geen = Geen open taken
werkplek-taken-geen-uitleg = Terugbelverzoeken voor u staan straks hier. Het eerstvolgende staat bovenaan.
werkplek-alle-taken = Alle taken
werkplek-groet = Goedendag, { $naam }
werkplek-start = Nieuw contact
werkplek-start-volgende = Volgende contact
werkplek-start-contact = Start contact
werkplek-weggegooid = Het contact is weggegooid.
werkplek-zet-terug = Zet terug
werkplek-bekijk-contact = Bekijk wat is vastgelegd
werkplek-verder = Naar de werkplek
werkplek-terug-naar-contact = Terug naar het contact

# Zoeken
werkplek-zoeken = Zoeken
werkplek-zoekveld-contact = Zoek artikel, collega, of persoon met telefoon, BSN, postcode of geboortedatum
werkplek-zoekveld = Zoek een artikel of collega
werkplek-zoeken-mislukt = Zoeken lukt nu niet. Druk op Enter om het opnieuw te proberen.
werkplek-zoeken-aantal = { $aantal ->
    [0] Niets gevonden
    [one] 1 resultaat
   *[other] { $aantal } resultaten
}
werkplek-zoeken-leeg = Niets gevonden voor “{ $vraag }”
werkplek-zoeken-leeg-uitleg = Probeer een ander woord, of minder woorden. Redacteuren zien welke vragen niets opleveren.
werkplek-artikelen = Artikelen
werkplek-collegas = Collega’s en teams
werkplek-personen = Personen
werkplek-personen-geen = Niemand gevonden met deze gegevens. U kunt verder zonder te weten wie belt.
werkplek-label-persoon = persoon
werkplek-label-team = team
werkplek-reden-nodig = Waarvoor zoekt u deze persoon? Kies de reden; die wordt vastgelegd.
werkplek-reden-zin = reden: { $reden }
werkplek-persoon-jaar = geboren in { $jaar }
werkplek-herkend-telefoon = Herkend als telefoonnummer
werkplek-herkend-bsn = Herkend als burgerservicenummer
werkplek-herkend-adres = Herkend als postcode en huisnummer
werkplek-herkend-naam-geboortedatum = Herkend als naam en geboortedatum
werkplek-er = aanwezig
werkplek-afwezig-tot = { $reden } t/m { $datum }
werkplek-open = open
werkplek-gesloten = gesloten
werkplek-open-tot = Nu open, tot { $tijd }
werkplek-gesloten-tot = Nu gesloten. Weer open: { $wanneer }

# Contact
werkplek-onbekende-beller = Onbekende beller
werkplek-duur = Duur
werkplek-vraag = De vraag
werkplek-onderwerp = Onderwerp
werkplek-onderwerp-geen = Volgt uit het artikel dat u opent
werkplek-kanaal = Kanaal
werkplek-reden = Reden om persoonsgegevens te zien
werkplek-reden-volgt = Volgt uit het onderwerp
werkplek-notitie = Notitie
werkplek-beller-naam = Naam beller (alleen als dat nodig is)
werkplek-beller-telefoon = Telefoonnummer
werkplek-klant-los = Andere beller: koppel los
werkplek-afspraak-maken = Afspraak maken
werkplek-zonder-onderwerp = Geen onderwerp
werkplek-weg = Gooi dit contact weg
werkplek-bewaar = Bewaar
werkplek-let-op-vaak-hierover = { $aantal }e contact in { $dagen } dagen hierover.
werkplek-let-op-open = Open terugbelverzoek.
werkplek-let-op-open-bij = { $team } belt terug vóór { $wanneer }. { $pogingen ->
    [0] Nog niet geprobeerd.
    [one] Eén poging, niet bereikt.
   *[other] { $pogingen } pogingen, niet bereikt.
}
werkplek-let-op-geheim = Geheimhouding.
werkplek-let-op-geheim-bij = Geef geen adres of telefoonnummer door aan anderen.
werkplek-conflict = Fout: dit contact is in een ander venster gewijzigd. Wat u hier typt, wordt niet meer bewaard.
werkplek-conflict-hier = Fout: dit contact is intussen ook in een ander venster gewijzigd. Hieronder staat uw eigen tekst. Bewaart of vastlegt u nu, dan geldt die.
werkplek-conflict-bekijk = Open het contact zoals het nu is
werkplek-controle-kop = Controleer wie u spreekt
werkplek-controle-vraag-geboortedatum = Vraag naar de geboortedatum. Het antwoord moet zijn:
werkplek-controle-vraag-adres = Vraag naar het adres. Het antwoord moet zijn:
werkplek-controle-vraag-geen = Wij hebben geen geboortedatum of adres om te controleren.
werkplek-controle-uitleg = Tot het klopt, ziet en vertelt u niets over deze persoon.
werkplek-controle-geslaagd = Klopt
werkplek-controle-mislukt = Klopt niet
werkplek-controle-niet-nodig = Niet nodig
werkplek-gecontroleerd-geslaagd = gecontroleerd
werkplek-gecontroleerd-mislukt = controlevraag niet goed beantwoord: vertel niets over deze persoon
werkplek-gecontroleerd-niet-nodig = niet gecontroleerd: vertel niets over deze persoon
werkplek-direct = Direct beantwoord
werkplek-terugbellen = Terugbellen
werkplek-doorverbinden = Doorverbinden
werkplek-zelf-terug = Klant belt zelf terug
werkplek-alle-toetsen = Alle toetsen
werkplek-bewaard-gewijzigd = Nog niet bewaard
werkplek-bewaard-bezig = Bewaren…
werkplek-bewaard-om = Bewaard om {"{"}tijd{"}"}
werkplek-bewaard-om-tijd = Bewaard om { $tijd }
werkplek-bewaard-offline = Geen verbinding. Uw tekst blijft staan; wij proberen het opnieuw.
werkplek-bewaard-geweigerd = Niet bewaard. Meld u in een ander tabblad opnieuw aan; uw tekst blijft staan.
werkplek-bewaard-conflict = Niet bewaard: elders gewijzigd
werkplek-toetsen-kop = Toetsen op deze pagina
werkplek-toetsen-wijzigen = Toetsen wijzigen of uitzetten
werkplek-sluit = Sluit

# Artikel
werkplek-artikel = Artikel
werkplek-artikel-mislukt = Het artikel kon niet worden geopend. Probeer het opnieuw.
werkplek-artikel-geen-kop = Nog geen artikel open
werkplek-artikel-geen = Zoek bovenaan op een woord uit de vraag. Enter opent het eerste artikel hier.
werkplek-artikel-geopend = Artikel geopend: { $naam }
werkplek-artikel-herkomst = Artikel · versie { $versie }, gecontroleerd op { $datum } · { $team }
werkplek-artikel-oud = Let op: dit is versie { $versie }, waarmee eerder is geantwoord. Nu geldt versie { $nu }.
werkplek-artikel-vervallen = Let op: dit artikel is ingetrokken.
werkplek-artikel-english = Kort antwoord in het Engels
werkplek-artikel-intern = Alleen voor medewerkers
werkplek-artikel-niet-voorlezen = intern
werkplek-artikel-gerelateerd = Zie ook
werkplek-artikel-website = Bekijk op de website
werkplek-artikel-deel-kosten = Kosten
werkplek-artikel-deel-hoe-lang = Hoe lang
werkplek-artikel-deel-nodig = Nodig
werkplek-artikel-deel-voorwaarden = Voorwaarden
werkplek-artikel-deel-aanvragen = Aanvragen
werkplek-artikel-deel-let-op = Let op

# Tijdlijn en klant
werkplek-klant = Klant
werkplek-tijdlijn = Tijdlijn
werkplek-tijdlijn-alles = Hele tijdlijn
werkplek-tijdlijn-leeg = Nog geen eerdere contacten.
werkplek-tijdlijn-terugbelverzoek = Terugbelverzoek
werkplek-tijdlijn-aan = aan { $team }
werkplek-tijdlijn-versie = artikel versie { $versie }
werkplek-tijdlijn-poging-niet = { $wanneer }: niet bereikt
werkplek-tijdlijn-poging-wel = { $wanneer }: bereikt
werkplek-tijdlijn-overgedragen = { $wanneer }: overgedragen
werkplek-tijdlijn-verhoogd = { $wanneer }: opnieuw gevraagd
werkplek-tijdlijn-rechtgezet = { $wanneer }: verbeterd
werkplek-tijdlijn-opgepakt = { $wanneer }: opgepakt
werkplek-tijdlijn-afgehandeld = { $wanneer }: afgehandeld
werkplek-tijdlijn-gesloten = afgehandeld
werkplek-ouder = Oudere contacten
werkplek-klant-geen-toegang-kop = U kunt deze tijdlijn nu niet zien
werkplek-klant-geen-toegang = Zoek de persoon eerst op in een contact en stel de controlevraag. Dan weten wij waarvoor u de gegevens nodig hebt.

# Afronden
werkplek-geregistreerd-om = Vastgelegd: { $onderwerp }, { $uitkomst } ({ $tijd }).
werkplek-geen-onderwerp = geen onderwerp
werkplek-geregistreerd-kop = Vastgelegd contact
werkplek-geregistreerd-artikel = Bekijk het artikel waarmee is geantwoord
werkplek-feit-onderwerp = Onderwerp
werkplek-feit-geen = Niet vastgelegd
werkplek-feit-uitkomst = Afgehandeld
werkplek-feit-duur = Duur
werkplek-feit-wanneer = Wanneer
werkplek-feit-notitie = Notitie
werkplek-feit-door = Door
werkplek-feit-team = Team
werkplek-feit-naar = Naar
werkplek-feit-artikel = Artikel
werkplek-feit-artikel-versie = versie { $versie }
werkplek-feit-belofte = Beloofd
werkplek-feit-met = Met
werkplek-feit-nummer = Nummer
werkplek-terugbellen-kop = Terugbelverzoek
werkplek-doorverbinden-kop = Doorverbinden
werkplek-terugbellen-knop = Leg het terugbelverzoek vast
werkplek-doorverbinden-knop = Leg vast: doorverbonden
werkplek-naar-kop = Naar wie
werkplek-naar-team = Team
werkplek-naar-kies = Kies een team
werkplek-naar-wie = Collega
werkplek-naar-hele-team = Het hele team
werkplek-naar-eerst-team = Kies eerst een team. Dan ziet u wie er is en wat het team wil weten.
werkplek-toon-vragen = Toon wie er is en de vragen
werkplek-vragen-mislukt = De vragen van dit team konden niet worden opgehaald. Druk op de knop om het opnieuw te proberen.
werkplek-vragen-kop = Wat dit team wil weten
werkplek-niet-verplicht = (mag leeg)
werkplek-kies = Kies
werkplek-ja = Ja
werkplek-nee = Nee
werkplek-belofte-kop = Wat belooft u
werkplek-belofte = Wij bellen u terug vóór { $wanneer }.
werkplek-belofte-waarom = Waarom dit moment?
werkplek-buiten-kop = Let op: { $team } is dan gesloten
werkplek-buiten-uitleg = U wilt beloven dat wij bellen vóór { $wanneer }. Dan is { $team } dicht. Weet u dat een collega toch belt? Leg het dan zo vast.
werkplek-buiten-toch = Leg toch vast: vóór { $wanneer }
werkplek-buiten-liever = Beloof liever: vóór { $wanneer }
werkplek-belofte-uitleg = Belofte: binnen { $dagen ->
    [one] 1 werkdag
   *[other] { $dagen } werkdagen
} van { $team }. Weekenden, feestdagen en dagen dat het team dicht is, tellen niet mee.
werkplek-belofte-anders = Ander moment afgesproken
werkplek-belofte-hulp = Alleen invullen als u met de beller iets anders afspreekt.
werkplek-terugbellen-beller = Wie bellen wij terug, en waarover
werkplek-doorverbinden-beller = De beller
werkplek-beller-naam-kort = Naam
werkplek-terugbellen-vraag = De vraag, voor wie terugbelt
werkplek-doorverbinden-vraag = Notitie
werkplek-aansluiten-kop = Hoort dit bij een open terugbelverzoek?
werkplek-aansluiten-open = Sluit aan bij het verzoek van { $wanneer } aan { $team }: “{ $vraag }” ({ $pogingen ->
    [0] nog niet geprobeerd
    [one] 1 poging
   *[other] { $pogingen } pogingen
})
werkplek-aansluiten-open-zonder = Sluit aan bij het verzoek van { $wanneer } aan { $team } ({ $pogingen ->
    [0] nog niet geprobeerd
    [one] 1 poging
   *[other] { $pogingen } pogingen
})
werkplek-aansluiten-nieuw = Nee, dit is een nieuwe vraag

# Voorkeuren
werkplek-voorkeuren = Voorkeuren
werkplek-voorkeuren-bewaar = Bewaar voorkeuren
werkplek-voorkeuren-bewaard = Uw voorkeuren zijn bewaard.
werkplek-taal = Taal
werkplek-thema = Kleuren
werkplek-thema-licht = Licht
werkplek-thema-donker = Donker
werkplek-thema-systeem = Zoals de computer
werkplek-toetsen = Toetsen
werkplek-toetsen-hulp = Schrijf een toets als Ctrl+Enter, Alt+R of F8. Maak een veld leeg om de toets uit te zetten.
werkplek-toets-uit = uit
werkplek-toetsen-standaard = Zet alle toetsen terug
werkplek-toetsen-alles-uit = Zet alle toetsen uit
werkplek-actie-nieuw = Nieuw contact
werkplek-actie-zoek = Zoeken
werkplek-actie-direct = Direct beantwoord, of het formulier vastleggen
werkplek-actie-terugbellen = Terugbellen
werkplek-actie-doorverbinden = Doorverbinden
werkplek-actie-zelf-terug = Klant belt zelf terug
werkplek-actie-anders = Andere uitkomst
werkplek-actie-reden = Reden kiezen
werkplek-actie-controle = Controlevraag klopt
werkplek-actie-artikel = Naar het artikel
werkplek-actie-taken = Mijn taken
werkplek-actie-toetsen = Alle toetsen
werkplek-actie-contacten = Lopend contact 1 tot en met 9 (vóór het cijfer: Alt, Alt+Shift of leeg)

# Regels
fout-zoek-naam-erbij = Dit is een geboortedatum. Typ de naam erbij.
fout-zoek-huisnummer-erbij = Dit is een postcode. Typ het huisnummer erbij.
fout-bsn-elfproef = Dit is geen goed burgerservicenummer. Vraag het nummer nog een keer.
fout-bsn-negen-cijfers = Een burgerservicenummer heeft negen cijfers.
fout-collega-ander-team = Deze collega werkt bij een ander team. Kies iemand van dit team, of het hele team.
fout-moment-te-ver = Dit moment is over meer dan een jaar. Controleer de datum en kies een eerder moment.
fout-moment-voorbij = Dit moment is al voorbij. Kies een later moment.
fout-onbekende-keuze = Deze keuze kennen wij niet. Kies iets uit de lijst.
fout-postcode-onleesbaar = Schrijf een postcode als 1234 AB.
fout-te-groot = Dit is meer tekst dan wij kunnen bewaren ({ $detail } tekens). Zet een deel in een document.
fout-telefoon-onleesbaar = Schrijf een telefoonnummer van 10 cijfers, of een buitenlands nummer met + ervoor.
fout-uitkomst-past-niet = Deze uitkomst hoort niet bij deze manier van afhandelen. Kies een andere.
fout-toets-onleesbaar = Dit is geen toets die wij kennen. Schrijf bijvoorbeeld Alt+R, Ctrl+Enter of F8.
fout-toets-gereserveerd = Deze toets heeft uw browser of Windows zelf nodig. Kies een andere.
fout-toets-dubbel = Deze toets is al in gebruik voor iets anders op deze pagina.

# Afhandeling
werkplek-afhandeling-direct_beantwoord = Direct beantwoord
werkplek-afhandeling-doorverbonden = Doorverbonden
werkplek-afhandeling-terugbelverzoek = Terugbelverzoek
werkplek-afhandeling-klant_belt_zelf_terug = Klant belt zelf terug
werkplek-actie-zaak = Het gaat over de eerste zaak
werkplek-zaken = Zaken
werkplek-zaak-gekozen = Dit gesprek gaat hierover
werkplek-zaak-los = Gaat hier niet over
werkplek-zaak-hierover = Gaat hierover
werkplek-beller-bekend = Bekend: { $wat }. Leeg laten is goed.
werkplek-beller-nummer-bekend = Wij hebben een nummer van deze persoon. Leeg laten is goed.
werkplek-let-op-getypt = Getypt en blijft staan:
werkplek-let-op-getypt-bij = { $wat }. Dat gaat voor op wat bij deze persoon bekend is.
werkplek-te-snel = Er is niets gedaan: de pagina was net veranderd. Kijk of dit klopt, en druk nog een keer.
werkplek-zoeken-kies = { $aantal } personen gevonden. Kies met de pijltjes.
werkplek-laatste-kop = Mijn laatste contacten
werkplek-laatste-alle = Alle contacten die ik heb vastgelegd
werkplek-laatste-geen = U hebt nog niets vastgelegd
werkplek-laatste-geen-uitleg = Wat u vastlegt, vindt u hier terug. U kunt het ook verbeteren.
werkplek-laatste-verder = Oudere contacten
werkplek-corrigeren-kop = Verbeter dit contact
werkplek-corrigeren-waarom = Waarom verbetert u dit?
werkplek-corrigeren-waarom-hulp = Dit blijft bij het contact staan, samen met wat er eerst stond.
werkplek-corrigeren-knop = Bewaar de verbetering
werkplek-corrigeren-terug = Terug zonder te verbeteren
werkplek-corrigeren-al-vastgelegd = Dit contact was al vastgelegd, met een andere inhoud. Wat eerst is vastgelegd, staat er nog. Hieronder staat wat u nu invulde. Klopt dat beter? Bewaar het dan als verbetering.
werkplek-corrigeren-al-anders = Dit contact is intussen al verbeterd. Hieronder staat wat u invulde. Kijk eerst wat er nu staat.
werkplek-eerder-kop = Wat er eerst stond
werkplek-eerder-op = Verbeterd
werkplek-eerder-was = Eerst:
werkplek-actie-ongedaan = Vastleggen ongedaan maken
werkplek-ongedaan = Maak ongedaan
werkplek-teruggenomen = Het contact is weer open. Het telt nu niet mee.
werkplek-ongedaan-niet = Het is niet ongedaan gemaakt.
fout-te-laat-terug = Daarvoor is het contact te lang geleden vastgelegd. U kunt het hier wel verbeteren.
fout-taak-al-begonnen = Er is al iets met het terugbelverzoek gedaan. U kunt het contact hier wel verbeteren.
fout-terugbellen-gedeeld = Over hetzelfde terugbelverzoek is vaker gebeld. Daarom kunt u hier niet wijzigen om wie het gaat. Maak een nieuw contact met de goede persoon.
fout-kies-opnieuw = Kies opnieuw wie het was. Staat de persoon er niet bij? Zoek nog een keer.
werkplek-corrigeren-wie = Wie was het?
werkplek-corrigeren-wie-staat = Zo laten: { $wie }
werkplek-corrigeren-wie-bekend = Zo laten: { $wie } (bij ons bekend)
werkplek-corrigeren-wie-onbekend = onbekend
werkplek-corrigeren-wie-niemand = Niemand die wij kennen
werkplek-corrigeren-zoek = Iemand anders zoeken
werkplek-corrigeren-zoek-hulp = Naam met geboortedatum, postcode met huisnummer, telefoonnummer of BSN. Gaat het contact over een zaak? Die hoort bij wie er stond, en gaat er dan af.
werkplek-reden-kies = Kies een reden
werkplek-corrigeren-zoek-knop = Zoek deze persoon
werkplek-corrigeren-zoek-geen = Niemand gevonden. Kijk na wat u typte, of zoek met iets anders.
werkplek-corrigeren-zoek-gevonden = { $aantal ->
    [one] Eén persoon gevonden. Kies die persoon hierboven als dat klopt.
   *[other] { $aantal } personen gevonden. Kies hierboven wie het was.
}
werkplek-corrigeren-naam = Naam van de beller
werkplek-corrigeren-telefoon = Telefoonnummer van de beller
werkplek-corrigeren-beller-hulp = Leeg laten is goed: dan blijft wat de beller zei. Bij een gekozen persoon geldt de naam die wij kennen.
fout-reden-nodig = Kies waarvoor u deze persoon zoekt. De reden wordt vastgelegd.
fout-zoek-leeg = Typ eerst wie u zoekt.
