# What the program itself calls the four core services and the kinds of membership.

housing = السكن
healthcare = الرعاية الصحية
labour = العمل وحقوقه
education = التعليم
ordinary = عضو كامل العضوية
affiliate = عضو منتسب
