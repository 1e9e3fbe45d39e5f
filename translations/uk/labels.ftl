# What the program itself calls the four core services and the kinds of membership.

housing = Житло
healthcare = Медична допомога
labour = Праця та права
education = Освіта
ordinary = Повноправний член
affiliate = Асоційований член
