# What the program itself calls the four core services and the kinds of membership.

housing = Barınma
healthcare = Sağlık
labour = Çalışma hakları
education = Eğitim
ordinary = Asıl üye
affiliate = Ortak üye
