# Wat op elke pagina staat.
merk = Loket
taal-naam = Nederlands
naar-inhoud = Naar de inhoud
hoofdmenu = Hoofdmenu
kruimelpad = Kruimelpad
uitloggen = Uitloggen
menu-werkplek = Werkplek
bladeren = Bladeren
bladeren-vorige = Vorige
bladeren-volgende = Volgende
fouten-kop = Er klopt nog iets niet

# Publieke pagina's.
publiek-servicemenu = Service
publiek-alle-onderwerpen = Alle onderwerpen
publiek-uit-geheugen = Er is een storing. U kunt hier alles lezen en zoeken. Iets aanvragen of doorgeven kan nu niet. Probeer dat later, of bel ons.
publiek-bel = Bel { $telefoon }
publiek-zoek-vraag = Waarmee kunnen wij u helpen?
publiek-zoek-knop = Zoek
publiek-bellen = Bellen
publiek-langskomen = Langskomen
publiek-schrijven = Mailen
open-nu = Nu open, tot { $tot }
open-straks = Nu gesloten. Open { $dag } om { $tijd }
open-van-tot = { $van } tot { $tot }
open-gesloten = gesloten

# De klok van een belofte.
stand-loopt = loopt
stand-bijna = bijna
stand-te-laat = te laat
stand-staat-stil = staat stil
stand-gehaald = gehaald
stand-niet-gehaald = niet gehaald
klok-om = { $procent }% van de tijd is om

# Dagen en tijden.
tijd-vandaag = vandaag
tijd-gisteren = gisteren
tijd-morgen = morgen
tijd-dag = { $weekdag } { $dag } { $maand }
tijd-datum = { $dag } { $maand } { $jaar }
tijd-tot-en-met = tot en met { $dag }
tijd-uiterlijk = { $dag } vóór { $tijd }
tijd-over-werkdagen = { $aantal ->
    [one] { $dag }, over 1 werkdag
   *[other] { $dag }, over { $aantal } werkdagen
}
tijd-werkdagen-geleden = { $aantal ->
    [one] { $dag }, 1 werkdag geleden
   *[other] { $dag }, { $aantal } werkdagen geleden
}
tijd-nog-minuten = { $aantal ->
    [one] nog 1 minuut
   *[other] nog { $aantal } minuten
}
tijd-nog-uren = nog { $aantal } uur
tijd-nog-werkdagen = { $aantal ->
    [one] nog 1 werkdag
   *[other] nog { $aantal } werkdagen
}
tijd-te-laat-minuten = { $aantal ->
    [one] 1 minuut te laat
   *[other] { $aantal } minuten te laat
}
tijd-te-laat-uren = { $aantal } uur te laat
tijd-te-laat-werkdagen = { $aantal ->
    [one] 1 werkdag te laat
   *[other] { $aantal } werkdagen te laat
}
weekdag-1 = maandag
weekdag-2 = dinsdag
weekdag-3 = woensdag
weekdag-4 = donderdag
weekdag-5 = vrijdag
weekdag-6 = zaterdag
weekdag-7 = zondag
maand-1 = januari
maand-2 = februari
maand-3 = maart
maand-4 = april
maand-5 = mei
maand-6 = juni
maand-7 = juli
maand-8 = augustus
maand-9 = september
maand-10 = oktober
maand-11 = november
maand-12 = december
