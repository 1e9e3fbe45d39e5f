# What the program itself calls the four core services and the kinds of membership.

housing = Alloggio
healthcare = Assistenza sanitaria
labour = Diritti del lavoro
education = Istruzione
ordinary = Membro effettivo
affiliate = Membro associato
