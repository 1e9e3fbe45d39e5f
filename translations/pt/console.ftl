# The console of the staff.

console = Área de trabalho
console-today = Hoje
console-members = Membros
console-corrections = Correções
console-team = Equipa
console-history = Histórico
console-public-pages = Páginas públicas
console-sign-in = Iniciar sessão
console-sign-out = Terminar sessão
console-sign-in-lead = A sessão inicia-se com uma ligação pessoal. Peça-a à administração do seu secretariado.
console-link-opened = Esta ligação inicia a sessão uma só vez, neste dispositivo. Se não lhe era destinada, feche esta página.
console-link-refused = Esta ligação não funciona: já foi usada ou tem mais de dois dias. Peça outra.
console-waiting-proposals = { $count ->
    [one] { $count } correção à espera
   *[other] { $count } correções à espera
}
console-waiting-unconfirmed = { $count ->
    [one] { $count } ficha por confirmar há um ano
   *[other] { $count } fichas por confirmar há um ano
}
console-waiting-duplicates = { $count ->
    [one] { $count } duplicado provável
   *[other] { $count } duplicados prováveis
}
console-waiting-exposures = { $count ->
    [one] { $count } texto público revela algo oculto
   *[other] { $count } textos públicos revelam algo oculto
}
console-waiting-imports = { $count ->
    [one] { $count } importação à espera
   *[other] { $count } importações à espera
}
console-waiting-failing-webhooks = { $count ->
    [one] { $count } webhook parado
   *[other] { $count } webhooks parados
}
console-waiting-ending-keys = { $count ->
    [one] { $count } chave expira em 30 dias
   *[other] { $count } chaves expiram em 30 dias
}
console-find = Nome, sigla ou identificador
console-status = Estado
console-status-applicant = Candidatura
console-status-member = Membro
console-status-suspended = Suspenso
console-status-former = Antigo membro
console-status-withdrawn = Candidatura retirada
console-any = Todos
console-yes = Sim
console-has-hidden = Tem um local oculto
console-stale-since = Por confirmar desde { $day }
console-take-away = Retirar este filtro
console-new-member = Novo membro
console-places = Locais
console-confirmed-on = Confirmado
console-never = Nunca
console-more = Mais membros
console-earlier = Anteriores
console-confirmed = Confirmado a { $day }
console-never-confirmed = Nunca confirmado
console-confirm = Confirmar que está tudo certo
console-hide = Ocultar já
console-entry = Ficha
console-save = Guardar
console-details = Morada e contacto
console-visibility = O que vêem os desconhecidos
console-visibility-hidden = Oculto
console-visibility-city = Só a cidade
console-visibility-public = Público
console-visibility-hidden-lead = Ninguém fica a saber que este local existe.
console-visibility-city-lead = Vê-se a cidade, mas nem a rua nem o telefone.
console-visibility-public-lead = Toda a gente vê a morada, também no mapa.
console-membership = Adesão
console-step = Passo
console-step-admit = Admitir
console-step-withdraw = Candidatura retirada
console-step-suspend = Suspender
console-step-reinstate = Restabelecer
console-step-end = Terminar a adesão
console-step-reapply = Nova candidatura
console-reason = Motivo
console-do-step = Dar este passo
console-strangers-see = O que vêem os desconhecidos
console-public-page = Abrir a página pública
console-not-public-merged = Nada: continua noutra ficha.
console-not-public-withdrawn = Nada: a ficha foi retirada.
console-not-public-status = Nada: só se mostram os membros.
console-not-public-unlisted = Nada: fica fora do diretório público.
console-moved-on = Outra pessoa alterou esta ficha desde que a abriu. Onde a sua difere, diz agora o seguinte; guarde de novo para manter a sua.
console-undo = Anular
console-command-line = O próprio programa
console-action-create = adicionado
console-action-update = alterado
console-action-withdraw = ficha retirada
console-action-restore = ficha restaurada
console-action-purge = eliminado definitivamente
console-action-hide = ocultado de imediato
console-action-move = adesão alterada
console-action-verify = confirmado
console-action-merge = fundido
console-action-revert = anulado
console-action-erase = dados pessoais apagados
console-action-propose = correção proposta
console-action-accept = correção aceite
console-action-refuse = correção recusada
console-action-take-back = correção retirada
console-action-revoke = chave revogada
console-action-rotate = segredo renovado
console-action-pause = webhook em pausa
console-action-resume = webhook retomado
console-action-test = webhook testado
console-action-replay = mensagens reenviadas
console-action-read = lido por inteiro
console-publish-question = Publicar?
console-publish-lead = Depois disto, qualquer pessoa verá mais do que antes.
console-publish = Sim, publicar
console-do-not-publish = Não, deixar como está
console-no-corrections = Não há correções à espera.
console-take = Aceitar
console-was = Antes
console-proposed = Proposto
console-now = Agora
console-accept = Aceitar o que está assinalado
console-refuse = Recusar
console-invite = Convidar alguém
console-role = Função
console-role-editor = Edição
console-role-admin = Administração
console-last-seen = Última visita
console-actions = Ações
console-invited-until = Ligação aberta até { $day }
console-new-link = Nova ligação
console-end-sessions = Terminar todas as sessões
console-remove = Remover
console-link = Ligação para iniciar sessão
console-link-for = Envie esta ligação a { $name } e a mais ninguém. Só é mostrada agora.
console-link-until = Funciona uma só vez, até { $day }.
console-other-languages = Outras línguas
console-add = Adicionar
console-candidates = Talvez já exista:
console-not-a-duplicate = É outra organização
# Import: spreadsheets that are handed over.
console-import = Importar
console-import-lead = Escolha uma folha de cálculo ou largue-a no campo. Nada muda antes de se ver o que mudaria.
console-import-files = Folha de cálculo (Excel, LibreOffice ou CSV)
console-import-whole = Contém todos os membros: indicar os que faltam
console-import-look = Ver
console-import-earlier = Importações anteriores
console-import-none = Ainda não se importou nada aqui.
console-import-file = Ficheiro
console-import-day = Dia
console-import-planning = A ser analisada
console-import-interrupted = Interrompida
console-import-planned = À espera de ser importada
console-import-failed = Ainda não se consegue ler
console-import-applied = Importada
console-import-undone = Anulada
console-import-forgotten = Já não está guardada
console-import-wait = Esta página continua sozinha.
console-import-again = Refazer o plano
console-import-undo = Anular a importação
console-import-forget = Esquecer estes ficheiros
console-import-another = Outras importações
console-import-columns = Como as colunas são lidas
console-import-columns-lead = Confirme como cada coluna é lida e, sobretudo, quem ficará a conhecer o seu conteúdo.
console-import-decides = Decide o que é público
console-import-public = Isto ficará público
console-import-private = Isto só o secretariado vê
console-import-unread = Não é importado
console-import-guess = Suposição
console-import-strange = Não são lidos, porque ninguém sabe o que contêm: { $tables }
console-import-remembered = Já se importou um ficheiro com estas colunas.
console-import-use = Ler como «{ $name }»
console-import-go-on = Continuar com estas colunas
console-import-otherwise = O ficheiro é mal lido?
console-import-include-hidden = Importar também as linhas e colunas ocultas
console-import-header-row = Linha com os nomes das colunas
console-import-encoding = Codificação
console-import-look-again = Ver de novo
console-import-of-members = Membro
console-import-of-locations = Local
console-import-of-services = Serviço
console-import-of-contacts = Pessoa de contacto
console-import-of-notes = Nota
console-import-of-others = Outros
console-reading-undecided = Por decidir
console-reading-nothing = Não é importado
console-reading-private-if-yes = Sim: não publicar
console-reading-public-if-yes = Sim: qualquer pessoa o pode saber
console-column-name = Nome
console-column-acronym = Sigla
console-column-country = País
console-column-website = Sítio web
console-column-email = Correio eletrónico
console-column-phones = Telefone
console-column-phone = Telefone
console-column-summary = Resumo
console-column-languages = Línguas
console-column-founded-year = Ano de fundação
console-column-external-id = Chave própria
console-column-slug = Chave no endereço
console-column-membership-type = Tipo de adesão
console-column-membership-status = Estado da adesão
console-column-joined-on = Membro desde
console-column-left-on = Saída em
console-column-listing = No diretório ou não
console-column-kind = Tipo de local
console-column-address = Rua e número
console-column-postal-code = Código postal
console-column-city = Cidade
console-column-region = Região
console-column-opening-hours = Horário
console-column-latitude = Latitude
console-column-longitude = Longitude
console-column-visibility = O que veem os estranhos
console-column-service = Serviço
console-column-description = Descrição
console-column-role = Função
console-column-text = Texto
console-import-kind-refused = Problemas
console-import-kind-duplicate = Duplicados prováveis
console-import-kind-warning = Avisos
console-import-kind-created = Novos
console-import-kind-changed = Alterados
console-import-kind-withdrawn = Retirados
console-import-kind-missing = Em falta
console-import-kind-same = Sem alterações
console-import-readings = É isto que se quer dizer?
console-import-readings-lead = Algumas células não estão escritas como o diretório precisa. Deixe assinalado o que está bem lido.
console-import-accept = Lê-las assim
console-import-nothing = nada
console-import-cells = { $count ->
    [one] { $count } célula
   *[other] { $count } células
}
console-import-others = { $count ->
    [one] e mais { $count }
   *[other] e mais { $count }
}
console-mend-country = Países
console-mend-language = Línguas
console-mend-website = Sítios web
console-mend-email = Endereços de correio
console-mend-coordinate = Coordenadas
console-mend-swapped-point = Latitude e longitude trocadas
console-mend-date = Datas
console-mend-text = Texto danificado
console-mend-placeholder = Palavras que não dizem nada
console-import-confirm-publication = O público veria mais do que agora
console-import-confirm-publication-lead = Sim, publicar isto
console-import-confirm-positions = Pontos fora do seu país
console-import-confirm-positions-lead = Sim, estes pontos estão certos
console-import-allow-duplicates = Provavelmente já no registo
console-import-allow-duplicates-lead = São outras organizações: acrescentá-las
console-import-skip-refused = Linhas com problemas
console-import-skip-refused-lead = Deixá-las de fora e importar as outras
console-import-problems = Problemas
console-import-unread-columns = Não são importadas: { $columns }
console-import-marked = Descarregar a folha com os problemas assinalados
console-import-remember = Lembrar como as colunas são lidas, como
console-import-apply = { $count ->
    [one] Importar { $count } alteração
   *[other] Importar { $count } alterações
}
console-import-apply-lead = Um ficheiro grande demora um momento. Depois é possível anular.
console-import-nothing-to-do = Tal como está, não há nada a importar.
console-import-back = Voltar ao plano
console-import-row = Linha
console-import-what = O quê
console-import-more = Mais
console-done-imported = Importada.
console-done-forgotten = Esquecida.

# Duplicates, and what goes out.
console-duplicates = Duplicados
console-duplicate-same-website = Mesmo sítio web
console-duplicate-similar-name = Quase o mesmo nome, mesmo país
console-duplicate-stays = A ficha que fica
console-duplicate-keep = Esta
console-duplicate-lead = Mantém-se o que só uma das duas tem: outros nomes, telefones, locais, serviços e pessoas. A outra chave conduz à ficha que fica.
console-duplicate-merge = Juntar as duas
console-duplicate-apart = São duas: não voltar a perguntar
console-duplicate-distinct = Distinguidas
console-duplicate-again = Voltar a perguntar
console-done-merged = Juntas.
console-done-apart = Registado: são duas.
console-action-tell-apart = distinguido de outro membro
console-publish-screen = Publicar
console-digest = Boletim
console-digest-since = De
console-digest-until = Até
console-digest-show = Mostrar
console-digest-text = O que mudou
console-digest-backwards = O último dia é anterior ao primeiro. Escolha um posterior.
console-copy-html = Copiar para um boletim
console-copy-markdown = Copiar como Markdown
console-partners = Membros para um parceiro
console-partners-lead = O que qualquer pessoa pode ver, em tabela.
console-download-xlsx = Excel
console-download-csv = CSV
console-working = Folha de trabalho
console-working-lead = Membros, locais e serviços, com tudo o que está oculto. Edite-a e importe-a de novo. Não contém pessoas nem notas. Não a partilhe.
console-working-download = Descarregar
console-embed = A lista no seu próprio sítio
console-embed-lines = Linhas para copiar para a sua página
console-embed-more = Mais opções

console-kind-office = Escritório
console-kind-clinic = Consultório
console-kind-shelter = Alojamento
console-kind-classroom = Sala de aula
console-kind-other = Local
console-field-name = Nome
console-field-acronym = Sigla
console-field-country = País
console-field-website = Sítio web
console-field-email = E-mail
console-field-phones = Telefones, um por linha
console-field-languages = Línguas (códigos, separados por vírgulas)
console-field-founded-year = Ano de fundação
console-field-summary = Resumo
console-field-address = Rua e número
console-field-postal-code = Código postal
console-field-city = Localidade
console-field-opening-hours = Horário (Mo-Fr 09:00-17:00)
console-field-place = Local
console-done-saved = Guardado.
console-done-published = Publicado: agora toda a gente o vê.
console-done-hidden = Oculto: já não se vê nada.
console-done-city = Agora só se vê a cidade.
console-done-confirmed = Confirmado.
console-done-moved = A adesão foi alterada.
console-done-undone = Anulado.
console-done-accepted = Aceite.
console-done-refused = Recusado.
console-done-changed = Alterado.
console-done-removed = Removido.
console-done-ended = Sessões terminadas.
console-done-made = Adicionado.
