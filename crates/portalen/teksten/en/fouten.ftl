# Rules for every form. A room puts its own rules (fout-CODE) in its own file.
fout-verplicht = Fill in this field.
fout-ongeldige-waarde = We do not know this value. Please check what you filled in.
fout-ongeldige-bladwijzer = This place in the list no longer exists. Start at the first page.
fout-intussen-gewijzigd = Somebody else has just changed this. Open the page again and see whether your change is still needed.
fout-bestaat-al = This exists already.

# Pages for what can go wrong: what is so, why, and what to do.
foutpagina-naar-home = Go to the home page
foutpagina-naar-werkplek = Go to the workplace
foutpagina-naar-inloggen = Log in again

foutpagina-ongeldig-titel = Something is not right
foutpagina-ongeldig-wat = We cannot read this request. Nothing has changed.
foutpagina-ongeldig-doen = Go back, check what you filled in and try again.

foutpagina-weg-titel = This does not exist (any more)
foutpagina-weg-wat = What you are looking for is not there, or does not belong to your organisation.
foutpagina-weg-doen = Go back and open the list again.

foutpagina-verboden-titel = You may not open this
foutpagina-verboden-wat = Your role gives no access to this page.
foutpagina-verboden-doen = Do you need this page for your work? Ask your functional manager.

foutpagina-conflict-titel = Somebody was first
foutpagina-conflict-wat = This changed while you were working on it. Your change has not been saved.
foutpagina-conflict-doen = Go back, open the page again and see what it says now.

foutpagina-bezig-titel = One moment please
foutpagina-bezig-wat = It is too busy now, or something is down for a moment. Nothing that was saved is lost.
foutpagina-bezig-doen = Wait half a minute and try again.

foutpagina-vol-titel = This cannot be saved now
foutpagina-vol-wat = Because of a fault we cannot save anything now. You can still read and search. Nothing that was saved before is lost.
foutpagina-vol-doen = Wait half a minute and try again. We know about the fault.

foutpagina-weg-database-titel = Please wait, there is a fault
foutpagina-weg-database-wat = We cannot reach the data now. Nothing that was saved before is lost.
foutpagina-weg-database-doen = Wait half a minute and try again. We know about the fault.

foutpagina-bug-titel = Something went wrong on our side
foutpagina-bug-wat = It is not your fault. The error has been recorded and we will look at it.
foutpagina-bug-doen = Please try again. If it fails again, give us a call.

foutpagina-aangemeld-titel = You are no longer logged in
foutpagina-aangemeld-wat = After fifteen minutes without use we log you out, so that nobody else can see your data. What was saved is still there.
foutpagina-aangemeld-doen = Log in again. To keep your text on this page, log in in another tab, go back and send the form again.
foutpagina-ingelogd-titel = You are no longer logged in
foutpagina-ingelogd-wat = After a while without use, Loket logs you out. What was saved is still there.
foutpagina-ingelogd-doen = Log in again. To keep your text on this page, log in in another tab, go back and send the form again.

foutpagina-verlopen-titel = This form has expired
foutpagina-verlopen-wat = We could not verify that this form comes from this website. So nothing has changed.
foutpagina-verlopen-doen = Go back, reload the page and send the form once more.

foutpagina-geen-pagina-titel = This page does not exist
foutpagina-geen-pagina-wat = Perhaps the page has moved, or the address contains a typing error.
foutpagina-geen-pagina-doen = Search for what you need, or start at the home page.

foutpagina-host-titel = This website does not exist
foutpagina-host-wat = No municipality belongs to the address that you typed.
foutpagina-host-doen = Check the address at the top of your browser.

foutpagina-methode-titel = This is not possible here
foutpagina-methode-wat = This page cannot be used in this way. Nothing has changed.
foutpagina-methode-doen = Go back and open the page again.

foutpagina-soort-titel = We cannot read this form
foutpagina-soort-wat = The data came in a form that we do not know. Nothing has changed.
foutpagina-soort-doen = Go back and send the form again from the page itself.

foutpagina-te-vaak-titel = This was done too often
foutpagina-te-vaak-wat = This was done very often from your internet connection. To prevent abuse we do not accept it now. Do you share the connection, as in a library or on a mobile network? Then others count too.
foutpagina-te-vaak-doen = It is possible again from { $vanaf }, or from another connection. Can't it wait? Call us, or come by.

foutpagina-te-veel-titel = This is done too often now
foutpagina-te-veel-wat = We receive this so often now that we do not accept any more. It is not because of you.
foutpagina-te-veel-doen = It is possible again from { $vanaf }. Can't it wait? Call us, or come by. Whoever is logged in can go on.

foutpagina-te-groot-titel = This is too large
foutpagina-te-groot-wat = You are sending more than we can take at once. Nothing has changed.
foutpagina-te-groot-doen = Go back, make it shorter and try again.

opnieuw-titel = Send this once more
opnieuw-wat = You logged in again after you opened this page. So nothing has changed yet. What you typed is still here.
opnieuw-doen = Is it right? Then send it once more.
opnieuw-later-doen = What you filled in is on this page. Keep the page open, wait half a minute and send it again.
opnieuw-inloggen-doen = What you typed is still here. Log in in another tab. Then come back here and send it once more.
opnieuw-inloggen = Log in in another tab
opnieuw-tekst = Your text { $nummer }
opnieuw-knop = Send again
fout-leeg-contact = There is nothing in this contact yet. Write a note or open an article. Was there no question? Then discard the contact.
fout-niets-gewijzigd = Nothing has changed yet. Change something, or go back.
fout-afhandeling-vast = Somebody else already works on this. So how it ended cannot change any more.
fout-hoe-verteld = Write down how you told them.
fout-bericht-achterhaald = This message is no longer true: the appointment was moved or cancelled after it. Tell it in another way, and write down how.
