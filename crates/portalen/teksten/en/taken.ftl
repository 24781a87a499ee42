# Tasks: callbacks for me, for my team, and passed on by me.

menu-taken = Tasks
taken-tabs = Which tasks
taken-tab-mij = Mine
taken-tab-team = My team’s
taken-tab-doorgezet = Passed on by me
taken-titel-mij = My tasks
taken-titel-team = My team’s tasks
taken-titel-doorgezet = Passed on by me
taken-open = { $aantal ->
    [one] 1 open task
   *[other] { $aantal } open tasks
}
taken-open-te-laat = { $aantal ->
    [one] 1 open task, late
   *[other] { $aantal } open tasks, { $te_laat } of them late
}
taken-leeg-mij-kop = You have no open tasks
taken-leeg-mij = New callbacks appear here by themselves. Also look at your team’s tasks.
taken-leeg-team-kop = Your team has no open tasks
taken-leeg-team = New callbacks for your team appear here by themselves.
taken-leeg-doorgezet-kop = You have not passed anything on yet
taken-leeg-doorgezet = When you pass on a question, you see here what happens to it and what was said.
taken-tabel = Open tasks, least time left first
taken-tabel-doorgezet = Tasks passed on, latest promise first
taken-wat = What
taken-wie = Who
taken-sinds = Since
taken-tijd = Time left
taken-belofte-kop = Promise
taken-pogingen = Attempts
taken-wacht-kop = Who waits for whom
taken-wacht = { $wie } waits for { $op }, asked by { $van }
taken-niemand = somebody of { $team }
taken-loket = Loket
taken-oud-collega = a former colleague
taken-opnieuw = { $aantal ->
    [one] called again once
   *[other] called again { $aantal } times
}
taken-opnieuw-uitleg = This caller has called about it more often. The promise has not changed.

taken-terugbellen = Callback
taken-terug = Back to the tasks
taken-bel = Call { $nummer }
taken-belofte = Call { $voor }
taken-klok-klaar = done { $moment }
taken-klok-loopt-door = clock runs on
taken-waarom = why?
taken-waarom-regel = { $dagen ->
    [one] Asked { $gevraagd }. We promise to call within 1 working day, by the team’s opening hours: before { $beloofd }. Nobody reached? Then the clock runs on.
   *[other] Asked { $gevraagd }. We promise to call within { $dagen } working days, by the team’s opening hours: before { $beloofd }. Nobody reached? Then the clock runs on.
}
taken-waarom-afgesproken = Asked { $gevraagd }. A moment of its own was agreed with the caller: before { $beloofd }. Nobody reached? Then the clock runs on.
taken-waarom-overgedragen = Asked { $gevraagd }. The promise then was to call before { $beloofd }. Handing over does not change that promise.
taken-vraag = The question
taken-stappen = What was done
taken-stappen-leeg = Nothing has been done yet.
taken-stap-gesproken = Spoken, not finished yet
taken-stap-niet-bereikt = Called, not reached
taken-stap-overgedragen = Handed over to { $naar }
taken-stap-belde-opnieuw = Called again
taken-stap-opgepakt = Picked up
taken-stap-afgesloten = Closed
taken-contacten = Contacts about this
taken-contact-eerste = First contact

taken-oppakken-uitleg = Nobody has this task yet. When you pick it up, your team sees that.
taken-oppakken = Pick up
taken-poging-kop = Called?
taken-notitie = Note about this attempt
taken-notitie-hulp = For example: left a voice mail. This may stay empty.
taken-niet-bereikt = Not reached
taken-wel-bereikt = Spoken, not finished yet
taken-afsluiten-kop = Close
taken-afloop = How did it end? Close as:
taken-afloop-beantwoord = Answered
taken-afloop-niet-bereikt = Not reached, we stop
taken-afloop-vervallen = Not needed any more
taken-uitkomst = What was said?
taken-uitkomst-hulp = Whoever passed on the question reads this.
taken-uitkomst-kop = Outcome
taken-overdragen-kop = Hand over to a team or colleague
taken-naar = To whom?
taken-naar-hulp = Behind those who are away stands until when.
taken-naar-kies = Choose a team or colleague
taken-naar-team = All of { $team }
taken-naar-afwezig = { $naam } (away: { $reden }, until { $tot })
taken-reden = Why do you hand it over?
taken-reden-hulp = Your colleague reads this.
taken-overdragen = Hand over
taken-gesloten = This task is closed. You can only read it.
taken-alleen-lezen = This task lies with another team. You can only read it.

taken-gedaan-opgepakt = Picked up. The task is with you now.
taken-gedaan-poging = Attempt recorded. The clock runs on.
taken-gedaan-overgedragen = Handed over.
taken-gedaan-afgesloten = Closed. Whoever passed on the question sees what was said.
taken-conflict-kop = Somebody was ahead of you
taken-conflict = { $wie }, { $moment }: { $wat }.
taken-conflict-onbekend = The task has changed in the meantime.
taken-conflict-uitleg = Below you see the task as it is now. What you did was not recorded.
taken-conflict-eigen = This is what you had filled in:

fout-taak-afgehandeld = This task is closed already. Look at the task to see what was said.
fout-taak-al-opgepakt = A colleague has picked up this task already. Look at the task to see who.
fout-taak-ligt-daar-al = The task lies there already. Choose another team or colleague.
taken-tab-vrij = Nobody's yet
taken-titel-vrij = Work of my team that nobody has
taken-leeg-vrij-kop = Everything is divided
taken-leeg-vrij = New cases and callbacks that nobody has yet appear here.
taken-kies-zaak = Choose { $wat }
taken-geven = Give the chosen cases to somebody else
taken-geven-knop = Give the chosen cases
taken-gedaan-gegeven = The cases were passed on.
taken-gedaan-uit-zicht = Done. You do not see the case any more.
fout-nooit-geprobeerd = Nobody has called yet. Record an attempt first, or choose another outcome.
fout-collega-mag-niet = This colleague cannot open this. Choose somebody who does this work, or the whole team.
taken-stap-rechtgezet = Put right: who it was or what it was about
taken-verweesd = Work with a team where nobody can handle it
taken-verweesd-uitleg = The team is no longer there, or nobody in it has the role that is needed. Give the work on to a team that can.
