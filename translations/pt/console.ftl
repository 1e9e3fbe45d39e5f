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
console-account = Entrar com a conta da sua organização
console-account-away = O início de sessão da sua organização não responde neste momento. Tente mais tarde ou peça uma ligação a quem administra.
console-account-unfinished = O início de sessão não foi concluído ou demorou demasiado. Tente outra vez.
console-account-unverified = A sua conta não tem endereço de e-mail, ou ninguém o verificou. Pergunte a quem gere as contas, ou peça uma ligação a quem administra.
console-account-unknown = Ninguém do secretariado tem o endereço { $email }. Peça a quem administra que envie um convite para esse endereço.
console-signed-in = Sessão iniciada
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
console-position-question = O ponto está certo?
console-position = Sim, fica aí
console-not-position = Não, não guardar
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
console-column-links = Ligações
console-column-identifiers = Identificadores
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
console-duplicate-same-identifier = Mesmo identificador
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
console-field-links = Ligações, uma por linha, cada uma após o seu tipo (facebook:https://…)
console-field-identifiers = Identificadores noutros registos, um por linha (wikidata:Q42, vat:BE0403019261)
console-field-names = Outros nomes, um por linha, cada um após a sua língua (fr:Maison Ouverte)
console-field-countries = Países servidos à distância (códigos, separados por vírgulas)
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
console-seen-once-saved = É assim que ficaria depois de guardar.
console-two-versions = Duas versões
console-two-versions-lead = Outra pessoa alterou esta ficha enquanto trabalhava nela. Escolha, para cada campo, a versão que fica.
console-mine = A sua
console-theirs = A outra
console-do-not-save = Deixar como está agora
console-is-withdrawn = Ficha retirada
console-restore = Repor a ficha
console-add-place = Adicionar um local
console-people = Pessoas
console-people-lead = Só o secretariado as vê. Quem é removido continua no histórico; apagar retira a pessoa também daí.
console-add-person = Adicionar uma pessoa
console-notes = Notas
console-notes-lead = Para os colegas. Nem o público nem o membro as veem.
console-add-note = Adicionar uma nota
console-end-of-entry = Retirar a ficha
console-withdraw-lead = Uma ficha retirada fica guardada e só o secretariado a vê. Pode repô-la.
console-withdraw = Retirar a ficha
console-purge = Eliminar de vez
console-purge-lead = Tudo sobre { $name } é apagado: a ficha, as pessoas, as notas e o histórico. Não há volta atrás.
console-purge-name = Para continuar, escreva o nome do membro
console-purge-other-name = Não é esse o nome. Nada foi eliminado.
console-do-not-purge = Manter
console-erase = Apagar…
console-erase-somebody = Apagar alguém que não consta aqui
console-erase-title = Apagar uma pessoa
console-erase-lead = Indique como a pessoa pode aparecer no registo. Verá tudo o que for encontrado antes de se apagar o que quer que seja.
console-known-names = Nomes, um por linha
console-known-emails = Endereços de e-mail, um por linha
console-known-phones = Números de telefone da pessoa, um por linha
console-look = Ver o que se encontra
console-nothing-found = Nada menciona esta pessoa.
console-back = Voltar
console-found-lead = Isto menciona a pessoa. Diga, para cada frase, se sai ou se fica; o que sai desaparece também do histórico.
console-found-contacts = Como pessoa de um membro
console-found-fields = Em campos de e-mail ou telefone
console-found-sentences = Em frases
console-found-copies = { $count ->
    [one] Também se apaga { $count } cópia guardada por algum tempo.
   *[other] Também se apagam { $count } cópias guardadas por algum tempo.
}
console-take-out = Retirar
console-keep = Manter
console-erase-for-good = Apagar de vez
console-do-not-erase = Não apagar nada
console-erased = Apagado
console-erased-entries = { $count ->
    [one] { $count } ficha foi alterada.
   *[other] { $count } fichas foram alteradas.
}
console-erased-lines = { $count ->
    [one] { $count } linha do histórico foi limpa.
   *[other] { $count } linhas do histórico foram limpas.
}
console-erased-texts = { $count ->
    [one] { $count } outro texto foi alterado.
   *[other] { $count } outros textos foram alterados.
}
console-kept = Mantido, como indicou
console-holder-entry = Ficha de um membro
console-holder-network = Perfil da rede
console-holder-service-type = Tipo de serviço
console-holder-membership-event = Passo de uma adesão
console-holder-proposal = Correção proposta
console-holder-api-key = Etiqueta de uma chave
console-holder-staff = Alguém do secretariado
console-holder-webhook = Webhook
console-holder-audit-entry = Histórico
console-holder-public-change = Histórico público
console-holder-purged-member = Chave de um membro eliminado
console-basis-consent = A pessoa deu o seu consentimento
console-basis-contract = Um contrato exige-o
console-basis-legal-obligation = A lei exige-o
console-basis-legitimate-interest = Interesse legítimo da rede
console-field-visibility = O que vêem os desconhecidos
console-field-kind = Tipo de local
console-field-role = O que lá faz
console-field-phone = Telefone
console-field-legal-basis = Porque o podemos guardar
console-field-consented-on = Consentimento em
console-field-text = Nota
console-done-withdrawn = Retirada: agora só o secretariado a vê.
console-done-restored = A ficha foi reposta.
console-done-purged = Eliminado de vez.
console-more-filters = Mais filtros e colunas
console-service = Serviço
console-not-confirmed-since = Por confirmar desde
console-columns = Colunas
console-shown-languages = Línguas
console-shown-services = Serviços
console-select = Assinalar
console-change-ticked = Alterar os assinalados
console-change-all = { $count ->
    [one] Alterar este
   *[other] Alterar todos os { $count }
}
console-bulk = Alterar vários membros
console-bulk-chosen = { $count ->
    [one] { $count } membro está assinalado.
   *[other] { $count } membros estão assinalados.
}
console-bulk-all = Todos os membros que o filtro encontra.
console-bulk-what = O que deve mudar?
console-bulk-verify = Confirmar que hoje estão certas
console-bulk-move = Dar um passo na adesão
console-bulk-add-service = Adicionar um serviço
console-bulk-remove-service = Retirar um serviço
console-bulk-add-language = Adicionar uma língua (o código, como fr)
console-bulk-remove-language = Retirar uma língua (o código, como fr)
console-bulk-country = Definir o país
console-bulk-try = Ver o que mudaria
console-bulk-changed = { $count ->
    [one] Mudaria { $count } membro
   *[other] Mudariam { $count } membros
}
console-bulk-unchanged = { $count ->
    [one] { $count } já está assim
   *[other] { $count } já estão assim
}
console-bulk-refused = { $count ->
    [one] { $count } não pode receber esta alteração e fica como está:
   *[other] { $count } não podem receber esta alteração e ficam como estão:
}
console-bulk-do = { $count ->
    [one] Alterar { $count } membro
   *[other] Alterar { $count } membros
}
console-keys = Chaves
console-webhooks = Webhooks
console-role-partner = Parceiro
console-role-member = Membro, para a sua própria ficha
console-key = Chave
console-key-made = Esta é a chave para { $name }. Só é mostrada agora: dê-a a quem precisa dela, e a mais ninguém.
console-key-active = Válida
console-key-expired = Expirada
console-key-revoked = Revogada
console-key-label = Para que serve
console-key-end = Termina a
console-key-ends = Termina a (ao fim de um ano, se deixar vazio)
console-key-member = Para a chave de um membro: o fim do seu endereço, como open-huis-gent
console-rotate = Substituir
console-rotate-lead = Uma chave substituída funciona mais uma semana, para que nada pare.
console-revoke = Revogar
console-new-key = Nova chave
console-make-key = Criar a chave
console-webhook = Webhook
console-new-webhook = Novo webhook
console-no-webhooks = Ainda ninguém é avisado das alterações.
console-webhook-active = Ativo
console-webhook-paused = Em pausa
console-webhook-disabled = Parado: o destinatário já não existe
console-webhook-waiting = Em espera
console-webhook-failures = Tentativas falhadas
console-webhook-last = Última entrega
console-webhook-url = Endereço a avisar
console-webhook-language = Língua das mensagens
console-webhook-events = De que é avisado (de tudo, se nada for assinalado)
console-webhook-secret = Este segredo assina as mensagens. Só é mostrado agora: dê-o a quem as recebe.
console-secret = Segredo
console-webhook-test = Enviar um teste
console-webhook-pause = Pôr em pausa
console-webhook-resume = Retomar
console-webhook-rotate = Novo segredo
console-deliveries = Mensagens
console-no-deliveries = Ainda não houve nada a comunicar.
console-delivery-what = O que aconteceu
console-delivery-when = Quando
console-delivery-answer = Última resposta
console-delivery-pending = À espera
console-delivery-delivered = Entregue
console-delivery-failed = Falhou
console-delivery-skipped = Não enviado: já não era assim
console-send-again = Enviar de novo
console-event-member-published = Um membro foi publicado
console-event-member-changed = Um membro foi alterado
console-event-member-withdrawn = Um membro deixou de ser mostrado
console-event-proposal-filed = Foi proposta uma correção
console-event-import-applied = Foi aplicada uma importação
console-event-webhook-test = Um teste
console-done-revoked = Revogada: já não abre nada.
console-done-sent = A caminho.
console-network = Rede
console-profile = Perfil
console-network-lead = Todos leem isto nas páginas públicas.
console-code = Código
console-new-service = Novo serviço
console-new-code = Código, que fica para sempre, como healthcare/eyes
console-service-merge-title = Fundir com outro serviço
console-service-merge-lead = O que os membros oferecem aqui passa a ser oferecido ali. O código antigo continua a encontrá-lo.
console-service-merge-into = Serviço que fica
console-service-merge = Fundir
console-field-short-name = Nome curto
console-field-description = Descrição
console-field-imprint = Ficha técnica: quem responde pelo diretório
console-field-labels = Nome
console-field-search-words = Palavras com que se procura, uma por linha
console-done-joined = Fundidos.

# Exposures: public texts that tell what is hidden.
console-exposures = Coisas ocultas em textos públicos
console-exposures-lead = Qualquer pessoa pode ler isto agora. Altere o texto, oculte-o já, ou diga que pode ficar.
console-exposure-tells-address = Revela a morada de
console-exposure-tells-point = Revela o ponto no mapa de
console-exposure-tells-phone = Revela o telefone de
console-exposure-tells-email = Revela o e-mail de
console-exposure-tells-name = Revela o nome de
console-exposure-person = Uma pessoa da organização
console-exposure-mend = Alterar o texto
console-exposure-hide-place = Ocultar já este local
console-exposure-hide-entry = Ocultar já toda a ficha
console-exposure-keep = Pode ficar
console-done-kept = Anotado: pode ficar.

# Backup: the whole of the books to take away.
console-backup = Cópia de segurança
console-backup-whole = Cópia de segurança de tudo
console-backup-lead = Um ficheiro com tudo o que está no registo, com o qual quem gere o programa pode repor tudo.
console-backup-download = Descarregar uma cópia
console-export-whole = Exportação completa
console-export-lead = Membros, locais, serviços, pessoas e notas numa folha de cálculo; ou em NDJSON, também com o histórico, para outro sistema.
console-backup-secret = Estes ficheiros contêm todas as moradas secretas. Guardem-nos para vós, cifrados onde quer que vão. O histórico diz quem levou um, e quando.

# History: what was done, in words.
console-no = Não
console-whole-history = Todo o histórico desta ficha
console-undo-all = Anular tudo isto
console-history-subject = De que se trata
console-history-action = O que foi feito
console-history-nothing = Nada deste tipo foi feito.
console-history-others = { $count ->
    [one] e mais { $count }
   *[other] e mais { $count }
}
console-subject-member = Membro
console-subject-proposal = Correção
console-subject-network = Perfil da rede
console-subject-service-type = Tipo de serviço
console-subject-staff = Pessoa do secretariado
console-subject-api-key = Chave
console-subject-webhook = Webhook
console-subject-mapping = Modo de ler colunas
console-subject-registry = Todo o registo
console-read-audit = histórico
console-read-export = ficheiro para levar
console-read-personal-data = o que se guarda sobre uma pessoa
console-word-label = Nome do local
console-word-countries = Países
console-word-former-slugs = Chaves anteriores no endereço
console-word-former-codes = Códigos anteriores
console-word-name-language = Língua do nome
console-word-names = Outros nomes
console-word-verified-by = Confirmado por
console-verified-by-organisation = a organização
console-verified-by-secretariat = o secretariado
console-word-merged = Continua noutra ficha
console-word-point = Ponto no mapa
console-word-delivery = Como é prestado
console-given-in-person = presencialmente
console-given-phone = por telefone
console-given-online = em linha
console-listing-listed = No diretório público
console-listing-unlisted = Fora do diretório público
console-word-sample-data = Dados de exemplo inventados
console-word-removed = Removido
console-history-whole = Mostrar toda esta alteração

# Looks: the colour and the logo.
console-looks = Aspeto
console-looks-lead = É este o aspeto das páginas públicas, e da lista noutros sítios.
console-color = Cor
console-color-lead = Para ligações e botões. Tem de ser escura o bastante para se ler sobre branco; para ecrãs escuros é aclarada.
console-color-usual = Usar a cor habitual
console-logo = Logótipo
console-logo-lead = Aparece em todas as páginas. Um ficheiro PNG, JPEG ou WebP de 100 kB no máximo.
console-logo-now = O logótipo atual
console-logo-remove = Retirar o logótipo
console-logo-file = Ficheiro do logótipo

# The services of a member, and more of its fields.
console-add-service = Adicionar um serviço
console-field-external-id = A vossa própria chave
console-field-listing = No diretório público ou não
console-field-region = Região
console-field-point = Ponto no mapa (latitude, longitude)
console-field-accessibility = Acesso com cadeira de rodas e semelhantes
console-field-service = Serviço
console-field-location-id = Onde é prestado
console-field-free-of-charge = Gratuito
console-field-audience = Para quem
console-field-eligibility = Condições
console-field-access = Como aceder
console-sessions = Sessões
console-session-begun = Início de sessão
console-session-end = Terminar
