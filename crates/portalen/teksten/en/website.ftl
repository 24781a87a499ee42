# The public website.
website-home = Home
website-zoek-voorbeeld = For example passport or bulky waste
website-meest-gevraagd = Asked most often
website-levensgebeurtenissen = What is changing in your life?
website-themas = Topics by theme
website-a-z = Everything from A to Z
website-contact = Rather talk to somebody?
website-lijst-leeg = Nothing here yet
website-lijst-leeg-uitleg = We have no pages about this theme yet. Search above, or look at all topics.
website-zoeken-titel = Search
website-zoeken-begin = Type a word or a question above.
website-zoeken-niets = Nothing found for “{ $vraag }”
website-zoeken-niets-uitleg = Try another word or fewer words, in Dutch if you can. Or choose a theme. You can also call us: we will find out together.
website-zoeken-aantal = { $aantal ->
    [one] 1 answer for “{ $vraag }”
   *[other] { $aantal } answers for “{ $vraag }”
}
website-in-het-engels = This answer in English
website-rest-nederlands = The rest of this page is in Dutch.
website-gecontroleerd = Checked:
website-lukt-het-niet = Need help?
website-ook-handig = Also useful
sectie-kosten = What does it cost?
sectie-hoe-lang = How long does it take?
sectie-nodig = What do you need?
sectie-voorwaarden = Conditions
sectie-aanvragen = How to arrange it
sectie-let-op = Please note
