# Why a date is what it is.
berekening-regel-termijn = { $van } + { $waarde } is { $einde } (article { $artikel }).
berekening-regel-verlenging = Extended by { $waarde }: from { $van } to { $einde } (article { $artikel }).
berekening-regel-opschorting = The term stood still for { $waarde }: from { $van } to { $einde } (article { $artikel }).
berekening-regel-weekend = { $van } is in the weekend: { $einde } (article { $artikel }).
berekening-regel-feestdag = { $van } is { $waarde }: { $einde } (article { $artikel }).
berekening-regel-twee-werkdagen = It must hold two working days: from { $van } to { $einde } (article { $artikel }).
duur-jaren = { $aantal ->
    [one] 1 year
   *[other] { $aantal } years
}
duur-maanden = { $aantal ->
    [one] 1 month
   *[other] { $aantal } months
}
duur-weken = { $aantal ->
    [one] 1 week
   *[other] { $aantal } weeks
}
duur-dagen = { $aantal ->
    [one] 1 day
   *[other] { $aantal } days
}
feestdag-nieuwjaarsdag = New Year's Day
feestdag-goede-vrijdag = Good Friday
feestdag-tweede-paasdag = Easter Monday
feestdag-koningsdag = King's Day
feestdag-koninginnedag = Queen's Day
feestdag-bevrijdingsdag = Liberation Day
feestdag-hemelvaartsdag = Ascension Day
feestdag-tweede-pinksterdag = Whit Monday
feestdag-eerste-kerstdag = Christmas Day
feestdag-tweede-kerstdag = Boxing Day
