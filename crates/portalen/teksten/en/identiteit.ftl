# Log-in for residents.
aanmelden-opnieuw = Try again
aanmelden-niet-ingericht-kop = Logging in is not possible here yet
aanmelden-niet-ingericht = This municipality has not set up logging in for residents yet. Call us, or come by.
aanmelden-niet-gelukt-kop = Logging in did not work
aanmelden-niet-gelukt = This can happen when you wait long, or also log in in another tab. Nothing is lost.
aanmelden-niet-bekend-kop = We do not know you yet
aanmelden-niet-bekend = We cannot find you in our records. Did you move here recently? Call us, and we will look with you.

# The simulated DigiD of the demo.
simulator-titel = Log in with the simulated DigiD
simulator-uitleg = This is a demo. Nobody checks who you are here: choose a made-up resident. In real life this is DigiD.
simulator-bsn = Citizen service number (BSN)
simulator-bsn-hulp = Made-up numbers begin with 9999.
simulator-namens = Are you doing this for somebody else? That person's number
simulator-namens-hulp = Leave this empty when you do it for yourself.
simulator-knop = Log in
simulator-voorbeelden = Or choose somebody
aanmelden-niet-dubbel-kop = You are in our records twice
aanmelden-niet-dubbel = That is why we cannot be sure which data are yours. Call us and we will put it right.
aanmelden-niet-dubbel-ander-kop = The person for whom you log in is in our records twice
aanmelden-niet-dubbel-ander = That is why we cannot be sure who it is. Call us and we will put it right.
