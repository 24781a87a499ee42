# Waarom een datum is wat hij is.
berekening-regel-termijn = { $van } + { $waarde } is { $einde } (artikel { $artikel }).
berekening-regel-verlenging = Verlengd met { $waarde }: van { $van } naar { $einde } (artikel { $artikel }).
berekening-regel-opschorting = De termijn stond { $waarde } stil: van { $van } naar { $einde } (artikel { $artikel }).
berekening-regel-weekend = { $van } is in het weekend: { $einde } (artikel { $artikel }).
berekening-regel-feestdag = { $van } is { $waarde }: { $einde } (artikel { $artikel }).
berekening-regel-twee-werkdagen = Er moeten twee werkdagen in zitten: van { $van } naar { $einde } (artikel { $artikel }).
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
