# The desk: reception, counter, display and kiosk.

menu-balie = Desk
balie-receptie = Reception
balie-scherm = Display
balie-zuil = Kiosk
balie-geen = There is no desk
balie-geen-uitleg = Put your desks in balies.toml and load the folder again.
balie-afspraken = Appointments
balie-afspraak = Appointment
balie-zoek = Find the appointment
balie-zoek-naam = Name
balie-zoek-naam-hulp = A name that the appointment was made under, such as the surname
balie-bon-gegeven = The ticket is
balie-nu-gesloten = The desk is closed now. You can still register people.
balie-verwacht = Appointments still to come today
balie-niemand-verwacht = Nobody with an appointment comes any more today.
balie-is-er = Is here
balie-inloop = Without an appointment
balie-naam-optioneel = Name (may be left out)
balie-waarvoor = What for
balie-geef-bon = Give a ticket
balie-wachten = Who waits
balie-wachtrij = Queue, in the order of calling
balie-niemand-wacht = Nobody waits.
balie-bon = Ticket
balie-wie = Who
balie-wat = What for
balie-gepland = Appointment at
balie-wacht = Waits
balie-minuten = { $aantal ->
    [one] 1 minute
   *[other] { $aantal } minutes
}
balie-voorrang = is back
balie-voor-loket = for { $loket }
balie-aan-loket = Called since
balie-aangekomen = Arrived
balie-nodig = What they need
balie-notitie = Note
balie-notitie-hulp = What was discussed and done? This goes on the time line.
balie-meegegeven = { $wat }: handed over at once?
balie-meegegeven-hulp = Choose the result. The case is then opened and closed at once, and is shown so in Mijn.
balie-niet-meegegeven = No, not handed over
balie-klaar = Done
balie-nogmaals = Call once more
balie-parkeer = Wait a moment: something is missing
balie-niet-verschenen = Did not come
balie-doorverwijzen = Redirect
balie-naar-loket = To which counter
balie-elk-loket = Any counter
balie-roep-volgende = Call the next one
balie-ververs = Refresh the list
balie-even-weg = Away for a moment, or did not come
balie-is-terug = Is back
balie-terug-contact = Back to the contact
balie-toon-tijden = Show the free times
balie-e-mail-hulp = For the confirmation and the reminder. Without an address you tell the code yourself.
balie-code-vertel = Tell this code. It cannot be seen later.
balie-stand = State
balie-status-gepland = Planned
balie-status-afgezegd = Cancelled
balie-status-verschenen = Is here
balie-status-niet-verschenen = Did not come
balie-status-afgerond = Helped
balie-gedaan-gemaakt = The appointment has been made.
balie-gedaan-stond-al = This appointment had been made already. What you filled in now has not been kept. The appointment is below. Is it not right? Move it, or cancel it and make a new one.
balie-gedaan-stond-al-voorbij = This appointment has been cancelled or is over. What you filled in now has not been kept. Make a new appointment.
balie-gedaan-verzet = The appointment has been moved.
balie-gedaan-afgezegd = The appointment has been cancelled.
balie-gedaan-niemand = Nobody waits for this counter.
balie-gedaan-nogmaals = The visitor has been called once more.
balie-gedaan-geparkeerd = The visitor is listed as away for a moment.
balie-gedaan-terug = The visitor is in front of the queue again.
balie-gedaan-niet-verschenen = The visitor did not come.
balie-gedaan-doorverwezen = The visitor has been redirected.
balie-gedaan-klaar = The visit has been registered.

balie-scherm-kop = Now being helped at { $balie }
balie-scherm-niemand = Nobody is being called now.
balie-scherm-wachtenden = { $aantal ->
    [0] Nobody waits
    [one] 1 person waits
   *[other] { $aantal } people wait
}
balie-zuil-welkom = Welcome at { $balie }
balie-zuil-bon = Your ticket is
balie-zuil-wacht = Remember your number and watch the display. It shows which counter you may go to.
balie-zuil-klaar = Done
balie-zuil-met = I have an appointment
balie-zuil-ik-ben-er = I am here
balie-zuil-zonder = I have no appointment
balie-zuil-geen-inloop = You need an appointment now. Ask at the reception.
balie-gedaan-nagezien = Done. The message has been dealt with.
balie-kies-plaats = Choose a place
balie-kies-plaats-hulp = Choose a place first, then you see the free times.
balie-zuil-koppelen = This device is no kiosk yet
balie-zuil-koppelen-uitleg = Do you want to check in at { $balie }? Go to the reception. Are you setting up a kiosk? Type the code that the functional manager makes under Management.
balie-zuil-code = Code of the kiosk
balie-zuil-code-hulp = Eight letters and digits.
balie-zuil-koppel = Link this device
fout-zuil-code-onbekend = We do not know this code, it belongs to another desk, or it is older than an hour. After many tries you have to wait a moment.
balie-niet-bevestigd = Not confirmed yet; lapses { $voor }. If you move it, also to the same time, it stands.
balie-vervallen = Lapsed: not confirmed in time
