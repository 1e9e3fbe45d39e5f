# What the program itself calls the four core services and the kinds of membership.

housing = Жильё
healthcare = Медицинская помощь
labour = Труд и права
education = Образование
ordinary = Полноправный член
affiliate = Ассоциированный член
