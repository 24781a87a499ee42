# Rules about cases.
fout-te-lang = This is too long. Make it shorter.
fout-zaak-afgehandeld = This case is closed. You cannot change anything in it.
fout-zaak-ligt-daar-al = This case is there already. Choose another team or colleague.
fout-zaak-al-opgeschort = The term of this case stands still already. Wait for the addition, or register what has come in.
fout-zaak-geen-opschorting = The term of this kind of case cannot stand still.
fout-zaak-niet-opgeschort = The term of this case does not stand still.
fout-zaak-geen-verlenging = The term of this kind of case cannot be extended.
fout-zaak-al-verlengd = The term of this case has been extended already. That can be done once.
fout-zaak-heeft-resultaat = This case has a result already.
fout-resultaat-ontbreekt = Choose a result first. You cannot close the case without one.
fout-deelzaak-van-deelzaak = A sub-case cannot have sub-cases of its own.
fout-geen-deelzaaktype = This kind of case cannot be a sub-case here. Choose another kind.
fout-deelzaken-open = This case still has open sub-cases. Close those first.
fout-aantal-zaken = Choose at least one case, and not too many at once.
fout-niets-te-melden = There is no addition that the applicant still needs word of.
