# What the program itself calls the four core services and the kinds of membership.

housing = Huisvesting
healthcare = Gezondheidszorg
labour = Arbeidsrechten
education = Onderwijs
ordinary = Gewoon lid
affiliate = Geassocieerd lid
