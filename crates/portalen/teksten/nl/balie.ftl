# De balie: receptie, loket, scherm en zuil.

menu-balie = Balie
balie-receptie = Receptie
balie-scherm = Scherm
balie-zuil = Aanmeldzuil
balie-geen = Er is geen balie
balie-geen-uitleg = Zet uw balies in balies.toml en laad de map opnieuw.
balie-afspraken = Afspraken
balie-afspraak = Afspraak
balie-zoek = Zoek de afspraak
balie-zoek-naam = Naam
balie-zoek-naam-hulp = Een naam waarop de afspraak staat, zoals de achternaam
balie-bon-gegeven = Het volgnummer is
balie-nu-gesloten = De balie is nu dicht. U kunt wel mensen aanmelden.
balie-verwacht = Afspraken die vandaag nog komen
balie-niemand-verwacht = Er komt vandaag niemand meer met een afspraak.
balie-is-er = Is er
balie-inloop = Zonder afspraak
balie-naam-optioneel = Naam (hoeft niet)
balie-waarvoor = Waarvoor
balie-geef-bon = Geef een volgnummer
balie-wachten = Wie er wachten
balie-wachtrij = Wachtrij, in de volgorde van oproepen
balie-niemand-wacht = Er wacht niemand.
balie-bon = Volgnummer
balie-wie = Wie
balie-wat = Waarvoor
balie-gepland = Afspraak om
balie-wacht = Wacht
balie-minuten = { $aantal ->
    [one] 1 minuut
   *[other] { $aantal } minuten
}
balie-voorrang = is terug
balie-voor-loket = voor { $loket }
balie-aan-loket = Opgeroepen sinds
balie-aangekomen = Aangekomen
balie-nodig = Wat hebben zij nodig
balie-notitie = Notitie
balie-notitie-hulp = Wat is er besproken en gedaan? Dit komt op de tijdlijn.
balie-meegegeven = { $wat }: meteen meegegeven?
balie-meegegeven-hulp = Kies het resultaat. De zaak wordt dan meteen geopend en afgesloten, en staat zo in Mijn.
balie-niet-meegegeven = Nee, niet meegegeven
balie-klaar = Klaar
balie-nogmaals = Roep nog een keer op
balie-parkeer = Even wachten: er ontbreekt iets
balie-niet-verschenen = Niet verschenen
balie-doorverwijzen = Verwijs door
balie-naar-loket = Naar welk loket
balie-elk-loket = Elk loket
balie-roep-volgende = Roep de volgende op
balie-ververs = Ververs de lijst
balie-even-weg = Even weg of niet verschenen
balie-is-terug = Is terug
balie-terug-contact = Terug naar het contact
balie-toon-tijden = Toon de vrije tijden
balie-e-mail-hulp = Voor de bevestiging en de herinnering. Zonder e-mailadres vertelt u de code zelf.
balie-code-vertel = Vertel deze code. Later is hij niet meer te zien.
balie-stand = Stand
balie-status-gepland = Gepland
balie-status-afgezegd = Afgezegd
balie-status-verschenen = Is er
balie-status-niet-verschenen = Niet verschenen
balie-status-afgerond = Geholpen
balie-gedaan-gemaakt = De afspraak is gemaakt.
balie-gedaan-stond-al = Deze afspraak was al gemaakt. Wat u nu invulde, is niet bewaard. Hieronder staat de afspraak. Klopt de afspraak niet? Verzet hem, of zeg hem af en maak een nieuwe.
balie-gedaan-stond-al-voorbij = Deze afspraak is afgezegd of al voorbij. Wat u nu invulde, is niet bewaard. Maak een nieuwe afspraak.
balie-gedaan-verzet = De afspraak is verzet.
balie-gedaan-afgezegd = De afspraak is afgezegd.
balie-gedaan-niemand = Er wacht niemand voor dit loket.
balie-gedaan-nogmaals = De bezoeker is nog een keer opgeroepen.
balie-gedaan-geparkeerd = De bezoeker staat bij even weg.
balie-gedaan-terug = De bezoeker staat weer vooraan in de wachtrij.
balie-gedaan-niet-verschenen = De bezoeker is niet verschenen.
balie-gedaan-doorverwezen = De bezoeker is doorverwezen.
balie-gedaan-klaar = Het bezoek is vastgelegd.

balie-scherm-kop = Aan de beurt bij { $balie }
balie-scherm-niemand = Er is nu niemand aan de beurt.
balie-scherm-wachtenden = { $aantal ->
    [0] Er wacht niemand
    [one] 1 wachtende
   *[other] { $aantal } wachtenden
}
balie-zuil-welkom = Welkom bij { $balie }
balie-zuil-bon = Uw volgnummer is
balie-zuil-wacht = Onthoud uw nummer en kijk op het scherm. Daar staat naar welk loket u mag.
balie-zuil-klaar = Klaar
balie-zuil-met = Ik heb een afspraak
balie-zuil-ik-ben-er = Ik ben er
balie-zuil-zonder = Ik heb geen afspraak
balie-zuil-geen-inloop = U hebt nu een afspraak nodig. Vraag het aan de receptie.
balie-gedaan-nagezien = Gedaan. Het bericht is nagekeken.
balie-kies-plaats = Kies een plaats
balie-kies-plaats-hulp = Kies eerst een plaats, dan ziet u de vrije tijden.
balie-zuil-koppelen = Dit apparaat is nog geen zuil
balie-zuil-koppelen-uitleg = Wilt u zich melden bij { $balie }? Ga naar de receptie. Zet u hier een zuil neer? Typ dan de code die de functioneel beheerder bij Beheer maakt.
balie-zuil-code = Code van de zuil
balie-zuil-code-hulp = Acht letters en cijfers.
balie-zuil-koppel = Koppel dit apparaat
fout-zuil-code-onbekend = Deze code kennen wij niet, hij hoort bij een andere balie, of hij is ouder dan een uur. Na veel keer proberen moet u even wachten.
balie-niet-bevestigd = Nog niet bevestigd; vervalt { $voor }. Verzet u hem, ook naar dezelfde tijd, dan staat hij vast.
balie-vervallen = Vervallen: niet op tijd bevestigd
