# What the program itself calls the four core services and the kinds of membership.

housing = Alojamento
healthcare = Saúde
labour = Direitos laborais
education = Educação
ordinary = Membro efetivo
affiliate = Membro associado
