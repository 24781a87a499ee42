# Taken: terugbelverzoeken voor mij, voor mijn team, en door mij doorgezet.

menu-taken = Taken
taken-tabs = Welke taken
taken-tab-mij = Van mij
taken-tab-team = Van mijn team
taken-tab-doorgezet = Door mij doorgezet
taken-titel-mij = Mijn taken
taken-titel-team = Taken van mijn team
taken-titel-doorgezet = Door mij doorgezet
taken-open = { $aantal ->
    [one] 1 open taak
   *[other] { $aantal } open taken
}
taken-open-te-laat = { $aantal ->
    [one] 1 open taak, te laat
   *[other] { $aantal } open taken, waarvan { $te_laat } te laat
}
taken-leeg-mij-kop = U hebt geen open taken
taken-leeg-mij = Nieuwe terugbelverzoeken komen hier vanzelf te staan. Kijk ook bij de taken van uw team.
taken-leeg-team-kop = Uw team heeft geen open taken
taken-leeg-team = Nieuwe terugbelverzoeken voor uw team komen hier vanzelf te staan.
taken-leeg-doorgezet-kop = U hebt nog niets doorgezet
taken-leeg-doorgezet = Zet u een vraag door? Dan ziet u hier wat ermee gebeurt en wat er is gezegd.
taken-tabel = Open taken, minste tijd eerst
taken-tabel-doorgezet = Doorgezette taken, nieuwste belofte eerst
taken-wat = Wat
taken-wie = Wie
taken-sinds = Sinds
taken-tijd = Tijd over
taken-belofte-kop = Belofte
taken-pogingen = Pogingen
taken-wacht-kop = Wie wacht op wie
taken-wacht = { $wie } wacht op { $op }, gevraagd door { $van }
taken-niemand = iemand van { $team }
taken-loket = Loket
taken-oud-collega = een oud-collega
taken-opnieuw = { $aantal ->
    [one] belde 1 keer opnieuw
   *[other] belde { $aantal } keer opnieuw
}
taken-opnieuw-uitleg = Deze beller heeft hierover vaker gebeld. De belofte is niet veranderd.

taken-terugbellen = Terugbelverzoek
taken-terug = Terug naar de taken
taken-bel = Bel { $nummer }
taken-belofte = Bellen { $voor }
taken-klok-klaar = klaar { $moment }
taken-klok-loopt-door = klok loopt door
taken-waarom = waarom?
taken-waarom-regel = { $dagen ->
    [one] Gevraagd { $gevraagd }. Wij beloven te bellen binnen 1 werkdag, volgens de openingstijden van het team: vóór { $beloofd }. Niemand bereikt? Dan loopt de klok door.
   *[other] Gevraagd { $gevraagd }. Wij beloven te bellen binnen { $dagen } werkdagen, volgens de openingstijden van het team: vóór { $beloofd }. Niemand bereikt? Dan loopt de klok door.
}
taken-waarom-afgesproken = Gevraagd { $gevraagd }. Met de beller is een eigen moment afgesproken: vóór { $beloofd }. Niemand bereikt? Dan loopt de klok door.
taken-waarom-overgedragen = Gevraagd { $gevraagd }. Toen is beloofd te bellen vóór { $beloofd }. Overdragen verandert die belofte niet.
taken-vraag = De vraag
taken-stappen = Wat er is gedaan
taken-stappen-leeg = Er is nog niets gedaan.
taken-stap-gesproken = Gesproken, nog niet klaar
taken-stap-niet-bereikt = Gebeld, niet bereikt
taken-stap-overgedragen = Overgedragen aan { $naar }
taken-stap-belde-opnieuw = Belde opnieuw
taken-stap-opgepakt = Opgepakt
taken-stap-afgesloten = Afgesloten
taken-contacten = Contacten hierover
taken-contact-eerste = Eerste contact

taken-oppakken-uitleg = Niemand heeft deze taak nog. Pakt u hem op, dan ziet uw team dat.
taken-oppakken = Pak op
taken-poging-kop = Gebeld?
taken-notitie = Notitie bij deze poging
taken-notitie-hulp = Bijvoorbeeld: voicemail ingesproken. Dit mag leeg blijven.
taken-niet-bereikt = Niet bereikt
taken-wel-bereikt = Gesproken, nog niet klaar
taken-afsluiten-kop = Afsluiten
taken-afloop = Hoe is het afgelopen? Sluit af als:
taken-afloop-beantwoord = Beantwoord
taken-afloop-niet-bereikt = Niet bereikt, wij stoppen
taken-afloop-vervallen = Niet meer nodig
taken-uitkomst = Wat is er gezegd?
taken-uitkomst-hulp = Wie de vraag doorzette, leest dit.
taken-uitkomst-kop = Uitkomst
taken-overdragen-kop = Overdragen aan een team of collega
taken-naar = Aan wie?
taken-naar-hulp = Achter wie er niet is, staat tot wanneer.
taken-naar-kies = Kies een team of collega
taken-naar-team = Heel { $team }
taken-naar-afwezig = { $naam } (afwezig: { $reden }, t/m { $tot })
taken-reden = Waarom draagt u over?
taken-reden-hulp = Uw collega leest dit.
taken-overdragen = Draag over
taken-gesloten = Deze taak is afgesloten. U kunt hem alleen lezen.
taken-alleen-lezen = Deze taak ligt bij een ander team. U kunt hem alleen lezen.

taken-gedaan-opgepakt = Opgepakt. De taak staat nu bij u.
taken-gedaan-poging = Poging vastgelegd. De klok loopt door.
taken-gedaan-overgedragen = Overgedragen.
taken-gedaan-afgesloten = Afgesloten. Wie de vraag doorzette, ziet wat er is gezegd.
taken-conflict-kop = Iemand was u voor
taken-conflict = { $wie }, { $moment }: { $wat }.
taken-conflict-onbekend = De taak is intussen gewijzigd.
taken-conflict-uitleg = Hieronder ziet u de taak zoals die nu is. Wat u deed, is niet vastgelegd.
taken-conflict-eigen = Dit had u ingevuld:

fout-taak-afgehandeld = Deze taak is al afgesloten. Bekijk de taak om te zien wat er is gezegd.
fout-taak-al-opgepakt = Een collega heeft deze taak al opgepakt. Bekijk de taak om te zien wie.
fout-taak-ligt-daar-al = De taak ligt daar al. Kies een ander team of een andere collega.
taken-tab-vrij = Nog van niemand
taken-titel-vrij = Werk van mijn team dat niemand heeft
taken-leeg-vrij-kop = Alles is verdeeld
taken-leeg-vrij = Nieuwe zaken en terugbelverzoeken die nog van niemand zijn, komen hier te staan.
taken-kies-zaak = Kies { $wat }
taken-geven = Geef de gekozen zaken aan een ander
taken-geven-knop = Geef de gekozen zaken
taken-gedaan-gegeven = De zaken zijn doorgegeven.
taken-gedaan-uit-zicht = Gedaan. U ziet de zaak niet meer.
fout-nooit-geprobeerd = Er is nog niet gebeld. Leg eerst een poging vast, of kies een andere afloop.
fout-collega-mag-niet = Deze collega kan dit niet openen. Kies iemand die dit werk doet, of het hele team.
taken-stap-rechtgezet = Verbeterd: wie het was of waarover het ging
taken-verweesd = Werk bij een team waar niemand dit kan behandelen
taken-verweesd-uitleg = Het team is er niet meer, of niemand daar heeft de rol die nodig is. Geef het werk door aan een team dat het wel kan.
