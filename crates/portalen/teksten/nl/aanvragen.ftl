# Een formulier op de website.
aanvragen-duur = { $minuten ->
    [one] Dit duurt ongeveer 1 minuut.
   *[other] Dit duurt ongeveer { $minuten } minuten.
}
aanvragen-nodig = Dit hebt u nodig
aanvragen-begin = Begin
aanvragen-inloggen = Log in
aanvragen-inloggen-nodig = U moet inloggen, zodat wij zeker weten wie u bent. Wat wij al van u weten, hoeft u niet in te vullen.
aanvragen-inloggen-mogelijk = Logt u in, dan hoeft u minder in te vullen en kunt u later zien hoe het ermee staat.
aanvragen-zonder-inloggen = Ga verder zonder inloggen
aanvragen-ingelogd = U bent ingelogd als { $naam }.
aanvragen-namens = U doet dit voor { $naam }.
aanvragen-begonnen = U was al begonnen
aanvragen-begonnen-verder = Ga verder waar u was
aanvragen-hervatten-link = Verder met een formulier dat u eerder bewaarde
aanvragen-naar-product = Terug naar de uitleg

aanvragen-stap = Stap { $stap } van { $van }
aanvragen-verder = Verder
aanvragen-vorige = Vorige
aanvragen-terug-naar-controle = Bewaar en ga terug naar het overzicht
aanvragen-bewaren = Bewaar en ga later verder
aanvragen-weggooien = Gooi dit formulier weg
aanvragen-veranderd = Dit formulier is veranderd sinds u begon. Wat nog past, staat er nog. Loop alle stappen nog een keer na.

aanvragen-niet-verplicht = { $vraag } (niet verplicht)
aanvragen-ja = Ja
aanvragen-nee = Nee
aanvragen-verklaard = Dat verklaar ik
aanvragen-postcode = Postcode
aanvragen-huisnummer = Huisnummer
aanvragen-toevoeging = Toevoeging (als die er is)
aanvragen-plek = Straat en huisnummer, of een herkenbaar punt
aanvragen-breedte = Of een punt op de kaart: breedtegraad, zoals 52,1326
aanvragen-lengte = Lengtegraad, zoals 5,2913
aanvragen-kaart = Kaart
aanvragen-kaart-uitleg = Of wijs de plek aan op de kaart: klik of tik erop.
aanvragen-kaart-gekozen = De plek staat op de kaart.
aanvragen-kaart-anders = Klopt het niet? Klik of tik dan ergens anders.
aanvragen-kaart-vak = Kaart, rij { $rij }, vak { $kolom }: wijs deze plek aan
aanvragen-kaart-in = Kaart dichterbij
aanvragen-kaart-uit = Kaart verder weg
aanvragen-kaart-wis = Haal de plek van de kaart
aanvragen-persoon = Persoon { $nummer }
aanvragen-persoon-naam = Voornaam en achternaam
aanvragen-geboortedatum = Geboortedatum
aanvragen-persoon-erbij = Nog iemand toevoegen
aanvragen-persoon-weg = Haal persoon { $nummer } weg
aanvragen-zelf = { $naam } (dat bent u)
aanvragen-upload-grenzen = { $aantal ->
    [one] Eén bestand van ten hoogste { $max } MB. Toegestaan: { $soorten }.
   *[other] Ten hoogste { $aantal } bestanden van { $max } MB. Toegestaan: { $soorten }.
}
aanvragen-bestand-toevoegen = Voeg dit bestand toe
aanvragen-bestand-weg = Verwijder { $naam }
aanvragen-kb = { $aantal } kB
aanvragen-mb = { $aantal } MB

aanvragen-controle-titel = Controleer uw antwoorden
aanvragen-controle-wijzig = Wijzig: { $groep }
aanvragen-controle-leeg = niet ingevuld
aanvragen-controle-ontbreekt = Dit moet u nog invullen
aanvragen-controle-niet-compleet = Hier ontbreekt nog iets, of er klopt iets niet.
aanvragen-versturen = Verstuur

aanvragen-verstuurd-titel = Wij hebben uw aanvraag ontvangen
aanvragen-verstuurd-nummer = Uw nummer is
aanvragen-verstuurd-verder = Dit gebeurt er nu
aanvragen-verstuurd-e-mail = U krijgt een bevestiging per e-mail, met dit nummer erin.
aanvragen-verstuurd-behandelen = Wij kijken of alles compleet is. Missen wij iets, dan vragen wij het u.
aanvragen-verstuurd-uiterlijk = U hoort van ons uiterlijk op
aanvragen-verstuurd-mijn = Bekijk bij Mijn gemeente hoe het ermee staat
aanvragen-verstuurd-bellen = Wilt u weten hoe het ermee staat? Bel ons en noem uw nummer.

aanvragen-bewaard-titel = Uw formulier is bewaard
aanvragen-bewaard-tot = Wij bewaren het tot en met
aanvragen-bewaard-code = Met deze code gaat u later verder, ook op een ander apparaat. Schrijf hem op: wij laten hem maar één keer zien.
aanvragen-bewaard-code-uitleg = Geef de code aan niemand. Wie hem heeft, kan lezen wat u hebt ingevuld.
aanvragen-bewaard-mijn = Log later opnieuw in, op welk apparaat dan ook. Op de beginpagina van dit formulier gaat u dan verder waar u was.
aanvragen-bewaard-verder = Ga nu toch verder
aanvragen-hervatten-titel = Verder met uw formulier
aanvragen-hervatten-code = Uw code
aanvragen-hervatten-hulp = Twaalf letters en cijfers, zoals 7KQM-X2PD-9FHT. Hoofdletters en streepjes maken niet uit.
aanvragen-hervatten-knop = Ga verder

# Regels. Wat een formulier zelf zegt, staat in de map van de gemeente.
aanvragen-fout-verplicht = Vul dit in.
aanvragen-fout-kies = Maak een keuze.
aanvragen-fout-tekens = Hierin staat een teken dat wij niet kunnen lezen. Typ het opnieuw.
aanvragen-fout-te-lang = Dit is te lang. Gebruik ten hoogste { $detail } tekens.
aanvragen-fout-datum = Vul een datum in die bestaat, zoals 23-11-2026.
aanvragen-fout-datum-vroeg = Kies { $detail } of een latere dag.
aanvragen-fout-datum-laat = Kies { $detail } of een eerdere dag.
aanvragen-fout-getal = Vul een heel getal in, zonder letters.
aanvragen-fout-bedrag = Vul een bedrag in, zoals 1250 of 12,50.
aanvragen-fout-te-klein = Vul { $detail } in of meer.
aanvragen-fout-te-groot = Vul { $detail } in of minder.
aanvragen-fout-kenteken = Dit is geen Nederlands kenteken. Schrijf het zoals het op de auto staat, bijvoorbeeld H-214-KT.
aanvragen-fout-postcode = Schrijf de postcode als 1234 AB.
aanvragen-fout-huisnummer = Vul alleen het getal in. Letters horen bij de toevoeging.
aanvragen-fout-e-mail = Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.
aanvragen-fout-e-mail-letters = Voor de @ mogen alleen letters zonder accenten staan. Anders komt onze mail niet aan. Gebruik een ander e-mailadres.
aanvragen-fout-telefoon = Schrijf een telefoonnummer van 10 cijfers, of een buitenlands nummer met + ervoor.
aanvragen-fout-bsn-cijfers = Een burgerservicenummer heeft negen cijfers.
aanvragen-fout-bsn-elfproef = Dit burgerservicenummer klopt niet. Kijk op uw paspoort, identiteitskaart of rijbewijs.
aanvragen-fout-personen-geen = Noem minstens één persoon.
aanvragen-fout-personen-te-veel = Noem ten hoogste { $detail } personen.
aanvragen-fout-persoon-naam = Vul de voornaam en achternaam in.
aanvragen-fout-persoon-geboortedatum = Vul de geboortedatum in, zoals 12-03-1984.
aanvragen-fout-locatie-ontbreekt = Vul in waar het is, of geef een punt op de kaart.
aanvragen-fout-locatie-punt = Dit punt ligt niet in Nederland. Schrijf bijvoorbeeld 52,1326 en 5,2913.
aanvragen-fout-upload-ontbreekt = Voeg een bestand toe.
aanvragen-fout-uploads-te-veel = Voeg ten hoogste { $detail } bestanden toe. Verwijder er een.
aanvragen-fout-verklaring = Vink dit aan als het klopt. Klopt het niet, dan kunt u dit formulier niet gebruiken. Bel ons dan.
fout-hervatcode-onbekend = Deze code kennen wij niet. Kijk of u hem goed hebt overgenomen. Na veel keer proberen moet u even wachten. Een bewaard formulier verdwijnt na 30 dagen.
fout-aanvraag-verstuurd = Dit formulier is al verstuurd. U kunt het niet meer wijzigen.
foutpagina-upload-te-groot-titel = Deze bestanden zijn samen te groot
foutpagina-upload-te-groot-wat = U kunt in één keer ten hoogste { $max } MB sturen. Er is niets bewaard van wat u net stuurde.
foutpagina-upload-te-groot-doen = Ga terug en kies kleinere bestanden, of voeg ze een voor een toe.
fout-bestand-leeg = In dit bestand staat niets. Kies een ander bestand.
fout-bestand-te-groot = Dit bestand is te groot. Kies een bestand van ten hoogste { $detail } MB.
fout-bestand-te-veel = Er kunnen niet meer bestanden bij. Verwijder er eerst een.
fout-bestand-soort = Deze soort bestand kunnen wij niet aannemen. Kies een van de soorten die erboven staan.
fout-bestand-archief = Dit bestand is beschadigd of beveiligd. Sla het opnieuw op, bijvoorbeeld als pdf.
fout-bestand-macro = In dit bestand staan macro's. Sla het op als pdf.
fout-bestand-besmet = In dit bestand zit een virus. Wij hebben het niet bewaard. Laat uw computer nakijken.
fout-bestand-scanner-weg = Wij kunnen dit bestand nu niet controleren. Probeer het over een paar minuten opnieuw.
fout-bestand-opslag-weg = Wij kunnen nu geen bestanden bewaren. Probeer het over een paar minuten opnieuw.
aanvragen-verstuurd-daarna = U had deze aanvraag al verstuurd. Hebt u daarna nog iets veranderd? Dat is niet meegestuurd.
aanvragen-verstuurd-daarna-mijn = Wilt u iets veranderen? Stel uw vraag bij Mijn gemeente, bij deze aanvraag.
aanvragen-verstuurd-daarna-bellen = Wilt u iets veranderen? Bel ons en noem uw nummer.
