# De publieke website.
website-home = Voorpagina
website-zoek-voorbeeld = Bijvoorbeeld paspoort of grofvuil
website-meest-gevraagd = Meest gevraagd
website-levensgebeurtenissen = Wat verandert er in uw leven?
website-themas = Onderwerpen per thema
website-a-z = Alles van A tot Z
website-contact = Liever iemand spreken?
website-lijst-leeg = Hier staat nog niets
website-lijst-leeg-uitleg = Wij hebben over dit thema nog geen pagina's. Zoek bovenaan, of kijk bij alle onderwerpen.
website-zoeken-titel = Zoeken
website-zoeken-begin = Typ bovenaan een woord of een vraag.
website-zoeken-niets = Niets gevonden voor “{ $vraag }”
website-zoeken-niets-uitleg = Probeer een ander woord of minder woorden. Of kies een thema. U mag ook bellen: wij zoeken het met u uit.
website-zoeken-aantal = { $aantal ->
    [one] 1 antwoord voor “{ $vraag }”
   *[other] { $aantal } antwoorden voor “{ $vraag }”
}
website-in-het-engels = Dit antwoord in het Engels
website-rest-nederlands = De rest van deze pagina is in het Nederlands.
website-gecontroleerd = Gecontroleerd:
website-lukt-het-niet = Komt u er niet uit?
website-ook-handig = Ook handig
sectie-kosten = Wat kost het?
sectie-hoe-lang = Hoe lang duurt het?
sectie-nodig = Wat hebt u nodig?
sectie-voorwaarden = Voorwaarden
sectie-aanvragen = Hoe regelt u het?
sectie-let-op = Let op
