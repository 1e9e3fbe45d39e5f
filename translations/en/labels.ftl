# What the program itself calls the four core services and the kinds of membership.

housing = Housing
healthcare = Healthcare
labour = Labour rights
education = Education
ordinary = Full member
affiliate = Affiliate member
