# Waarom een datum is wat hij is.
berekening-artikel = { $zin } (artikel { $artikel }).
berekening-periode = { $eerste } tot en met { $laatste }
berekening-regel-termijn = { $van } + { $waarde } is { $einde }
berekening-regel-bezwaartermijn = Termijn voor bezwaar tegen het besluit van { $wanneer }: tot en met { $einde }
berekening-regel-na-bezwaartermijn = Het bezwaar kwam later, op { $einde }: dan telt de termijn vanaf die dag
berekening-regel-besluitdag-onbekend = De dag van het besluit is niet ingevuld: de termijn telt vanaf de ontvangst op { $einde }
berekening-regel-verlenging = Op { $wanneer } verlengd met { $waarde }: { $einde }
berekening-regel-stilstand = De termijn stond stil van { $wanneer }, { $waarde }: { $einde }
berekening-regel-stilstand-dag = De termijn stond op { $wanneer } stil: { $einde }
berekening-regel-stilstand-loopt = De termijn staat stil van { $wanneer }, { $waarde }: { $einde }
berekening-regel-staat-stil = De termijn staat stil vanaf { $wanneer }. Liep hij vandaag weer, dan was het einde { $einde }
berekening-regel-staat-stil-straks = De termijn staat stil vanaf { $wanneer }, als het gevraagde er dan niet is. Anders is het einde { $einde }
berekening-regel-mededeling = Op { $wanneer } is verteld dat het later wordt. Dat verandert de termijn niet
berekening-regel-twee-werkdagen = Er moeten twee werkdagen in zitten: { $einde }
berekening-regel-stilstaand = Op { $van } stond de termijn stil: { $einde }
berekening-regel-weekend = { $van } is in het weekend: { $einde }
berekening-regel-feestdag = { $van } is { $waarde }: { $einde }
berekening-regel-gelijkgesteld = { $van } is gelijkgesteld met een feestdag: { $einde }
berekening-regel-lang = Een termijn die zo lang is, schuift niet op: { $einde }
berekening-regel-niet-korter = Verlengen maakt een termijn nooit korter: { $einde }
berekening-zonder-gevolg-na-afloop = Wat er op { $wanneer } gebeurde, verandert niets: toen was de termijn al voorbij
berekening-zonder-gevolg-laatste-dag = Wat er op { $wanneer } is gevraagd, verandert niets: { $wanneer } was de laatste dag, en stilstaan begint de dag erna
berekening-zonder-gevolg-geen-termijn-gegeven = Op { $wanneer } is iets gevraagd zonder te zeggen voor wanneer: daardoor staat de termijn niet stil
berekening-zonder-gevolg-stond-al-stil = Vanaf { $wanneer } stond de termijn al stil: geen dag telt dubbel
berekening-zonder-gevolg-geen-dag = Door wat er op { $wanneer } gebeurde, stond de termijn geen dag stil
berekening-zonder-gevolg-na-gegeven-termijn = Wat er op { $wanneer } binnenkwam, was te laat: de termijn liep al weer
berekening-zonder-gevolg-niets-gevraagd = Wat er op { $wanneer } binnenkwam, was niet gevraagd: de termijn liep gewoon
duur-jaren = { $aantal } jaar
duur-maanden = { $aantal ->
    [one] 1 maand
   *[other] { $aantal } maanden
}
duur-weken = { $aantal ->
    [one] 1 week
   *[other] { $aantal } weken
}
duur-dagen = { $aantal ->
    [one] 1 dag
   *[other] { $aantal } dagen
}
feestdag-nieuwjaarsdag = nieuwjaarsdag
feestdag-goede-vrijdag = Goede Vrijdag
feestdag-tweede-paasdag = tweede paasdag
feestdag-koningsdag = Koningsdag
feestdag-koninginnedag = Koninginnedag
feestdag-bevrijdingsdag = Bevrijdingsdag
feestdag-hemelvaartsdag = Hemelvaartsdag
feestdag-tweede-pinksterdag = tweede pinksterdag
feestdag-eerste-kerstdag = eerste kerstdag
feestdag-tweede-kerstdag = tweede kerstdag
