mail-sign-in-subject = O seu acesso à gestão: { $network }
mail-sign-in = Olá, { $name }: com esta ligação pode entrar uma vez, até { $day }. É só para si.
mail-sign-in-button = Entrar
mail-personal-link-subject = A sua ficha no diretório: { $member }
mail-personal-link = Com esta ligação pode ver o que toda a gente vê de { $member } no nosso diretório, confirmar ou pedir uma alteração. Não precisa de conta.
mail-reminder-subject = Esta ficha ainda está certa? { $member }
mail-reminder = Quem procura ajuda confia no nosso diretório. Pedimos-lhe um minuto para ver a ficha de { $member }. Se ainda estiver certa, bastam dois cliques.
mail-reminder-last = Foi confirmada pela última vez em { $day }.
mail-reminder-never = Ainda ninguém a confirmou.
mail-reminder-again = Já lhe perguntámos antes e ainda não recebemos resposta.
mail-own-button = Ver a ficha
mail-link-until = A ligação funciona até { $day }.
mail-forward = Se outra pessoa da sua equipa estiver mais bem informada, reencaminhe-lhe este e-mail. A ligação não mostra nada que não seja público, e nada muda antes de o secretariado o ter lido.
mail-confirmed-subject = Ficha confirmada: { $member }
mail-confirmed = Com uma ligação pessoal para a ficha de { $member }, foi confirmado que está certa. Nada mais mudou.
mail-proposed-subject = Enviado ao secretariado: { $member }
mail-proposed = Com uma ligação pessoal para a ficha de { $member }, foi escrito algo ao secretariado sobre ela. Nada muda antes de o secretariado o ter lido.
mail-not-you = Se não foi iniciativa sua nem de alguém da sua equipa, responda a este e-mail.
mail-decided-subject = Resposta do secretariado: { $member }
mail-decided = { $status ->
    [accepted] O secretariado aceitou a alteração proposta para { $member }.
    [partly_accepted] O secretariado aceitou uma parte do que foi proposto para { $member }.
    [done] O secretariado tratou do que foi escrito sobre { $member }. Obrigado.
    [discarded] O secretariado leu o que foi escrito sobre { $member } e deixa a ficha como está.
   *[refused] O secretariado não aceitou a alteração proposta para { $member }.
}
mail-decided-reason = O secretariado escreve:
mail-more-public-subject = Há mais dados públicos na sua ficha: { $member }
mail-more-public = Agora toda a gente pode ver algo de { $member } que antes não era público. Pedimos-lhe que veja o que é mostrado.
mail-more-public-no = Se não o desejar, pode dizê-lo na mesma página. O secretariado tratará disso.
mail-digest = Estas são as últimas alterações no diretório, prontas para o seu boletim.
mail-stop = Não me enviar mais lembretes nem notícias
mail-sent-by = Enviado por: { $network }

console-reports = Avisos
console-reports-lead = O que visitantes e membros escreveram sem conta. Qualquer pessoa pode ter escrito qualquer coisa; nada mudou por isso.
console-no-reports = Não há avisos por tratar.
console-reports-of-members = De membros, por ligações pessoais
console-reports-of-visitors = De visitantes
console-reports-discard = { $count ->
    [one] Pôr de lado { $count } aviso
   *[other] Pôr de lado estes { $count } avisos
}
console-report-mistake = Alguém comunica um erro
console-report-wish = Um membro pede algo
console-report-handover = Um membro indica outra pessoa
console-report-objection = Um membro não quer que algo seja público
console-report-done = Tratado
console-report-discard = Pôr de lado
console-personal-links = Ligações pessoais
console-links-of = Ligações pessoais: { $member }
console-link-made = A ligação está feita. Só é mostrada agora.
console-link-mailed = Também é enviada por e-mail.
console-links-lead = Durante 30 dias, quem tem uma ligação vê o que toda a gente vê, e pode confirmar ou propor uma alteração.
console-make-link = Fazer uma ligação para copiar
console-mail-link = Enviar uma ligação: { $name }
console-made-on = Feita em
console-answered = Resposta
console-mails = E-mail
console-mail-example = Organização de exemplo
console-mail-preview = Como são os e-mails
console-no-mail = Daqui não sai correio: não há servidor de correio definido, ou esta é a rede de exemplo. As ligações podem ser copiadas.
console-reminders = A quem se perguntou
console-no-reminders = De momento não é preciso perguntar a ninguém.
console-were-asked = Já perguntado
console-to-be-asked = Por perguntar
console-more-reminders = Mais
console-asked = Perguntado
console-cannot-be-asked = não há ninguém a quem escrever
console-never-answers = nunca responde
console-mail-log = O que foi enviado
console-no-mails = Ainda não foi enviado nada.
console-mail-kind = Assunto
console-mail-kind-sign-in = Ligação para entrar
console-mail-kind-personal-link = Ligação pessoal
console-mail-kind-reminder = Lembrete
console-mail-kind-confirmed = Ficha confirmada
console-mail-kind-proposed = Enviado ao secretariado
console-mail-kind-decided = Proposta decidida
console-mail-kind-more-public = Há mais que é público
console-mail-kind-digest = Notícias
console-mail-status-pending = à espera
console-mail-status-sent = enviado
console-mail-status-refused = recusado
console-mail-status-failed = falhado
console-mail-status-skipped = não enviado
console-mail-stops = Endereços para os quais nada é enviado
console-mail-stop-refused = o servidor de correio não aceita nada para ele
console-mail-stop-declined = não quer lembretes nem notícias
console-mail-again = Voltar a enviar
console-digest-lead = As últimas alterações no diretório, enviadas a toda a equipa, prontas para o seu boletim.
console-news-until = Até, sem este dia
console-digest-send = Enviar
console-waiting-reports = { $count ->
    [one] { $count } aviso à espera
   *[other] { $count } avisos à espera
}
console-waiting-answered = { $count ->
    [one] { $count } membro respondeu por uma ligação pessoal nos últimos sete dias
   *[other] { $count } membros responderam por uma ligação pessoal nos últimos sete dias
}
console-waiting-unanswered = { $count ->
    [one] { $count } membro nunca responde
   *[other] { $count } membros nunca respondem
}
console-confirmed-share = De { $all } fichas públicas, { $confirmed } foram confirmadas no último ano: { $percent } %.
