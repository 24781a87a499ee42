# The quarterly report of the contact centre.

menu-rapportages = Report
rapport-titel = Contact centre: quarterly report
rapport-kies-kwartaal = Quarter
rapport-toon = Show
rapport-bekend-op = As known at the end of
fout-rapport-op-later = This day is still to come. Choose today or a day before it, or leave it empty.
rapport-peil = Counted up to event { $nummer } in the journal.
rapport-peil-toen = This is what was known at the end of { $datum }. { $aantal } events came after that. These figures open no list: a list shows what is known now.
rapport-peil-achter = The figures are still being counted: { $aantal } events are not counted yet.
rapport-kwartaal = { $nummer ->
    [1] First
    [2] Second
    [3] Third
   *[4] Fourth
} quarter of { $jaar }
rapport-periode = { $van } up to and including { $tot }
rapport-periode-loopt = { $van } up to and including today, { $tot }
rapport-loopt = up to today
rapport-csv = Download as CSV
rapport-afdrukken = To print, use your browser’s print button.
rapport-afgedrukt = Printed by { $naam } on { $moment }
rapport-kern = In short
rapport-opvallend = What stands out
rapport-leeg-kop = No contacts were registered in this quarter
rapport-leeg = Choose another quarter. A contact counts as soon as somebody registers it.
rapport-toon-kwartaal = Show: { $kwartaal }

rapport-procent = { $getal }%
rapport-geen-getal = –
rapport-doel = target { $getal }%
rapport-doel-hoogstens = target { $getal }% at most
rapport-oordeel-gehaald = met
rapport-oordeel-bijna = nearly met
rapport-oordeel-niet-gehaald = not met
rapport-schaal-label = { $aandeel }, { $doel }
rapport-balk-label = { $naam } { $aantal }, previous quarter { $vorig }

rapport-cijfer-contacten = contacts
rapport-cijfer-direct = answered at once
rapport-cijfer-zelf = customer calls again
rapport-cijfer-terug = called back in time
rapport-cijfer-van = { $deel } of { $geheel }
rapport-cijfer-vorig = previous quarter { $getal }
rapport-cijfer-jaar = a year before { $getal }

rapport-dit-kwartaal = This quarter
rapport-aandeel = Share
rapport-kop-doel = Target
rapport-team = Team
rapport-alle-teams = All teams together
rapport-team-opgeheven = Former team
rapport-zonder-kanaal = No channel
rapport-zonder-reden = No reason
rapport-zonder-onderwerp = No subject

rapport-kanalen-kop = Contacts per channel
rapport-kanalen-grafiek = Contacts per channel (thin bar: previous quarter)
rapport-kanalen-tabel = Number of contacts per channel
rapport-kanalen-naam = Channel
rapport-klantgroepen-kop = Contacts per customer group
rapport-klantgroepen-grafiek = For whom people got in touch (thin bar: previous quarter)
rapport-klantgroepen-tabel = Number of contacts per customer group
rapport-klantgroepen-naam = For whom
rapport-redenen-kop = Nature of the contacts
rapport-redenen-grafiek = Why people got in touch (thin bar: previous quarter)
rapport-redenen-tabel = Number of contacts per reason
rapport-redenen-naam = Reason
rapport-onderwerpen-kop = Subjects
rapport-onderwerpen-grafiek = The ten subjects with most contacts (thin bar: previous quarter)
rapport-onderwerpen-tabel = The twenty subjects with most contacts
rapport-onderwerpen-naam = Subject
rapport-onderwerpen-overig = All { $aantal } other subjects

rapport-afhandeling-kop = Handling
rapport-afhandeling-grafiek = From left to right: answered at once, put through, callback, customer calls again
rapport-afhandeling-tabel = How contacts were handled, all teams together
rapport-afhandeling-naam = Handling
rapport-teams-kop = Handling per team
rapport-teams-grafiek = From left to right: answered at once, put through, callback, customer calls again
rapport-teams-tabel = How contacts were handled, per team
rapport-teams-naam = Team
afhandeling-direct-beantwoord = Answered at once
afhandeling-doorverbonden = Put through
afhandeling-terugbelverzoek = Callback
afhandeling-klant-belt-zelf-terug = Customer calls again

rapport-zelf-kop = Customer calls again
rapport-zelf-uitleg = These people had to call again themselves. We want as few of them as possible.
rapport-zelf-grafiek = Share of all contacts per month
rapport-zelf-tabel = Customer calls again, per month
rapport-zelf-naam = Month

rapport-terug-kop = Calling back
rapport-terug-uitleg = In time is within a working day, or before the moment agreed with the caller. Only who was reached counts as in time. Not reached and not needed any more stand apart, and what still runs does not count in the share.
rapport-terug-tabel = Callbacks asked for in this quarter, by the team that calls back
rapport-terug-naam = Team
rapport-terug-aandeel = Called back in time
rapport-terug-gehaald = In time
rapport-terug-te-laat = Late
rapport-terug-loopt = Still running
rapport-terug-niet-bereikt = Not reached
rapport-terug-vervallen = Not needed any more
rapport-terug-vorig = All teams, { $kwartaal }

rapport-zin-zelf-niet-heel = { $kwartaal } is not whole: contacts are counted since { $datum }.
rapport-zin-niet-heel = { $kwartaal } is not whole (contacts are counted since { $datum }): nothing is compared with it.
rapport-zin-meer = There were { $aantal } contacts: { $procent } more than in the previous quarter.
rapport-zin-minder = There were { $aantal } contacts: { $procent } fewer than in the previous quarter.
rapport-zin-direct = Of all contacts { $procent } were answered at once.
rapport-zin-zelf = Of the callers { $procent } had to call again.
rapport-zin-terug = Of the callbacks { $procent } were handled in time.
rapport-zin-doel-gehaald = The target was met ({ $doel }).
rapport-zin-doel-bijna = The target was nearly met ({ $doel }).
rapport-zin-doel-niet-gehaald = The target was not met ({ $doel }).
rapport-zin-hoger = That is higher than in the previous quarter ({ $vorig }).
rapport-zin-lager = That is lower than in the previous quarter ({ $vorig }).
rapport-zin-gelijk = That is about the same as in the previous quarter ({ $vorig }).
rapport-zin-team-direct = { $team } answered the smallest share at once: { $procent }.
rapport-zin-stijger = Questions about { $onderwerp } rose most: from { $vorig } to { $aantal }.
rapport-zin-team-terug = { $team } called back late most often: { $te_laat } of { $geheel } requests.

rapport-maand-1 = Jan
rapport-maand-2 = Feb
rapport-maand-3 = Mar
rapport-maand-4 = Apr
rapport-maand-5 = May
rapport-maand-6 = Jun
rapport-maand-7 = Jul
rapport-maand-8 = Aug
rapport-maand-9 = Sep
rapport-maand-10 = Oct
rapport-maand-11 = Nov
rapport-maand-12 = Dec

rapport-contacten-titel = Contacts behind the figure
rapport-contacten-tabel = Contacts, newest first
rapport-contacten-wanneer = When
rapport-contacten-nummer = Number
rapport-contacten-wie = Staff member
rapport-contacten-duur = Duration
rapport-contacten-leeg-kop = There are no contacts here
rapport-contacten-leeg = In this quarter no contact was registered that fits this choice.
rapport-verzoeken-titel = Callbacks behind the figure
rapport-verzoeken-tabel = Callbacks, newest first
rapport-verzoeken-gevraagd = Asked
rapport-verzoeken-beloofd = Promised
rapport-verzoeken-afgehandeld = Closed
rapport-verzoeken-stand = Promise
rapport-verzoeken-pogingen = Attempts
rapport-verzoeken-leeg-kop = There are no callbacks here
rapport-verzoeken-leeg = No callback was asked for in this quarter that fits this choice.
rapport-terug-naar = Back to the report

csv-onderdeel = Part
csv-naam = Name
csv-wat = What
csv-aantal = Number
csv-van = Out of
csv-procent = Percent
csv-geteld-vanaf = Counted from
csv-geteld-tot = Counted up to and including
csv-gebeurtenis = Counted up to event
csv-totaal = Total

fout-kwartaal-onleesbaar = We cannot read this quarter. Write the year, a hyphen and K1, K2, K3 or K4. For example: { $detail }.
fout-afhandeling-onbekend = We do not know this kind of handling. Choose from: { $detail }.

rapport-contacten = Contacts
rapport-hoe-geteld = How is this counted?
rapport-afhandeling-in = { $afhandeling } in { $kwartaal }
rapport-uur = { $uur }:00
rapport-drukte-kop = Busy hours
rapport-drukte-uitleg = On which day and at which hour people got in touch. The darker the square, the busier.
rapport-drukte-grafiek = Contacts by day of the week and hour
rapport-drukte-tabel = Number of contacts by day of the week and hour
rapport-drukte-naam = Day
rapport-drukte-uur = Hour
rapport-drukte-label = Busiest: { $dag } { $uur }, { $aantal } contacts
rapport-weekdag-1 = Monday
rapport-weekdag-2 = Tuesday
rapport-weekdag-3 = Wednesday
rapport-weekdag-4 = Thursday
rapport-weekdag-5 = Friday
rapport-weekdag-6 = Saturday
rapport-weekdag-7 = Sunday
csv-kwartaal = Quarter
csv-doel = Target
csv-indicator = Indicator
csv-versie = Version
indicator-versie = definition { $versie }
indicator-contacten = Contacts
indicator-contacten-definitie = Each contact that an employee registered, over any channel, counts once: in the quarter in which it began, also when it was written down later. A contact that was withdrawn does not count. What was put right counts as it was put right.
indicator-klantgroep = Customer group
indicator-klantgroep-definitie = For whom somebody got in touch: the employee says so, or else the subject, or else who is known. Nothing is guessed of somebody of whom nothing is known.
indicator-drukte = Busy hours
indicator-drukte-definitie = Contacts by the day of the week and the hour in which they began, on the clock in the Netherlands.
indicator-afhandeling = Ending
indicator-afhandeling-definitie = How a contact ended, as the employee registered it: answered at once, put through, callback, or the customer calls again. It counts for the team of that employee.
indicator-direct-beantwoord = Answered at once
indicator-direct-beantwoord-definitie = The share of contacts that the employee dealt with alone, without putting through or calling back. Contacts without an ending count in the whole.
indicator-klant-belt-zelf-terug = Customer calls again
indicator-klant-belt-zelf-terug-definitie = The share of contacts in which the customer had to call again later, by the month in which the contact began.
indicator-op-tijd-teruggebeld = Called back in time
indicator-op-tijd-teruggebeld-definitie = The share of callbacks that were dealt with in time: the caller was reached before the moment that was promised. A callback counts in the quarter in which it was asked for, for the team that dealt with it or has it now. Who was not reached, what was not needed any more and what still runs does not count. What is still open after the promised moment counts as late.

rapport-vastgesteld-op = Established on { $moment } by { $naam }, version { $versie }
rapport-alle-versies = This report was established more than once:
rapport-versies = This report was established. This page shows what is known now. It was established like this:
rapport-verschillen = What has changed since?
rapport-cijfers-van-nu = See the figures of now
rapport-vaststellen = Establish this report
rapport-opnieuw-vaststellen = Establish this report again
rapport-vaststellen-uitleg = The figures on this page are fixed then, as you see them now. What is put right afterwards does not change the established report. You can always see what has changed since.
rapport-toelichting = Explanation (optional)
rapport-waarom-opnieuw = Why do you establish it again?
rapport-toelichting-hulp = This stands above the report. Do not name residents.
rapport-stel-vast = Establish
fout-rapport-periode-loopt = This report is about a time that is not over yet. Establish it when the quarter or the year is.
fout-rapport-wordt-geteld = The figures are still being counted. Wait until that is done, then try again.
fout-rapport-niet-gezien = These are not the figures of afterwards. Look at the page again, then establish what you see.
fout-rapport-intussen-vastgesteld = Somebody else established this report in the meantime. Look at that report first: it is at the top of this page.
fout-rapport-toelichting-lang = This text is too long: remove { $detail } characters.
fout-rapport-teksten-veranderd = The text was changed in the meantime. Read it again, then establish what you see.
fout-rapport-waarom-opnieuw = This report was established already. Write why you establish it again.
rapport-verschillen-titel = What has changed since?
rapport-terug-naar-vastgesteld = Back to the established report
rapport-verschillen-uitleg = These figures would be different now. Of a share only a difference of a tenth of a percent or more is shown.
rapport-verschillen-leeg-kop = All figures are still the same
rapport-verschillen-leeg = If the report were made now, it would have the same figures.
rapport-verschillen-tabel = What would be different now: { $deel }
rapport-verschillen-wat = What
rapport-verschillen-toen = Established
rapport-verschillen-nu = Now
rapport-sinds-totaal = The established report counts { $toen } contacts. Now it would be { $nu }.
rapport-sinds-vastgelegd = { $aantal ->
    [one] 1 contact of this quarter was registered after all.
   *[other] { $aantal } contacts of this quarter were registered after all.
}
rapport-sinds-rechtgezet = { $aantal ->
    [one] A contact of this quarter was put right 1 time.
   *[other] Contacts of this quarter were put right { $aantal } times.
}
rapport-sinds-teruggenomen = { $aantal ->
    [one] 1 contact of this quarter was withdrawn.
   *[other] { $aantal } contacts of this quarter were withdrawn.
}
