# Berichten: wat de gemeente schrijft, en wat burgers vragen.
soort-bericht-aangemaakt = Bericht gemaakt
soort-bericht-verstuurd = Bericht verstuurd
soort-bericht-mislukt = Bericht niet bezorgd
soort-bericht-gewijzigd = Bericht opnieuw aangeboden
soort-bericht-gelezen = Bericht gelezen

fout-bericht-te-lang = Dit is te lang. Gebruik ten hoogste { $detail } tekens.
fout-vraag-al-beantwoord = Een collega heeft deze vraag net beantwoord. Lees eerst dat antwoord.
fout-e-mail-onleesbaar = Dit is geen e-mailadres. Schrijf het zoals naam@voorbeeld.nl.
fout-e-mail-letters = Voor de @ mogen alleen letters zonder accenten staan. Anders komt onze mail niet aan. Gebruik een ander e-mailadres.

# De post van de demo: wat er anders per e-mail was weggegaan.
demopost-titel = Post van de demo
demopost-uitleg = Deze pagina bestaat alleen in de demo. De berichten hieronder zijn niet verstuurd: er is geen mailserver ingesteld. Zo hadden ze eruitgezien.
demopost-leeg = Er is nog geen post
demopost-leeg-uitleg = Doe een aanvraag of maak een afspraak. De bevestiging komt dan hier te staan.
demopost-terug = Alle post van de demo
demopost-van = Van
demopost-aan = Aan
demopost-bron = Bekijk het bericht zoals een mailprogramma het krijgt (.eml)
