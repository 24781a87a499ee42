# Inloggen voor inwoners.
aanmelden-opnieuw = Probeer het opnieuw
aanmelden-niet-ingericht-kop = Inloggen kan hier nog niet
aanmelden-niet-ingericht = Deze gemeente heeft het inloggen voor inwoners nog niet ingericht. Bel ons, of kom langs.
aanmelden-niet-gelukt-kop = Het inloggen is niet gelukt
aanmelden-niet-gelukt = Dit kan gebeuren als u lang wacht, of als u in een ander tabblad ook inlogt. Er is niets kwijt.
aanmelden-niet-bekend-kop = Wij kennen u nog niet
aanmelden-niet-bekend = Wij vinden u niet in onze administratie. Bent u pas verhuisd? Bel ons, dan kijken wij met u mee.

# De nagebootste DigiD van de demo.
simulator-titel = Inloggen met de nagebootste DigiD
simulator-uitleg = Dit is een demo. Hier controleert niemand wie u bent: kies een verzonnen inwoner. In het echt staat hier DigiD.
simulator-bsn = Burgerservicenummer
simulator-bsn-hulp = Verzonnen nummers beginnen met 9999.
simulator-namens = Regelt u iets voor een ander? Het nummer van die persoon
simulator-namens-hulp = Laat dit leeg als u iets voor uzelf regelt.
simulator-knop = Log in
simulator-voorbeelden = Of kies iemand
aanmelden-niet-dubbel-kop = U staat twee keer in onze administratie
aanmelden-niet-dubbel = Daardoor weten wij niet zeker welke gegevens van u zijn. Bel ons, dan herstellen wij het.
aanmelden-niet-dubbel-ander-kop = Degene voor wie u inlogt, staat twee keer in onze administratie
aanmelden-niet-dubbel-ander = Daardoor weten wij niet zeker om wie het gaat. Bel ons, dan herstellen wij het.
