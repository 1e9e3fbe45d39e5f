# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Diretório de organizações
embed-search = Pesquisar por nome, cidade ou serviço
embed-country = País
embed-service = Serviço
embed-language = Língua
embed-city = Cidade
embed-membership-type = Adesão
embed-all-country = Todos os países
embed-all-service = Todos os serviços
embed-all-language = Todas as línguas
embed-all-city = Todas as cidades
embed-all-membership-type = Todas
embed-clear = Limpar filtros
embed-loading = A carregar…
embed-found = { $count ->
    [one] { $count } organização
   *[other] { $count } organizações
}
embed-shown = { $shown } de { $total } organizações apresentadas
embed-more = Mostrar mais
embed-none = Nenhuma organização encontrada
embed-none-hint = Pode ajudar usar menos palavras ou outra opção.
embed-error = Não foi possível carregar a lista.
embed-wrong = Esta lista não está bem configurada. O motivo aparece na consola do navegador.
embed-offline = Sem ligação. A lista será carregada assim que ela voltar.
embed-retry = Tentar novamente
embed-whole = Abrir o diretório completo
embed-website = Sítio Web
embed-verified = Confirmado em { $date }
embed-credit = Do diretório de { $network }
embed-sample = Estas organizações são inventadas: o diretório está em teste.
