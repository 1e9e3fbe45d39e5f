# What the program itself calls the four core services and the kinds of membership.

housing = Wohnen
healthcare = Gesundheit
labour = Arbeit und Rechte
education = Bildung
ordinary = Ordentliches Mitglied
affiliate = Assoziiertes Mitglied
