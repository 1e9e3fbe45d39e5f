# What the program itself calls the four core services and the kinds of membership.

housing = Logement
healthcare = Santé
labour = Droits du travail
education = Éducation
ordinary = Membre à part entière
affiliate = Membre associé
