# Regels over zaken.
fout-te-lang = Dit is te lang. Maak het korter.
fout-zaak-afgehandeld = Deze zaak is afgehandeld. U kunt er niets meer aan veranderen.
fout-zaak-ligt-daar-al = Deze zaak ligt daar al. Kies een ander team of een andere collega.
fout-zaak-al-opgeschort = De termijn van deze zaak staat al stil. Wacht op de aanvulling, of registreer wat binnen is.
fout-zaak-geen-opschorting = De termijn van dit soort zaak kan niet stilstaan.
fout-zaak-niet-opgeschort = De termijn van deze zaak staat niet stil.
fout-zaak-geen-verlenging = De termijn van dit soort zaak kan niet langer worden.
fout-zaak-al-verlengd = De termijn van deze zaak is al verlengd. Dat kan één keer.
fout-zaak-heeft-resultaat = Deze zaak heeft al een resultaat.
fout-resultaat-ontbreekt = Kies eerst een resultaat. Zonder resultaat kunt u de zaak niet afsluiten.
fout-deelzaak-van-deelzaak = Een deelzaak kan geen eigen deelzaken hebben.
fout-geen-deelzaaktype = Dit soort zaak kan hier geen deelzaak zijn. Kies een ander soort.
fout-deelzaken-open = Deze zaak heeft nog open deelzaken. Handel die eerst af.
fout-aantal-zaken = Kies minstens één zaak, en niet te veel tegelijk.
fout-niets-te-melden = Er is geen aanvulling waarover de aanvrager nog bericht moet krijgen.
