# Regels die voor elk formulier gelden. Een kamer zet haar eigen regels (fout-CODE) in haar eigen bestand.
fout-verplicht = Vul dit veld in.
fout-ongeldige-waarde = Deze waarde kennen wij niet. Controleer wat u hebt ingevuld.
fout-ongeldige-bladwijzer = Deze plaats in de lijst bestaat niet meer. Begin bij de eerste bladzijde.
fout-intussen-gewijzigd = Iemand anders heeft dit net gewijzigd. Open de pagina opnieuw en kijk of uw wijziging nog nodig is.
fout-bestaat-al = Dit bestaat al.

# Pagina's voor wat er mis kan gaan: wat er is, waarom, en wat u kunt doen.
foutpagina-naar-home = Naar de voorpagina
foutpagina-naar-werkplek = Naar de werkplek
foutpagina-naar-inloggen = Log opnieuw in

foutpagina-ongeldig-titel = Dit klopt niet
foutpagina-ongeldig-wat = Wij kunnen deze aanvraag niet lezen. Er is niets veranderd.
foutpagina-ongeldig-doen = Ga terug, controleer wat u hebt ingevuld en probeer het opnieuw.

foutpagina-weg-titel = Dit bestaat niet (meer)
foutpagina-weg-wat = Wat u zoekt, is er niet of hoort niet bij uw organisatie.
foutpagina-weg-doen = Ga terug en open de lijst opnieuw.

foutpagina-verboden-titel = Dit mag u niet openen
foutpagina-verboden-wat = Uw rol geeft geen toegang tot deze pagina.
foutpagina-verboden-doen = Hebt u deze pagina nodig voor uw werk? Vraag het uw functioneel beheerder.

foutpagina-conflict-titel = Iemand was u voor
foutpagina-conflict-wat = Dit is veranderd terwijl u ermee bezig was. Uw wijziging is niet bewaard.
foutpagina-conflict-doen = Ga terug, open de pagina opnieuw en kijk wat er nu staat.

foutpagina-bezig-titel = Even geduld
foutpagina-bezig-wat = Het is nu te druk, of er is een korte storing. Er is niets verloren wat al bewaard was.
foutpagina-bezig-doen = Wacht een halve minuut en probeer het opnieuw.

foutpagina-vol-titel = Dit kan nu niet worden bewaard
foutpagina-vol-wat = Door een storing kunnen wij nu niets bewaren. Lezen en zoeken kan nog wel. Er is niets verloren wat al bewaard was.
foutpagina-vol-doen = Wacht een halve minuut en probeer het opnieuw. Wij weten van de storing.

foutpagina-weg-database-titel = Even geduld, er is een storing
foutpagina-weg-database-wat = Wij kunnen nu niet bij de gegevens. Er is niets verloren wat al bewaard was.
foutpagina-weg-database-doen = Wacht een halve minuut en probeer het opnieuw. Wij weten van de storing.

foutpagina-bug-titel = Er ging iets mis bij ons
foutpagina-bug-wat = Dit ligt niet aan u. De fout is vastgelegd en wij kijken ernaar.
foutpagina-bug-doen = Probeer het opnieuw. Lukt het weer niet? Bel ons dan.

foutpagina-aangemeld-titel = U bent niet meer ingelogd
foutpagina-aangemeld-wat = Na een kwartier zonder gebruik loggen wij u uit. Zo kan niemand anders bij uw gegevens. Wat al bewaard was, is er nog.
foutpagina-aangemeld-doen = Log opnieuw in. Wilt u uw tekst op deze pagina houden? Log dan in een ander tabblad in, ga terug en verstuur het formulier opnieuw.
foutpagina-ingelogd-titel = U bent niet meer ingelogd
foutpagina-ingelogd-wat = Na een tijd zonder gebruik logt Loket u uit. Wat al bewaard was, is er nog.
foutpagina-ingelogd-doen = Log opnieuw in. Wilt u uw tekst op deze pagina houden? Log dan in een ander tabblad in, ga terug en verstuur het formulier opnieuw.

foutpagina-verlopen-titel = Dit formulier is verlopen
foutpagina-verlopen-wat = Wij konden niet nagaan dat dit formulier van deze website komt. Daarom is er niets veranderd.
foutpagina-verlopen-doen = Ga terug, laad de pagina opnieuw en verstuur het formulier nog een keer.

foutpagina-geen-pagina-titel = Deze pagina bestaat niet
foutpagina-geen-pagina-wat = Misschien is de pagina verplaatst, of zit er een typefout in het adres.
foutpagina-geen-pagina-doen = Zoek wat u nodig hebt, of begin op de voorpagina.

foutpagina-host-titel = Deze website bestaat niet
foutpagina-host-wat = Er hoort geen gemeente bij het adres dat u hebt ingevuld.
foutpagina-host-doen = Controleer het adres bovenaan in uw browser.

foutpagina-methode-titel = Dit kan hier niet
foutpagina-methode-wat = Deze pagina kan niet op deze manier worden gebruikt. Er is niets veranderd.
foutpagina-methode-doen = Ga terug en open de pagina opnieuw.

foutpagina-soort-titel = Dit formulier kunnen wij niet lezen
foutpagina-soort-wat = De gegevens kwamen in een vorm die wij niet kennen. Er is niets veranderd.
foutpagina-soort-doen = Ga terug en verstuur het formulier opnieuw vanaf de pagina zelf.

foutpagina-te-vaak-titel = Dit is te vaak gedaan
foutpagina-te-vaak-wat = Vanaf uw internetverbinding is dit al heel vaak gedaan. Om misbruik tegen te gaan, nemen wij het nu niet aan. Deelt u de verbinding met anderen, zoals in een bibliotheek of op een mobiel netwerk? Dan tellen zij mee.
foutpagina-te-vaak-doen = Het kan weer vanaf { $vanaf }, of vanaf een andere verbinding. Kunt u niet wachten? Bel ons, of kom langs.

foutpagina-te-veel-titel = Dit wordt nu te vaak gedaan
foutpagina-te-veel-wat = Wij krijgen dit nu zo vaak binnen dat wij het niet meer aannemen. Dat ligt niet aan u.
foutpagina-te-veel-doen = Het kan weer vanaf { $vanaf }. Kunt u niet wachten? Bel ons, of kom langs. Wie is ingelogd, kan wel verder.

foutpagina-te-groot-titel = Dit is te groot
foutpagina-te-groot-wat = U stuurt meer dan wij in één keer kunnen aannemen. Er is niets veranderd.
foutpagina-te-groot-doen = Ga terug, maak het korter en probeer het opnieuw.

opnieuw-titel = Verstuur dit nog een keer
opnieuw-wat = U bent opnieuw ingelogd nadat u deze pagina opende. Daarom is er nog niets veranderd. Wat u typte, is er nog.
opnieuw-doen = Klopt het hieronder? Verstuur het dan nog een keer.
opnieuw-later-doen = Wat u invulde, staat op deze pagina. Laat de pagina open, wacht een halve minuut en verstuur het opnieuw.
opnieuw-inloggen-doen = Wat u typte, is er nog. Log in een ander tabblad in. Kom dan hier terug en verstuur het nog een keer.
opnieuw-inloggen = Log in in een ander tabblad
opnieuw-tekst = Uw tekst { $nummer }
opnieuw-knop = Verstuur opnieuw
fout-leeg-contact = Er staat nog niets in dit contact. Schrijf een notitie of open een artikel. Was er geen vraag? Gooi het contact dan weg.
fout-niets-gewijzigd = Er is nog niets veranderd. Verander iets, of ga terug.
fout-afhandeling-vast = Hier werkt al iemand anders aan. De afhandeling kan daarom niet meer veranderen.
fout-hoe-verteld = Schrijf op hoe u het hebt verteld.
fout-bericht-achterhaald = Dit bericht klopt niet meer: de afspraak is daarna verzet of afgezegd. Vertel het op een andere manier, en schrijf op hoe.
