# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Diretório de organizações
embed-search = Pesquisar por nome, cidade ou serviço
embed-country = País
embed-service = Serviço
embed-language = Língua
embed-city = Cidade
embed-membership-type = Tipo de membro
embed-all-country = Todos os países
embed-all-service = Todos os serviços
embed-all-language = Todas as línguas
embed-all-city = Todas as cidades
embed-all-membership-type = Todos os tipos
embed-clear = Limpar filtros
embed-loading = A carregar…
embed-found = { $count ->
    [one] { $count } organização
   *[other] { $count } organizações
}
embed-shown = { $shown } de { $total } organizações apresentadas
embed-more = Mostrar mais
embed-none = Nenhuma organização encontrada
embed-none-hint = Experimente menos palavras ou outra opção.
embed-error = Não foi possível carregar a lista.
embed-wrong = Esta lista não está bem configurada. O motivo aparece na consola do navegador.
embed-offline = Está sem ligação. A lista será carregada assim que a ligação voltar.
embed-retry = Tentar de novo
embed-whole = Abrir o diretório completo
embed-website = Site
embed-verified = Ficha verificada em { $date }
embed-credit = Do diretório de { $network }
embed-sample = Estas organizações são inventadas: isto é uma demonstração.
embed-submit = Pesquisar
embed-next = Página seguinte
embed-first = Voltar ao início
embed-frame-wrong = Esta lista não está bem configurada.

## The page on which it is put together

configure-title = Mostrar este diretório no seu site
configure-lead = Escolha o que a lista mostra, copie as linhas e cole-as numa página. A lista mantém-se atualizada por si só, não usa cookies e não rastreia ninguém.
configure-shows = Conteúdo
configure-near = Perto de uma cidade
configure-radius = Raio, em quilómetros
configure-looks = Aspeto
configure-language = Língua da lista
configure-language-page = Igual à página
configure-view = Apresentação
configure-view-list = Fichas
configure-view-compact = Linhas curtas
configure-theme = Cores
configure-theme-page = Igual à página
configure-theme-light = Claras
configure-theme-dark = Escuras
configure-theme-system = Conforme a definição do dispositivo
configure-limit = Organizações por página
configure-heading = Nível de título dos nomes
configure-controls = O que pode usar quem visita a página
configure-search = Campo de pesquisa
configure-update = Atualizar
configure-copy-title = Copiar e colar
configure-element = Como parte da página (recomendado)
configure-element-hint = Usa o tipo de letra e as cores da sua página.
configure-frame = Num iframe, se não são permitidos scripts
configure-frame-hint = Funciona sem JavaScript. A segunda linha ajusta a altura à lista e pode ser omitida.
configure-copy = Copiar
configure-copied = Copiado
configure-wordpress-hint = No WordPress, adicione o bloco «HTML personalizado» e cole nele as linhas. Onde os scripts são removidos, funciona o iframe.
configure-policy = Se o seu site tem uma política de segurança de conteúdos (CSP), acrescente:
configure-preview = Pré-visualização
