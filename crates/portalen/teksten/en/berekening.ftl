# Why a date is what it is.
berekening-artikel = { $zin } (article { $artikel }).
berekening-periode = { $eerste } up to and including { $laatste }
berekening-regel-termijn = { $van } + { $waarde } is { $einde }
berekening-regel-bezwaartermijn = Time to object to the decision of { $wanneer }: up to and including { $einde }
berekening-regel-na-bezwaartermijn = The objection came later, on { $einde }: the term counts from that day
berekening-regel-besluitdag-onbekend = The day of the decision is not filled in: the term counts from the receipt on { $einde }
berekening-regel-verlenging = Extended on { $wanneer } by { $waarde }: { $einde }
berekening-regel-stilstand = The term stood still from { $wanneer }, { $waarde }: { $einde }
berekening-regel-stilstand-dag = The term stood still on { $wanneer }: { $einde }
berekening-regel-stilstand-loopt = The term stands still from { $wanneer }, { $waarde }: { $einde }
berekening-regel-staat-stil = The term stands still from { $wanneer } on. If it ran again today, it would end on { $einde }
berekening-regel-staat-stil-straks = The term stands still from { $wanneer }, if what was asked is not there by then. Otherwise it ends on { $einde }
berekening-regel-mededeling = On { $wanneer } it was told that it will be later. That does not change the term
berekening-regel-twee-werkdagen = It must hold two working days: { $einde }
berekening-regel-stilstaand = On { $van } the term stood still: { $einde }
berekening-regel-weekend = { $van } is in the weekend: { $einde }
berekening-regel-feestdag = { $van } is { $waarde }: { $einde }
berekening-regel-gelijkgesteld = { $van } counts as a public holiday: { $einde }
berekening-regel-lang = So long a term does not move: { $einde }
berekening-regel-niet-korter = An extension never makes a term shorter: { $einde }
berekening-zonder-gevolg-na-afloop = What happened on { $wanneer } changes nothing: the term was over by then
berekening-zonder-gevolg-laatste-dag = What was asked on { $wanneer } changes nothing: { $wanneer } was the last day, and standing still begins the day after
berekening-zonder-gevolg-geen-termijn-gegeven = On { $wanneer } something was asked without saying by when: that does not make the term stand still
berekening-zonder-gevolg-stond-al-stil = From { $wanneer } on the term stood still already: no day counts twice
berekening-zonder-gevolg-geen-dag = By what happened on { $wanneer } the term stood still on no day
berekening-zonder-gevolg-na-gegeven-termijn = What came in on { $wanneer } was too late: the term was running again
berekening-zonder-gevolg-niets-gevraagd = What came in on { $wanneer } was not asked for: the term simply ran
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
