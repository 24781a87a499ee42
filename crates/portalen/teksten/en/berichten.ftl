# Messages: what the municipality writes, and what citizens ask.
soort-bericht-aangemaakt = Message made
soort-bericht-verstuurd = Message sent
soort-bericht-mislukt = Message not delivered
soort-bericht-gewijzigd = Message offered again
soort-bericht-gelezen = Message read

fout-bericht-te-lang = This is too long. Use { $detail } characters at most.
fout-vraag-al-beantwoord = A colleague has just answered this question. Read that answer first.
fout-e-mail-onleesbaar = This is not an e-mail address. Write it like name@example.nl.
fout-e-mail-letters = Before the @ only letters without accents can be used. Otherwise our mail does not arrive. Use another e-mail address.

# The mail of the demo: what would have left by e-mail otherwise.
demopost-titel = Mail of the demo
demopost-uitleg = This page exists in the demo only. The messages below were not sent: no mail server is configured. This is what they would have looked like.
demopost-leeg = There is no mail yet
demopost-leeg-uitleg = Make an application or an appointment. The confirmation will then appear here.
demopost-terug = All mail of the demo
demopost-van = From
demopost-aan = To
demopost-bron = See the message as a mail program gets it (.eml)
