# The workplace: contact, search, article, customer, finishing, preferences.

werkplek-thuis = Workplace
werkplek-contact = Contact
werkplek-zij = Work in progress
werkplek-lopende-contacten = Running contacts
werkplek-lopende-geen = No running contacts
werkplek-lopende-geen-uitleg = Start a contact when the phone rings or someone comes to the desk. What you type is saved at once.
werkplek-nieuw-contact = New contact
werkplek-mijn-taken = My tasks
werkplek-taken-geen = No open tasks
werkplek-taken-geen-uitleg = Callback requests for you will appear here, the nearest first.
werkplek-alle-taken = All tasks
werkplek-groet = Hello, { $naam }
werkplek-start = New contact
werkplek-start-volgende = Next contact
werkplek-start-contact = Start contact
werkplek-weggegooid = The contact has been thrown away.
werkplek-zet-terug = Put it back
werkplek-bekijk-contact = See what was registered
werkplek-verder = To the workplace
werkplek-terug-naar-contact = Back to the contact

# Search
werkplek-zoeken = Search
werkplek-zoekveld-contact = Search article, colleague, or person by phone, BSN, postcode or date of birth
werkplek-zoekveld = Search an article or colleague
werkplek-zoeken-mislukt = Searching does not work now. Press Enter to try again.
werkplek-zoeken-aantal = { $aantal ->
    [0] Nothing found
    [one] 1 result
   *[other] { $aantal } results
}
werkplek-zoeken-leeg = Nothing found for “{ $vraag }”
werkplek-zoeken-leeg-uitleg = Try another word, or fewer words. Editors see which questions find nothing.
werkplek-artikelen = Articles
werkplek-collegas = Colleagues and teams
werkplek-personen = People
werkplek-personen-geen = Nobody found with these details. You can go on without knowing who is calling.
werkplek-label-persoon = person
werkplek-label-team = team
werkplek-reden-nodig = What do you look this person up for? Choose the reason; it is recorded.
werkplek-reden-zin = reason: { $reden }
werkplek-persoon-jaar = born in { $jaar }
werkplek-herkend-telefoon = Recognised as a phone number
werkplek-herkend-bsn = Recognised as a citizen service number (BSN)
werkplek-herkend-adres = Recognised as postcode and house number
werkplek-herkend-naam-geboortedatum = Recognised as name and date of birth
werkplek-er = present
werkplek-afwezig-tot = { $reden } until { $datum }
werkplek-open = open
werkplek-gesloten = closed
werkplek-open-tot = Open now, until { $tijd }
werkplek-gesloten-tot = Closed now. Open again: { $wanneer }

# Contact
werkplek-onbekende-beller = Unknown caller
werkplek-duur = Duration
werkplek-vraag = The question
werkplek-onderwerp = Subject
werkplek-onderwerp-geen = Follows from the article you open
werkplek-kanaal = Channel
werkplek-reden = Reason to see personal data
werkplek-reden-volgt = Follows from the subject
werkplek-notitie = Note
werkplek-beller-naam = Name of caller (only if needed)
werkplek-beller-telefoon = Phone number
werkplek-klant-los = Another caller: unlink
werkplek-afspraak-maken = Make an appointment
werkplek-zonder-onderwerp = No subject
werkplek-weg = Throw this contact away
werkplek-bewaar = Save
werkplek-let-op-vaak-hierover = Contact number { $aantal } in { $dagen } days about this.
werkplek-let-op-open = Open callback request.
werkplek-let-op-open-bij = { $team } calls back before { $wanneer }. { $pogingen ->
    [0] Not tried yet.
    [one] One attempt, not reached.
   *[other] { $pogingen } attempts, not reached.
}
werkplek-let-op-geheim = Address withheld.
werkplek-let-op-geheim-bij = Do not give an address or phone number to others.
werkplek-conflict = Error: this contact was changed in another window. What you type here is no longer saved.
werkplek-conflict-hier = Error: this contact was also changed in another window. Below is your own text. If you save or register now, that counts.
werkplek-conflict-bekijk = Open the contact as it is now
werkplek-controle-kop = Check who you are speaking to
werkplek-controle-vraag-geboortedatum = Ask for the date of birth. The answer must be:
werkplek-controle-vraag-adres = Ask for the address. The answer must be:
werkplek-controle-vraag-geen = We have no date of birth or address to check.
werkplek-controle-uitleg = Until it is right, you see and tell nothing about this person.
werkplek-controle-geslaagd = Correct
werkplek-controle-mislukt = Not correct
werkplek-controle-niet-nodig = Not needed
werkplek-gecontroleerd-geslaagd = checked
werkplek-gecontroleerd-mislukt = control question answered wrongly: tell nothing about this person
werkplek-gecontroleerd-niet-nodig = not checked: tell nothing about this person
werkplek-direct = Answered at once
werkplek-terugbellen = Call back
werkplek-doorverbinden = Put through
werkplek-zelf-terug = Customer calls again
werkplek-alle-toetsen = All keys
werkplek-bewaard-gewijzigd = Not saved yet
werkplek-bewaard-bezig = Saving…
werkplek-bewaard-om = Saved at {"{"}tijd{"}"}
werkplek-bewaard-om-tijd = Saved at { $tijd }
werkplek-bewaard-offline = No connection. Your text stays; we try again.
werkplek-bewaard-geweigerd = Not saved. Log in again in another tab; your text stays.
werkplek-bewaard-conflict = Not saved: changed elsewhere
werkplek-toetsen-kop = Keys on this page
werkplek-toetsen-wijzigen = Change keys or switch them off
werkplek-sluit = Close

# Article
werkplek-artikel = Article
werkplek-artikel-mislukt = The article could not be opened. Try again.
werkplek-artikel-geen-kop = No article open yet
werkplek-artikel-geen = Search at the top for a word from the question. Enter opens the first article here.
werkplek-artikel-geopend = Article opened: { $naam }
werkplek-artikel-herkomst = Article · version { $versie }, checked on { $datum } · { $team }
werkplek-artikel-oud = Note: this is version { $versie }, used for an earlier answer. The current version is { $nu }.
werkplek-artikel-vervallen = Note: this article has been withdrawn.
werkplek-artikel-english = Short answer in English
werkplek-artikel-intern = For staff only
werkplek-artikel-niet-voorlezen = internal
werkplek-artikel-gerelateerd = See also
werkplek-artikel-website = See it on the website
werkplek-artikel-deel-kosten = Costs
werkplek-artikel-deel-hoe-lang = How long
werkplek-artikel-deel-nodig = Needed
werkplek-artikel-deel-voorwaarden = Conditions
werkplek-artikel-deel-aanvragen = Applying
werkplek-artikel-deel-let-op = Note

# Time line and customer
werkplek-klant = Customer
werkplek-tijdlijn = Time line
werkplek-tijdlijn-alles = Whole time line
werkplek-tijdlijn-leeg = No earlier contacts yet.
werkplek-tijdlijn-terugbelverzoek = Callback request
werkplek-tijdlijn-aan = to { $team }
werkplek-tijdlijn-versie = article version { $versie }
werkplek-tijdlijn-poging-niet = { $wanneer }: not reached
werkplek-tijdlijn-poging-wel = { $wanneer }: reached
werkplek-tijdlijn-overgedragen = { $wanneer }: handed over
werkplek-tijdlijn-verhoogd = { $wanneer }: asked again
werkplek-tijdlijn-rechtgezet = { $wanneer }: put right
werkplek-tijdlijn-opgepakt = { $wanneer }: picked up
werkplek-tijdlijn-afgehandeld = { $wanneer }: closed
werkplek-tijdlijn-gesloten = closed
werkplek-ouder = Older contacts
werkplek-klant-geen-toegang-kop = You cannot see this time line now
werkplek-klant-geen-toegang = First look the person up in a contact and ask the control question. Then we know what you need the data for.

# Finishing
werkplek-geregistreerd-om = Registered: { $onderwerp }, { $uitkomst } ({ $tijd }).
werkplek-geen-onderwerp = no subject
werkplek-geregistreerd-kop = Registered contact
werkplek-geregistreerd-artikel = See the article it was answered with
werkplek-feit-onderwerp = Subject
werkplek-feit-geen = Not recorded
werkplek-feit-uitkomst = Handled
werkplek-feit-duur = Duration
werkplek-feit-wanneer = When
werkplek-feit-notitie = Note
werkplek-feit-door = By
werkplek-feit-team = Team
werkplek-feit-naar = To
werkplek-feit-artikel = Article
werkplek-feit-artikel-versie = version { $versie }
werkplek-feit-belofte = Promised
werkplek-feit-met = With
werkplek-feit-nummer = Number
werkplek-terugbellen-kop = Callback request
werkplek-doorverbinden-kop = Put through
werkplek-terugbellen-knop = Register the callback request
werkplek-doorverbinden-knop = Register: put through
werkplek-naar-kop = To whom
werkplek-naar-team = Team
werkplek-naar-kies = Choose a team
werkplek-naar-wie = Colleague
werkplek-naar-hele-team = The whole team
werkplek-naar-eerst-team = Choose a team first. Then you see who is there and what the team wants to know.
werkplek-toon-vragen = Show who is there and the questions
werkplek-vragen-mislukt = The questions of this team could not be fetched. Press the button to try again.
werkplek-vragen-kop = What this team wants to know
werkplek-niet-verplicht = (may be empty)
werkplek-kies = Choose
werkplek-ja = Yes
werkplek-nee = No
werkplek-belofte-kop = What you promise
werkplek-belofte = We will call you back before { $wanneer }.
werkplek-belofte-waarom = Why this moment?
werkplek-buiten-kop = Note: { $team } is closed then
werkplek-buiten-uitleg = You want to promise a call before { $wanneer }. { $team } is closed then. Do you know that a colleague will call all the same? Then register it like this.
werkplek-buiten-toch = Register it all the same: before { $wanneer }
werkplek-buiten-liever = Promise instead: before { $wanneer }
werkplek-belofte-uitleg = Promise: within { $dagen ->
    [one] 1 working day
   *[other] { $dagen } working days
} of { $team }. Weekends, public holidays and days on which the team is closed do not count.
werkplek-belofte-anders = Other moment agreed
werkplek-belofte-hulp = Only fill this in when you agree on something else with the caller.
werkplek-terugbellen-beller = Whom do we call back, and about what
werkplek-doorverbinden-beller = The caller
werkplek-beller-naam-kort = Name
werkplek-terugbellen-vraag = The question, for whoever calls back
werkplek-doorverbinden-vraag = Note
werkplek-aansluiten-kop = Does this belong to an open callback request?
werkplek-aansluiten-open = Join the request of { $wanneer } to { $team }: “{ $vraag }” ({ $pogingen ->
    [0] not tried yet
    [one] 1 attempt
   *[other] { $pogingen } attempts
})
werkplek-aansluiten-open-zonder = Join the request of { $wanneer } to { $team } ({ $pogingen ->
    [0] not tried yet
    [one] 1 attempt
   *[other] { $pogingen } attempts
})
werkplek-aansluiten-nieuw = No, this is a new question

# Preferences
werkplek-voorkeuren = Preferences
werkplek-voorkeuren-bewaar = Save preferences
werkplek-voorkeuren-bewaard = Your preferences have been saved.
werkplek-taal = Language
werkplek-thema = Colours
werkplek-thema-licht = Light
werkplek-thema-donker = Dark
werkplek-thema-systeem = As the computer
werkplek-toetsen = Keys
werkplek-toetsen-hulp = Write a key as Ctrl+Enter, Alt+R or F8. Empty a field to switch the key off.
werkplek-toets-uit = off
werkplek-toetsen-standaard = Put all keys back
werkplek-toetsen-alles-uit = Switch all keys off
werkplek-actie-nieuw = New contact
werkplek-actie-zoek = Search
werkplek-actie-direct = Answered at once, or register the form
werkplek-actie-terugbellen = Call back
werkplek-actie-doorverbinden = Put through
werkplek-actie-zelf-terug = Customer calls again
werkplek-actie-anders = Other outcome
werkplek-actie-reden = Choose a reason
werkplek-actie-controle = Control question is right
werkplek-actie-artikel = To the article
werkplek-actie-taken = My tasks
werkplek-actie-toetsen = All keys
werkplek-actie-contacten = Running contact 1 to 9 (before the digit: Alt, Alt+Shift or empty)

# Rules
fout-zoek-naam-erbij = This is a date of birth. Add the name.
fout-zoek-huisnummer-erbij = This is a postcode. Add the house number.
fout-bsn-elfproef = This is not a valid citizen service number. Ask for the number again.
fout-bsn-negen-cijfers = A citizen service number has nine digits.
fout-collega-ander-team = This colleague works in another team. Choose someone of this team, or the whole team.
fout-moment-te-ver = This moment is more than a year away. Check the date and choose an earlier one.
fout-moment-voorbij = This moment has passed. Choose a later one.
fout-onbekende-keuze = We do not know this choice. Choose something from the list.
fout-postcode-onleesbaar = Write a postcode as 1234 AB.
fout-te-groot = This is more text than we can keep ({ $detail } characters). Put part of it in a document.
fout-telefoon-onleesbaar = Write a phone number of 10 digits, or a foreign number with + before it.
fout-uitkomst-past-niet = This outcome does not go with this way of handling. Choose another.
fout-toets-onleesbaar = This is not a key we know. Write for example Alt+R, Ctrl+Enter or F8.
fout-toets-gereserveerd = Your browser or Windows needs this key. Choose another.
fout-toets-dubbel = This key is already used for something else on this page.

# Afhandeling
werkplek-afhandeling-direct_beantwoord = Answered at once
werkplek-afhandeling-doorverbonden = Put through
werkplek-afhandeling-terugbelverzoek = Callback request
werkplek-afhandeling-klant_belt_zelf_terug = Customer calls again
werkplek-actie-zaak = It is about the first case
werkplek-zaken = Cases
werkplek-zaak-gekozen = This conversation is about this
werkplek-zaak-los = Is not about this
werkplek-zaak-hierover = Is about this
werkplek-beller-bekend = Known: { $wat }. You can leave this empty.
werkplek-beller-nummer-bekend = We have a number of this person. You can leave this empty.
werkplek-let-op-getypt = Typed, and kept:
werkplek-let-op-getypt-bij = { $wat }. This goes before what is known of this person.
werkplek-te-snel = Nothing was done: the page had only just changed. Check that this is right, and press again.
werkplek-zoeken-kies = { $aantal } people found. Choose with the arrow keys.
werkplek-laatste-kop = My latest contacts
werkplek-laatste-alle = All contacts that I registered
werkplek-laatste-geen = You have not registered anything yet
werkplek-laatste-geen-uitleg = What you register can be found here. You can also put it right.
werkplek-laatste-verder = Older contacts
werkplek-corrigeren-kop = Put this contact right
werkplek-corrigeren-waarom = Why do you put this right?
werkplek-corrigeren-waarom-hulp = This stays with the contact, together with what it said before.
werkplek-corrigeren-knop = Save the correction
werkplek-corrigeren-terug = Back without a correction
werkplek-corrigeren-al-vastgelegd = This contact was registered before, with other content. What was registered first still stands. Below is what you filled in now. Is that better? Then save it as a correction.
werkplek-corrigeren-al-anders = This contact has been put right in the meantime. Below is what you filled in. First look at what it says now.
werkplek-eerder-kop = What it said before
werkplek-eerder-op = Put right
werkplek-eerder-was = Before:
werkplek-actie-ongedaan = Undo registering
werkplek-ongedaan = Undo
werkplek-teruggenomen = The contact is open again. It does not count now.
werkplek-ongedaan-niet = It has not been undone.
fout-te-laat-terug = The contact was registered too long ago for that. You can put it right here.
fout-taak-al-begonnen = Something has been done with the callback request already. You can put the contact right here.
fout-terugbellen-gedeeld = There was more than one call about the same callback request. That is why you cannot change here who it is about. Make a new contact with the right person.
fout-kies-opnieuw = Choose again who it was. Is the person not there? Look once more.
werkplek-corrigeren-wie = Who was it?
werkplek-corrigeren-wie-staat = Leave as it is: { $wie }
werkplek-corrigeren-wie-bekend = Leave as it is: { $wie } (known to us)
werkplek-corrigeren-wie-onbekend = unknown
werkplek-corrigeren-wie-niemand = Nobody we know
werkplek-corrigeren-zoek = Look for somebody else
werkplek-corrigeren-zoek-hulp = Name with date of birth, postcode with house number, phone number or BSN. Is the contact about a case? It belongs to whoever stood here, and is then taken off.
werkplek-reden-kies = Choose a reason
werkplek-corrigeren-zoek-knop = Look this person up
werkplek-corrigeren-zoek-geen = Nobody found. Check what you typed, or search by something else.
werkplek-corrigeren-zoek-gevonden = { $aantal ->
    [one] One person found. Choose that person above if it is right.
   *[other] { $aantal } people found. Choose above who it was.
}
werkplek-corrigeren-naam = The caller's name
werkplek-corrigeren-telefoon = The caller's phone number
werkplek-corrigeren-beller-hulp = May stay empty: then what the caller said stays. Of a person you choose, the name that we know counts.
fout-reden-nodig = Choose why you look this person up. The reason is recorded.
fout-zoek-leeg = First type whom you look for.
