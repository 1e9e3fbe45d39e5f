# What the program itself calls the four core services and the kinds of membership.

housing = Vivienda
healthcare = Salud
labour = Derechos laborales
education = Educación
ordinary = Miembro de pleno derecho
affiliate = Miembro asociado
