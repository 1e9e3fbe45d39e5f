# What the program itself calls the four core services and the kinds of membership.

housing = مسکن
healthcare = درمان و سلامت
labour = کار و حقوق کار
education = آموزش
ordinary = عضو کامل
affiliate = عضو وابسته
