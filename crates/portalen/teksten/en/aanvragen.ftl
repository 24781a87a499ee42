# A form on the website.
aanvragen-duur = { $minuten ->
    [one] This takes about 1 minute.
   *[other] This takes about { $minuten } minutes.
}
aanvragen-nodig = What you need
aanvragen-begin = Start
aanvragen-inloggen = Log in
aanvragen-inloggen-nodig = You have to log in, so that we are sure who you are. What we know of you already, you need not fill in.
aanvragen-inloggen-mogelijk = If you log in, you have less to fill in and can see later how things stand.
aanvragen-zonder-inloggen = Go on without logging in
aanvragen-ingelogd = You are logged in as { $naam }.
aanvragen-namens = You do this for { $naam }.
aanvragen-begonnen = You had started already
aanvragen-begonnen-verder = Go on where you were
aanvragen-hervatten-link = Go on with a form that you saved earlier
aanvragen-naar-product = Back to the explanation

aanvragen-stap = Step { $stap } of { $van }
aanvragen-verder = Next
aanvragen-vorige = Previous
aanvragen-terug-naar-controle = Save and go back to the overview
aanvragen-bewaren = Save and go on later
aanvragen-weggooien = Throw this form away
aanvragen-veranderd = This form has changed since you started. What still fits is still there. Please go through all steps once more.

aanvragen-niet-verplicht = { $vraag } (optional)
aanvragen-ja = Yes
aanvragen-nee = No
aanvragen-verklaard = I declare this
aanvragen-postcode = Postcode
aanvragen-huisnummer = House number
aanvragen-toevoeging = Addition (if there is one)
aanvragen-plek = Street and house number, or a recognisable point
aanvragen-breedte = Or a point on the map: latitude, such as 52.1326
aanvragen-lengte = Longitude, such as 5.2913
aanvragen-kaart = Map
aanvragen-kaart-uitleg = Or point at the place on the map: click or tap it.
aanvragen-kaart-gekozen = The place is on the map.
aanvragen-kaart-anders = Is it not right? Click or tap somewhere else.
aanvragen-kaart-vak = Map, row { $rij }, square { $kolom }: point at this place
aanvragen-kaart-in = Map closer
aanvragen-kaart-uit = Map further away
aanvragen-kaart-wis = Take the place off the map
aanvragen-persoon = Person { $nummer }
aanvragen-persoon-naam = First name and last name
aanvragen-geboortedatum = Date of birth
aanvragen-persoon-erbij = Add somebody
aanvragen-persoon-weg = Remove person { $nummer }
aanvragen-zelf = { $naam } (that is you)
aanvragen-upload-grenzen = { $aantal ->
    [one] One file of { $max } MB at most. Allowed: { $soorten }.
   *[other] At most { $aantal } files of { $max } MB. Allowed: { $soorten }.
}
aanvragen-bestand-toevoegen = Add this file
aanvragen-bestand-weg = Remove { $naam }
aanvragen-kb = { $aantal } kB
aanvragen-mb = { $aantal } MB

aanvragen-controle-titel = Check your answers
aanvragen-controle-wijzig = Change: { $groep }
aanvragen-controle-leeg = not filled in
aanvragen-controle-ontbreekt = You still have to fill this in
aanvragen-controle-niet-compleet = Something is missing here, or is not right.
aanvragen-versturen = Send

aanvragen-verstuurd-titel = We have received your application
aanvragen-verstuurd-nummer = Your number is
aanvragen-verstuurd-verder = What happens now
aanvragen-verstuurd-e-mail = You get a confirmation by e-mail, with this number in it.
aanvragen-verstuurd-behandelen = We check whether everything is complete. If something is missing, we ask you.
aanvragen-verstuurd-uiterlijk = You hear from us no later than
aanvragen-verstuurd-mijn = See how it stands on your own pages
aanvragen-verstuurd-bellen = Do you want to know how it stands? Call us and mention your number.

aanvragen-bewaard-titel = Your form has been saved
aanvragen-bewaard-tot = We keep it until
aanvragen-bewaard-code = With this code you can go on later, also on another device. Write it down: we show it only once.
aanvragen-bewaard-code-uitleg = Give the code to nobody. Whoever has it can read what you filled in.
aanvragen-bewaard-mijn = Log in again later, on any device. The first page of this form then takes you back to where you were.
aanvragen-bewaard-verder = Go on now after all
aanvragen-hervatten-titel = Go on with your form
aanvragen-hervatten-code = Your code
aanvragen-hervatten-hulp = Twelve letters and digits, such as 7KQM-X2PD-9FHT. Capitals and hyphens do not matter.
aanvragen-hervatten-knop = Go on

# Rules. What a form says itself stands in the municipality's folder.
aanvragen-fout-verplicht = Fill this in.
aanvragen-fout-kies = Make a choice.
aanvragen-fout-tekens = This has a character that we cannot read. Type it again.
aanvragen-fout-te-lang = This is too long. Use { $detail } characters at most.
aanvragen-fout-datum = Fill in a date that exists, such as 23-11-2026.
aanvragen-fout-datum-vroeg = Choose { $detail } or a later day.
aanvragen-fout-datum-laat = Choose { $detail } or an earlier day.
aanvragen-fout-getal = Fill in a whole number, without letters.
aanvragen-fout-bedrag = Fill in an amount, such as 1250 or 12,50.
aanvragen-fout-te-klein = Fill in { $detail } or more.
aanvragen-fout-te-groot = Fill in { $detail } or less.
aanvragen-fout-kenteken = This is no Dutch number plate. Write it as it stands on the car, for example H-214-KT.
aanvragen-fout-postcode = Write the postcode as 1234 AB.
aanvragen-fout-huisnummer = Fill in the number only. Letters belong in the addition.
aanvragen-fout-e-mail = This is no e-mail address. Write it as name@example.nl.
aanvragen-fout-e-mail-letters = Before the @ only letters without accents can be used. Otherwise our mail does not arrive. Use another e-mail address.
aanvragen-fout-telefoon = Write a phone number of 10 digits, or a foreign number with + in front.
aanvragen-fout-bsn-cijfers = A citizen service number has nine digits.
aanvragen-fout-bsn-elfproef = This citizen service number is not right. Look on your passport, identity card or driving licence.
aanvragen-fout-personen-geen = Name one person at least.
aanvragen-fout-personen-te-veel = Name { $detail } people at most.
aanvragen-fout-persoon-naam = Fill in the first name and last name.
aanvragen-fout-persoon-geboortedatum = Fill in the date of birth, such as 12-03-1984.
aanvragen-fout-locatie-ontbreekt = Fill in where it is, or give a point on the map.
aanvragen-fout-locatie-punt = This point is not in the Netherlands. Write for example 52.1326 and 5.2913.
aanvragen-fout-upload-ontbreekt = Add a file.
aanvragen-fout-uploads-te-veel = Add { $detail } files at most. Remove one.
aanvragen-fout-verklaring = Tick this if it is so. If it is not, you cannot use this form. Please call us.
fout-hervatcode-onbekend = We do not know this code. Check whether you copied it right. After many tries you have to wait a moment. A saved form disappears after 30 days.
fout-aanvraag-verstuurd = This form has been sent already. You cannot change it any more.
foutpagina-upload-te-groot-titel = These files are too large together
foutpagina-upload-te-groot-wat = You can send { $max } MB at once at most. Nothing was kept of what you just sent.
foutpagina-upload-te-groot-doen = Go back and choose smaller files, or add them one by one.
fout-bestand-leeg = There is nothing in this file. Choose another file.
fout-bestand-te-groot = This file is too large. Choose a file of { $detail } MB at most.
fout-bestand-te-veel = No more files can be added. Remove one first.
fout-bestand-soort = We cannot take this kind of file. Choose one of the kinds named above.
fout-bestand-archief = This file is damaged or protected. Save it again, for example as a PDF.
fout-bestand-macro = This file has macros in it. Save it as a PDF.
fout-bestand-besmet = There is a virus in this file. We have not kept it. Have your computer checked.
fout-bestand-scanner-weg = We cannot check this file now. Try again in a few minutes.
fout-bestand-opslag-weg = We cannot keep files now. Try again in a few minutes.
aanvragen-verstuurd-daarna = You had sent this application already. Did you change anything after that? That was not sent along.
aanvragen-verstuurd-daarna-mijn = Do you want to change something? Ask it in My municipality, with this application.
aanvragen-verstuurd-daarna-bellen = Do you want to change something? Call us and mention your number.
