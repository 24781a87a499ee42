# On every page.
merk = Loket
taal-naam = English
naar-inhoud = Skip to content
hoofdmenu = Main menu
kruimelpad = Breadcrumbs
uitloggen = Log out
menu-werkplek = Workplace
bladeren = Pages
bladeren-vorige = Previous
bladeren-volgende = Next
fouten-kop = Something is not right yet

# Public pages.
publiek-servicemenu = Service
publiek-alle-onderwerpen = All topics
publiek-uit-geheugen = There is a fault. You can read and search everything here. You cannot apply for or report anything now. Please try that later, or call us.
publiek-bel = Call { $telefoon }
publiek-zoek-vraag = How can we help you?
publiek-zoek-knop = Search
publiek-bellen = Call us
publiek-langskomen = Visit us
publiek-schrijven = E-mail us
open-nu = Open now, until { $tot }
open-straks = Closed now. Open { $dag } at { $tijd }
open-van-tot = { $van } to { $tot }
open-gesloten = closed

# The clock of a promise.
stand-loopt = running
stand-bijna = nearly due
stand-te-laat = too late
stand-staat-stil = paused
stand-gehaald = kept
stand-niet-gehaald = not kept
klok-om = { $procent }% of the time is over

# Days and times.
tijd-vandaag = today
tijd-gisteren = yesterday
tijd-morgen = tomorrow
tijd-dag = { $weekdag } { $dag } { $maand }
tijd-datum = { $dag } { $maand } { $jaar }
tijd-tot-en-met = up to and including { $dag }
tijd-uiterlijk = { $dag } before { $tijd }
tijd-over-werkdagen = { $aantal ->
    [one] { $dag }, in 1 working day
   *[other] { $dag }, in { $aantal } working days
}
tijd-werkdagen-geleden = { $aantal ->
    [one] { $dag }, 1 working day ago
   *[other] { $dag }, { $aantal } working days ago
}
tijd-nog-minuten = { $aantal ->
    [one] 1 minute left
   *[other] { $aantal } minutes left
}
tijd-nog-uren = { $aantal ->
    [one] 1 hour left
   *[other] { $aantal } hours left
}
tijd-nog-werkdagen = { $aantal ->
    [one] 1 working day left
   *[other] { $aantal } working days left
}
tijd-te-laat-minuten = { $aantal ->
    [one] 1 minute too late
   *[other] { $aantal } minutes too late
}
tijd-te-laat-uren = { $aantal ->
    [one] 1 hour too late
   *[other] { $aantal } hours too late
}
tijd-te-laat-werkdagen = { $aantal ->
    [one] 1 working day too late
   *[other] { $aantal } working days too late
}
weekdag-1 = Monday
weekdag-2 = Tuesday
weekdag-3 = Wednesday
weekdag-4 = Thursday
weekdag-5 = Friday
weekdag-6 = Saturday
weekdag-7 = Sunday
maand-1 = January
maand-2 = February
maand-3 = March
maand-4 = April
maand-5 = May
maand-6 = June
maand-7 = July
maand-8 = August
maand-9 = September
maand-10 = October
maand-11 = November
maand-12 = December
