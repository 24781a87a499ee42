# De KCC-kwartaalrapportage.

menu-rapportages = Rapportage
rapport-titel = KCC-kwartaalrapportage
rapport-kies-kwartaal = Kwartaal
rapport-toon = Toon
rapport-bekend-op = Zoals bekend aan het eind van
fout-rapport-op-later = Deze dag komt nog. Kies vandaag of een dag ervoor, of laat het veld leeg.
rapport-peil = Geteld tot en met gebeurtenis { $nummer } in het journaal.
rapport-peil-toen = Dit is wat bekend was aan het eind van { $datum }. Daarna kwamen er { $aantal } gebeurtenissen bij. Deze cijfers openen geen lijst: een lijst toont wat nu bekend is.
rapport-peil-achter = De cijfers worden nog geteld: { $aantal } gebeurtenissen zijn nog niet meegeteld.
rapport-kwartaal = { $nummer ->
    [1] Eerste
    [2] Tweede
    [3] Derde
   *[4] Vierde
} kwartaal { $jaar }
rapport-periode = { $van } tot en met { $tot }
rapport-periode-loopt = { $van } tot en met vandaag, { $tot }
rapport-loopt = tot en met vandaag
rapport-csv = Download als CSV
rapport-afdrukken = Afdrukken kan met de knop van uw browser.
rapport-afgedrukt = Afgedrukt door { $naam } op { $moment }
rapport-kern = In het kort
rapport-opvallend = Wat opvalt
rapport-leeg-kop = In dit kwartaal zijn geen contacten vastgelegd
rapport-leeg = Kies een ander kwartaal. Contacten tellen mee zodra een medewerker ze vastlegt.
rapport-toon-kwartaal = Toon: { $kwartaal }

rapport-procent = { $getal }%
rapport-geen-getal = –
rapport-doel = doel { $getal }%
rapport-doel-hoogstens = doel hoogstens { $getal }%
rapport-oordeel-gehaald = gehaald
rapport-oordeel-bijna = bijna gehaald
rapport-oordeel-niet-gehaald = niet gehaald
rapport-schaal-label = { $aandeel }, { $doel }
rapport-balk-label = { $naam } { $aantal }, vorig kwartaal { $vorig }

rapport-cijfer-contacten = contacten
rapport-cijfer-direct = direct beantwoord
rapport-cijfer-zelf = klant belt zelf terug
rapport-cijfer-terug = op tijd teruggebeld
rapport-cijfer-van = { $deel } van { $geheel }
rapport-cijfer-vorig = vorig kwartaal { $getal }
rapport-cijfer-jaar = een jaar eerder { $getal }

rapport-dit-kwartaal = Dit kwartaal
rapport-aandeel = Aandeel
rapport-kop-doel = Doel
rapport-team = Team
rapport-alle-teams = Alle teams samen
rapport-team-opgeheven = Opgeheven team
rapport-zonder-kanaal = Zonder kanaal
rapport-zonder-reden = Zonder reden
rapport-zonder-onderwerp = Zonder onderwerp

rapport-kanalen-kop = Contacten per kanaal
rapport-kanalen-grafiek = Contacten per kanaal (dunne balk: vorig kwartaal)
rapport-kanalen-tabel = Aantal contacten per kanaal
rapport-kanalen-naam = Kanaal
rapport-klantgroepen-kop = Contacten per klantgroep
rapport-klantgroepen-grafiek = Voor wie mensen contact zochten (dunne balk: vorig kwartaal)
rapport-klantgroepen-tabel = Aantal contacten per klantgroep
rapport-klantgroepen-naam = Voor wie
rapport-redenen-kop = Aard van de contacten
rapport-redenen-grafiek = Waarom mensen contact zochten (dunne balk: vorig kwartaal)
rapport-redenen-tabel = Aantal contacten per reden
rapport-redenen-naam = Reden
rapport-onderwerpen-kop = Onderwerpen
rapport-onderwerpen-grafiek = De tien onderwerpen met de meeste contacten (dunne balk: vorig kwartaal)
rapport-onderwerpen-tabel = De twintig onderwerpen met de meeste contacten
rapport-onderwerpen-naam = Onderwerp
rapport-onderwerpen-overig = Alle { $aantal } andere onderwerpen

rapport-afhandeling-kop = Afhandeling
rapport-afhandeling-grafiek = Van links naar rechts: direct beantwoord, doorverbonden, terugbelverzoek, klant belt zelf terug
rapport-afhandeling-tabel = Hoe contacten zijn afgehandeld, alle teams samen
rapport-afhandeling-naam = Afhandeling
rapport-teams-kop = Afhandeling per team
rapport-teams-grafiek = Van links naar rechts: direct beantwoord, doorverbonden, terugbelverzoek, klant belt zelf terug
rapport-teams-tabel = Hoe contacten zijn afgehandeld, per team
rapport-teams-naam = Team
afhandeling-direct-beantwoord = Direct beantwoord
afhandeling-doorverbonden = Doorverbonden
afhandeling-terugbelverzoek = Terugbelverzoek
afhandeling-klant-belt-zelf-terug = Klant belt zelf terug

rapport-zelf-kop = Klant belt zelf terug
rapport-zelf-uitleg = Deze mensen moesten later zelf opnieuw bellen. Dat willen we zo min mogelijk.
rapport-zelf-grafiek = Aandeel van alle contacten per maand
rapport-zelf-tabel = Klant belt zelf terug, per maand
rapport-zelf-naam = Maand

rapport-terug-kop = Terugbellen
rapport-terug-uitleg = Op tijd is binnen een werkdag, of vóór het moment dat met de beller is afgesproken. Alleen wie is bereikt, telt als op tijd. Niet bereikt en niet meer nodig staan apart, en wat nog loopt telt niet mee in het aandeel.
rapport-terug-tabel = Terugbelverzoeken uit dit kwartaal, naar het team dat terugbelt
rapport-terug-naam = Team
rapport-terug-aandeel = Op tijd teruggebeld
rapport-terug-gehaald = Op tijd
rapport-terug-te-laat = Te laat
rapport-terug-loopt = Loopt nog
rapport-terug-niet-bereikt = Niet bereikt
rapport-terug-vervallen = Niet meer nodig
rapport-terug-vorig = Alle teams, { $kwartaal }

rapport-zin-zelf-niet-heel = { $kwartaal } is niet heel: contacten zijn geteld vanaf { $datum }.
rapport-zin-niet-heel = { $kwartaal } is niet heel (contacten zijn geteld vanaf { $datum }): daarmee is niet vergeleken.
rapport-zin-meer = Er waren { $aantal } contacten: { $procent } meer dan in het vorige kwartaal.
rapport-zin-minder = Er waren { $aantal } contacten: { $procent } minder dan in het vorige kwartaal.
rapport-zin-direct = Van de contacten is { $procent } direct beantwoord.
rapport-zin-zelf = Van de bellers moest { $procent } zelf opnieuw bellen.
rapport-zin-terug = Van de terugbelverzoeken is { $procent } op tijd afgehandeld.
rapport-zin-doel-gehaald = Het doel is gehaald ({ $doel }).
rapport-zin-doel-bijna = Het doel is bijna gehaald ({ $doel }).
rapport-zin-doel-niet-gehaald = Het doel is niet gehaald ({ $doel }).
rapport-zin-hoger = Dat is hoger dan in het vorige kwartaal ({ $vorig }).
rapport-zin-lager = Dat is lager dan in het vorige kwartaal ({ $vorig }).
rapport-zin-gelijk = Dat is ongeveer gelijk aan het vorige kwartaal ({ $vorig }).
rapport-zin-team-direct = { $team } beantwoordde het minst direct: { $procent }.
rapport-zin-stijger = De vragen over { $onderwerp } stegen het meest: van { $vorig } naar { $aantal }.
rapport-zin-team-terug = { $team } belde het vaakst te laat terug: { $te_laat } van { $geheel } verzoeken.

rapport-maand-1 = jan
rapport-maand-2 = feb
rapport-maand-3 = mrt
rapport-maand-4 = apr
rapport-maand-5 = mei
rapport-maand-6 = jun
rapport-maand-7 = jul
rapport-maand-8 = aug
rapport-maand-9 = sep
rapport-maand-10 = okt
rapport-maand-11 = nov
rapport-maand-12 = dec

rapport-contacten-titel = Contacten achter het cijfer
rapport-contacten-tabel = Contacten, nieuwste eerst
rapport-contacten-wanneer = Wanneer
rapport-contacten-nummer = Nummer
rapport-contacten-wie = Medewerker
rapport-contacten-duur = Duur
rapport-contacten-leeg-kop = Hier zijn geen contacten
rapport-contacten-leeg = In dit kwartaal is geen contact vastgelegd dat bij deze keuze past.
rapport-verzoeken-titel = Terugbelverzoeken achter het cijfer
rapport-verzoeken-tabel = Terugbelverzoeken, nieuwste eerst
rapport-verzoeken-gevraagd = Gevraagd
rapport-verzoeken-beloofd = Beloofd
rapport-verzoeken-afgehandeld = Afgehandeld
rapport-verzoeken-stand = Belofte
rapport-verzoeken-pogingen = Pogingen
rapport-verzoeken-leeg-kop = Hier zijn geen terugbelverzoeken
rapport-verzoeken-leeg = In dit kwartaal is geen terugbelverzoek gedaan dat bij deze keuze past.
rapport-terug-naar = Terug naar de rapportage

csv-onderdeel = Onderdeel
csv-naam = Naam
csv-wat = Wat
csv-aantal = Aantal
csv-van = Van
csv-procent = Procent
csv-geteld-vanaf = Geteld vanaf
csv-geteld-tot = Geteld tot en met
csv-gebeurtenis = Geteld tot en met gebeurtenis
csv-totaal = Totaal

fout-kwartaal-onleesbaar = Dit kwartaal kunnen we niet lezen. Schrijf het jaar, een streepje en K1, K2, K3 of K4. Bijvoorbeeld: { $detail }.
fout-afhandeling-onbekend = Deze afhandeling kennen we niet. Kies uit: { $detail }.

rapport-contacten = Contacten
rapport-hoe-geteld = Hoe is dit geteld?
rapport-afhandeling-in = { $afhandeling } in { $kwartaal }
rapport-uur = { $uur } uur
rapport-drukte-kop = Drukte
rapport-drukte-uitleg = Op welke dag en welk uur mensen contact zochten. Hoe donkerder het vak, hoe drukker.
rapport-drukte-grafiek = Contacten per dag van de week en uur
rapport-drukte-tabel = Aantal contacten per dag van de week en uur
rapport-drukte-naam = Dag
rapport-drukte-uur = Uur
rapport-drukte-label = Het drukst: { $dag } { $uur }, { $aantal } contacten
rapport-weekdag-1 = maandag
rapport-weekdag-2 = dinsdag
rapport-weekdag-3 = woensdag
rapport-weekdag-4 = donderdag
rapport-weekdag-5 = vrijdag
rapport-weekdag-6 = zaterdag
rapport-weekdag-7 = zondag
csv-kwartaal = Kwartaal
csv-doel = Doel
csv-indicator = Indicator
csv-versie = Versie
indicator-versie = definitie { $versie }
indicator-contacten = Contacten
indicator-contacten-definitie = Elk contact dat een medewerker heeft vastgelegd, over elk kanaal, telt één keer: in het kwartaal waarin het begon, ook als het later is opgeschreven. Een contact dat is teruggenomen telt niet mee. Wat is rechtgezet, telt zoals het is rechtgezet.
indicator-klantgroep = Klantgroep
indicator-klantgroep-definitie = Voor wie iemand contact zocht: dat zegt de medewerker, anders het onderwerp, anders wie er bekend is. Van wie niets bekend is, wordt niets geraden.
indicator-drukte = Drukte
indicator-drukte-definitie = Contacten naar de dag van de week en het uur waarin ze begonnen, op de klok in Nederland.
indicator-afhandeling = Afhandeling
indicator-afhandeling-definitie = Hoe een contact afliep, zoals de medewerker het vastlegde: direct beantwoord, doorverbonden, terugbelverzoek, of de klant belt zelf terug. Het telt bij het team van die medewerker.
indicator-direct-beantwoord = Direct beantwoord
indicator-direct-beantwoord-definitie = Het deel van de contacten dat de medewerker zelf afhandelde, zonder doorverbinden of terugbellen. Contacten zonder afhandeling tellen wel mee in het geheel.
indicator-klant-belt-zelf-terug = Klant belt zelf terug
indicator-klant-belt-zelf-terug-definitie = Het deel van de contacten waarbij de klant later zelf opnieuw moest bellen, per maand waarin het contact begon.
indicator-op-tijd-teruggebeld = Op tijd teruggebeld
indicator-op-tijd-teruggebeld-definitie = Het deel van de terugbelverzoeken dat op tijd is afgehandeld: de beller is bereikt vóór het moment dat is beloofd. Een verzoek telt in het kwartaal waarin het is gedaan, bij het team dat het afhandelde of dat het nu heeft. Wie niet is bereikt, wat niet meer nodig was en wat nog loopt, telt niet mee. Wat nog openstaat na het beloofde moment, telt als te laat.

rapport-vastgesteld-op = Vastgesteld op { $moment } door { $naam }, versie { $versie }
rapport-alle-versies = Dit rapport is meer dan één keer vastgesteld:
rapport-versies = Dit rapport is vastgesteld. Deze pagina toont wat nu bekend is. Zo is het vastgesteld:
rapport-verschillen = Wat is er sindsdien veranderd?
rapport-cijfers-van-nu = Bekijk de cijfers van nu
rapport-vaststellen = Stel dit rapport vast
rapport-opnieuw-vaststellen = Stel dit rapport opnieuw vast
rapport-vaststellen-uitleg = De cijfers op deze pagina liggen dan vast, zoals u ze nu ziet. Wat daarna nog wordt rechtgezet, verandert het vastgestelde rapport niet. U kunt altijd zien wat er sindsdien anders is.
rapport-toelichting = Toelichting (hoeft niet)
rapport-waarom-opnieuw = Waarom stelt u het opnieuw vast?
rapport-toelichting-hulp = Dit staat boven het rapport. Noem geen namen van inwoners.
rapport-stel-vast = Stel vast
fout-rapport-periode-loopt = Dit rapport gaat over een tijd die nog niet voorbij is. Stel het vast als het kwartaal of het jaar voorbij is.
fout-rapport-wordt-geteld = De cijfers worden nog geteld. Wacht tot dat klaar is en probeer het dan opnieuw.
fout-rapport-niet-gezien = Deze cijfers zijn niet die van na afloop. Bekijk de pagina opnieuw en stel dan vast wat u ziet.
fout-rapport-intussen-vastgesteld = Iemand anders heeft dit rapport intussen vastgesteld. Bekijk eerst dat rapport: het staat boven aan deze pagina.
fout-rapport-toelichting-lang = Deze tekst is te lang: haal er { $detail } tekens af.
fout-rapport-teksten-veranderd = De tekst is intussen veranderd. Lees hem opnieuw, en stel dan vast wat u ziet.
fout-rapport-waarom-opnieuw = Dit rapport is al vastgesteld. Schrijf waarom u het opnieuw vaststelt.
rapport-verschillen-titel = Wat is er sindsdien veranderd?
rapport-terug-naar-vastgesteld = Terug naar het vastgestelde rapport
rapport-verschillen-uitleg = Deze cijfers zouden nu anders zijn. Van een aandeel staat er alleen wat een tiende procent of meer verschilt.
rapport-verschillen-leeg-kop = Alle cijfers zijn nog hetzelfde
rapport-verschillen-leeg = Als het rapport nu zou worden gemaakt, zouden er dezelfde cijfers in staan.
rapport-verschillen-tabel = Wat nu anders zou zijn: { $deel }
rapport-verschillen-wat = Wat
rapport-verschillen-toen = Vastgesteld
rapport-verschillen-nu = Nu
rapport-sinds-totaal = Het vastgestelde rapport telt { $toen } contacten. Nu zouden het er { $nu } zijn.
rapport-sinds-vastgelegd = { $aantal ->
    [one] Er is 1 contact van dit kwartaal alsnog vastgelegd.
   *[other] Er zijn { $aantal } contacten van dit kwartaal alsnog vastgelegd.
}
rapport-sinds-rechtgezet = { $aantal ->
    [one] Er is 1 keer een contact van dit kwartaal rechtgezet.
   *[other] Er is { $aantal } keer een contact van dit kwartaal rechtgezet.
}
rapport-sinds-teruggenomen = { $aantal ->
    [one] Er is 1 contact van dit kwartaal teruggenomen.
   *[other] Er zijn { $aantal } contacten van dit kwartaal teruggenomen.
}
