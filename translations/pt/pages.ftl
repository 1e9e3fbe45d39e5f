# As páginas do diretório.

## A moldura de todas as páginas

skip-to-content = Ir para o conteúdo
sample-data = Dados de exemplo: as organizações aqui apresentadas são inventadas.
member-directory = Diretório de membros
unnamed-network = Rede de membros
page-language = Língua
quick-exit = Sair
quick-exit-hint = Abre de imediato outro site. Premir três vezes Escape tem o mesmo efeito.
network-website = Site da rede
town-source = Nomes das cidades:
privacy = Este site não usa cookies, não guarda nada no seu dispositivo e não carrega nada de outros sites.
for-developers = Para programação: a API (em inglês)
feed = Novidades do diretório (feed Atom)
about-title = Sobre este diretório
about-lead = Este diretório mostra as organizações membros de { $network }: o que oferecem, onde e em que línguas.
about-entries = As fichas
about-entries-words = Vêm das organizações e do secretariado da rede. Cada uma indica quando e por quem foi verificada pela última vez.
about-privacy = A sua privacidade
about-position = Se usar a sua localização, ela é enviada apenas a este diretório, arredondada a cerca de um quilómetro, e não é guardada.
about-sources = Dados de terceiros
source-towns = nomes e lugares das cidades
source-map = os contornos dos países no mapa
source-names = nomes de países e línguas
source-time = a hora de cada lugar
about-contact = Perguntas? Escreva para
accessibility-title = Declaração de acessibilidade
accessibility-lead = Estas páginas são feitas para que todas as pessoas as possam usar: com o teclado, com um leitor de ecrã, com letra grande, num ecrã pequeno e sem JavaScript. Cada versão é testada automaticamente segundo as WCAG 2.2, nível AA. Nenhuma entidade externa as examinou.
accessibility-limits = Limites conhecidos
accessibility-limits-words = O mapa é um desenho; uma tabela por baixo diz o mesmo. O que as organizações escrevem sobre si pode ser difícil de ler ou não estar na sua língua. Os guias para programadores estão em inglês.
imprint-title = Ficha técnica
guides = Guias
guide-contact = Precisa de uma chave de API ou tem uma pergunta? Escreva para { $network }.

## Procurar

find-help = Encontrar uma organização que possa ajudar
find-help-lead = Pesquise por serviços, local e línguas que lá se falam.
needs = De que precisa?
directory-description = { $network }: { $count } organizações, com os seus serviços, locais e línguas.
what-you-look-for = O que procura?
what-example = alojamento, médico, um nome…
near-a-city = Perto de que cidade?
near-example = por exemplo, { $city }
near-me = Usar a minha localização
near-waiting = A procurar a sua localização…
near-failed = Não foi possível encontrar a sua localização. Escreva uma cidade.
near-refused = O navegador não partilhou a sua localização. Escreva uma cidade.
offline = Sem ligação. O que vê foi carregado antes. A pesquisa voltará a funcionar quando tiver ligação.
within = Raio
search = Pesquisar
filters = Filtros
show-results = Mostrar { $count }
service = Serviço
country = País
city = Cidade
language = Língua falada
membership = Tipo de membro
open-now = Aberto agora
show-more = { $count ->
    [one] Mostrar mais { $count }
   *[other] Mostrar mais { $count }
}
view = Vista
view-list = Lista
view-map = Mapa
chosen = A sua seleção
remove = Retirar
remove-all = Limpar tudo
chip-text = «{ $text }»
chip-understood = «{ $text }»: { $label }
chip-nearest = «{ $text }»: { $label }, o serviço mais próximo
chip-left-out = «{ $text }»: { $label }, deixado de fora porque ninguém cumpre tudo
chip-near = { $place }: até { $km } km
this-point = este ponto
chip-map = Parte do mapa
chip-since = Atualizadas desde { $date }

## O que foi encontrado

members-found = { $count ->
    [one] { $count } organização
   *[other] { $count } organizações
}
order = Ordenar por
sort-relevance = relevância
sort-distance = distância
sort-name = nome
sort-updated = última atualização
sort-joined = membros mais recentes
distance = { $km } km
less-than-a-kilometre = menos de 1 km
distance-up-to = a { $km } km no máximo
more-cities = { $count ->
    [one] e mais { $count } cidade
   *[other] e mais { $count } cidades
}
services = Serviços
languages = Línguas
verified-on = { $by ->
    [organisation] Ficha verificada pela organização em { $date }
    [secretariat] Ficha verificada pelo secretariado da rede em { $date }
   *[unknown] Ficha verificada em { $date }
}
not-verified = Ficha ainda não verificada
verified-long-ago = Foi há muito tempo: pergunte antes de ir.
paging = Páginas
shown-of = { $from }–{ $to } de { $total }
first-page = Voltar ao início
next-page = Página seguinte
same-for-programs = Descarregar estes dados:

## Nada foi encontrado

nothing-found = Nenhuma organização corresponde a todas as suas escolhas.
did-you-mean = Queria dizer:
try-without = Retire um filtro:
relaxed = { $count ->
    [one] Sem { $condition }: { $count } organização
   *[other] Sem { $condition }: { $count } organizações
}
condition-text = as palavras procuradas
condition-service = o serviço
condition-country = o país
condition-city = a cidade
condition-language = a língua
condition-membership = o tipo de membro
condition-open = o horário
condition-near = a distância
condition-map = a parte do mapa
nearest-is = Mostrar a mais próxima, a { $distance }
show-all = Mostrar todas as organizações

## A página de um membro

breadcrumbs = Está aqui
back-to-results = Voltar aos resultados
no-services = Não há serviços indicados.
offer-fact = { $name ->
    [audience] Para quem
    [eligibility] Condições
   *[access] Como pedir ajuda
}
free-of-charge = Gratuito
not-free = Pode ter custos
delivery = Como é prestado
delivery-way = { $way ->
    [in_person] presencial
    [phone] por telefone
   *[online] online
}
given-at = Onde
serves-countries = Para pessoas nestes países
places = Locais
no-places = Esta organização não tem morada publicada. Contacte-a por telefone ou e-mail.
place-kind = { $kind ->
    [office] Gabinete
    [clinic] Consultório médico
    [shelter] Centro de acolhimento
    [classroom] Sala de aula
   *[other] Local
}
approximate-place = Só se indica a cidade. Contacte a organização antes de ir.
phone = Telefone
email = E-mail
website = Site
link-kind-donation = Donativos
link-kind-volunteering = Voluntariado
link-kind-newsletter = Boletim informativo
link-kind-other = Outra página
vat-number = Número de IVA
opening-hours = Horário
accessibility = Acessibilidade
contact = Contacto
call = Ligar
directions = Como chegar
share = Partilhar
share-copied = Ligação copiada
add-contact = Adicionar aos contactos
on-a-phone = Esta página num telemóvel
about = Sobre a organização
founded = Ano de fundação
member-since = Membro desde
last-changed = Última atualização
report-mistake = Há algo errado? Comunique um erro

## Horários

every-day = todos os dias
day-and-night = 24 horas por dia
closed = fechado
public-holidays = feriados
from-to-days = de { $from } a { $to }
from-to-hours = { $from }–{ $to }
open-from = a partir das { $time }

## Erros

gone = Esta organização já não consta do diretório
gone-words = A sua ficha foi retirada do diretório. Talvez outra organização possa ajudar.
no-member = Esta organização não consta do diretório
no-member-words = Verifique se a hiperligação não tem erros ou procure o nome no diretório.
no-page = Esta página não existe
no-page-words = Verifique se a hiperligação não tem erros. A página também pode ter mudado de lugar.
place-unclear = A que local se refere?
place-unknown = Não conhecemos nenhuma cidade com este nome.
place-ambiguous = Há várias cidades com este nome.
place-without-point = As moradas exatas nesta cidade não são públicas, por isso não se podem mostrar distâncias. Escolha a cidade nos filtros.
search-without-place = Pesquisar sem local
wrong-address = Esta hiperligação não funciona
wrong-address-words = Uma parte desta hiperligação está errada. Pormenores (em inglês):
unavailable = Indisponível de momento
unavailable-words = O diretório não consegue responder agora. Tente de novo daqui a pouco.
failed = Algo correu mal do nosso lado
failed-words = A culpa não é sua. Tente de novo.
try-again = Tentar de novo
to-the-directory = Ir para o diretório

## How things are put together

list = { $first }, { $second }
labelled = { $name }:

news-title = Novidades
news-since = De
news-until = até
news-show = Mostrar

# The page on which a list of names is matched
match-title = Comparar uma lista
match-lead = Que nomes de uma lista são de membros? Cole os nomes ou escolha um ficheiro; obtém os membros com os seus identificadores, em tabela, CSV ou Excel.
match-names = Nomes
match-names-hint = Um nome por linha, { $count } no máximo. Ou uma tabela com cabeçalho de uma folha de cálculo: colunas como «nome», «país», «cidade», «site» ajudam a distinguir as organizações.
match-file = Ou um ficheiro
match-file-hint = CSV, texto, Excel (.xlsx) ou OpenDocument (.ods), 2 MB no máximo; é lida a primeira folha.
match-submit = Comparar
match-csv = Em CSV
match-xlsx = Em Excel
match-privacy = A sua lista é comparada e esquecida: nada dela é guardado.
match-outcome = O resultado
match-name = Nome na lista
match-result = Resultado
match-member = Membro
match-identifier = Identificador
match-yes = Membro
match-maybe = Talvez
match-no = Nenhum membro encontrado
match-empty = Não há nenhum nome na lista. Cole nomes ou escolha um ficheiro que os contenha.
match-too-long = A lista tem mais de { $count } nomes. Divida-a.
match-unreadable = Não é possível ler este ficheiro. Guarde-o como CSV (UTF-8) ou .xlsx, sem palavra-passe, e tente novamente.
