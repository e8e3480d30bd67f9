#include "site/words/languages.h"

/* Portuguese */
/* Long phrases are broken in two; each entry begins with its [WORD_...]. */
/* NOLINTBEGIN(bugprone-suspicious-missing-comma) */
const char *const words_pt[WORDS] = {
	[WORD_FRONT_PAGE] = "Página inicial",
	[WORD_SEARCH] = "Pesquisar",
	[WORD_SEARCH_ARTICLES] = "Pesquisar nos títulos e artigos",
	[WORD_SEARCH_TOPIC] = "Pesquisar neste tema",
	[WORD_ALL_TOPICS] = "Todos os temas",
	[WORD_ALL_TITLES] = "Títulos de todos os artigos",
	[WORD_AUTHORS] = "Autores",
	[WORD_ALL_PAGES] = "Todas as páginas",
	[WORD_DIGEST] = "Resumo diário",
	[WORD_FEED] = "Feed Atom",
	[WORD_FEED_TOPIC] = "Feed Atom deste tema",
	[WORD_FEED_AUTHOR] = "Feed Atom deste autor",
	[WORD_FEED_DIGEST] = "Feed Atom do resumo diário",
	[WORD_OVER_GEMINI] = "Estas páginas via Gemini",
	[WORD_ORIGINAL_SITE] = "O site original na web",
	[WORD_STATIC_COPY] =
	    "Uma cópia para guardar ou partilhar: sem pesquisa nem feeds.",
	[WORD_LIVE_SITE] = "O próprio arquivo, com pesquisa e feeds",

	[WORD_NEWEST] = "Artigos mais recentes",
	[WORD_LATEST_IN] = "Últimas em {1}",
	[WORD_TOPICS] = "Temas por número de artigos",
	[WORD_ARTICLE] = "1 artigo",
	[WORD_ARTICLES] = "{1} artigos",
	[WORD_MORE_THAN] = "Mais de {1} artigos",
	[WORD_NEWEST_FIRST] = "{1}, do mais recente ao mais antigo.",
	[WORD_PAGE_OF] = "Página {1} de {2}.",
	[WORD_NEXT_PAGE] = "Página seguinte ({1} de {2})",
	[WORD_PREVIOUS_PAGE] = "Página anterior ({1} de {2})",
	[WORD_FIRST_PAGE] = "Página 1",
	[WORD_LAST_PAGE] = "Última página ({1} de {2})",
	[WORD_TITLES_ONLY] = "Só títulos",
	[WORD_ALL_IN_ONE] = "Tudo numa só página",
	[WORD_TO_TAKE_ALONG] = "Para levar",
	[WORD_WITH_EXCERPTS] = "Com excertos",
	[WORD_PART_OF] = "Parte de: {1}",
	[WORD_WITHIN] = "Inclui: {1}",
	[WORD_DIGEST_OF] = "Resumo diário de {1}",
	[WORD_AND_MORE] = "{1} e mais {2}",
	[WORD_ARCHIVE] = "Arquivo",
	[WORD_MONTH_OF] = "{1} de {2}",
	[WORD_JANUARY] = "janeiro",
	[WORD_FEBRUARY] = "fevereiro",
	[WORD_MARCH] = "março",
	[WORD_APRIL] = "abril",
	[WORD_MAY] = "maio",
	[WORD_JUNE] = "junho",
	[WORD_JULY] = "julho",
	[WORD_AUGUST] = "agosto",
	[WORD_SEPTEMBER] = "setembro",
	[WORD_OCTOBER] = "outubro",
	[WORD_NOVEMBER] = "novembro",
	[WORD_DECEMBER] = "dezembro",

	[WORD_AS_TEXT] = "Este artigo em texto simples",
	[WORD_PAGE_AS_TEXT] = "Esta página em texto simples",
	[WORD_ORIGINAL] = "Original",
	[WORD_ORIGINAL_PICTURE] = "original",
	[WORD_BOOK_BEING_MADE] =
	    "Este livro está a ser preparado; tente de novo daqui a pouco",
	[WORD_ORIGINAL_ON] = "Original em {1}",
	[WORD_OLDER] = "Anterior: {1}",
	[WORD_NEWER] = "Seguinte: {1}",
	[WORD_OLDER_IN] = "Anterior em {1}: {2}",
	[WORD_NEWER_IN] = "Seguinte em {1}: {2}",
	[WORD_RELATED] = "Relacionados",
	[WORD_MORE_BY] = "Mais de {1}",
	[WORD_TOPIC_IS] = "Tema: {1}",
	[WORD_TOPIC] = "Tema",
	[WORD_UPDATED] = "atualizado em {1}",
	[WORD_LENGTH] = "{1} palavras, {2} min",
	[WORD_EXCERPT_OF] = "Aqui há apenas um excerto; o artigo completo: {1}",
	[WORD_EXCERPT_ALONE] = "Aqui há apenas um excerto deste artigo.",
	[WORD_LICENSE] = "Licença: {1}",
	[WORD_IMAGE] = "imagem",
	[WORD_LINKS] = "Ligações",
	[WORD_TABLE] = "Tabela",

	[WORD_SEARCH_PROMPT] =
	    "Pesquisar: palavras, \"frase exata\", -excluída",
	[WORD_SEARCH_FOR] = "Pesquisa: {1}",
	[WORD_SEARCH_IN] = "Pesquisa em {1}: {2}",
	[WORD_FOUND_NOTHING] = "Nenhum artigo contém estas palavras.",
	[WORD_NO_WORDS] =
	    "Não há nada para procurar aqui: só sinais não encontram"
	    " nada. Escreva uma palavra ou um número.",
	[WORD_SEARCH_HELP] =
	    "Tente menos palavras, outras palavras ou apenas o início de uma. "
	    "Acentos e maiúsculas não contam.",
	[WORD_SEARCH_SYNTAX] =
	    "As aspas procuram uma \"frase exata\" e -palavra exclui artigos.",
	[WORD_SEARCH_FILTERS] = "Para limitar a pesquisa: {1}.",
	[WORD_FILTER_TOPIC] = "tema",
	[WORD_FILTER_AUTHOR] = "autor",
	[WORD_FILTER_YEAR] = "ano",
	[WORD_SEARCH_CUT] =
	    "A pesquisa demorou demasiado e os artigos mais antigos não foram "
	    "vistos. Com mais palavras é mais rápida.",
	[WORD_SEARCH_SOME] =
	    "Nem todas as palavras que começam como a última foram procuradas; "
	    "com mais letras não falta nenhuma.",
	[WORD_GROWING] = "O arquivo ainda está a ser lido; "
			 "ainda não estão aqui todos os artigos.",
	[WORD_IN_TITLE] = "no título",
	[WORD_NEXT_FOUND] = "Página seguinte ({1})",
	[WORD_PREVIOUS_FOUND] = "Página anterior ({1})",

	[WORD_ME_TITLE] = "O seu certificado",
	[WORD_ME_FINGERPRINT] = "Impressão digital: {1}",
	[WORD_ME_NAME] = "Nome: {1}",
	[WORD_ME_ROLE] = "Função: {1}",
	[WORD_ROLE_AUTHOR] = "autor",
	[WORD_ROLE_EDITOR] = "editor",
	[WORD_ROLE_ADMIN] = "administrador",
	[WORD_ME_UNKNOWN] =
	    "Este certificado não está na lista de quem publica aqui; a sua "
	    "impressão digital pode ser enviada à redação.",
	[WORD_NEW_ARTICLE] = "Novo artigo",
	[WORD_DRAFTS] = "Rascunhos",
	[WORD_YOUR_ARTICLES] = "Os seus artigos",
	[WORD_EDIT] = "Editar: {1}",
	[WORD_EDIT_THIS] = "Editar este artigo",
	[WORD_DIFFERENCES] = "O que mudou: {1}",
	[WORD_NO_DIFFERENCES] = "Nada mudou.",
	[WORD_LETTERS] = "Cartas",
	[WORD_LETTER_WRITE] = "Escrever uma carta sobre este artigo",
	[WORD_LETTER_PROMPT] = "A sua carta, no máximo 900 bytes",
	[WORD_LETTER_THANKS] =
	    "Obrigado: a sua carta chegou. Será mostrada quando a redação a "
	    "aceitar.",

	[WORD_NOT_FOUND] = "Não há nada aqui; a página inicial leva a tudo",
	[WORD_SHARED_NAME] = "Vários artigos têm este nome",
	[WORD_REMOVED] = "Este artigo foi retirado pelo editor e não voltará",
	[WORD_NOT_READY] =
	    "O arquivo está a ser preparado; tente daqui a pouco",
	[WORD_BEING_WRITTEN] =
	    "Este artigo está a ser gravado; tente daqui a pouco",
	[WORD_UNREADABLE] =
	    "Esta página não pode ser lida agora; tente mais tarde",
	[WORD_BAD_QUERY] =
	    "Não foi possível ler as palavras; escreva-as de novo",

	[WORD_BAD_REQUEST] =
	    "Não foi possível ler o endereço; verifique a escrita",
	[WORD_NOT_OURS] = "Este endereço é de outro servidor; verifique o nome",
	[WORD_TOO_LATE] = "O pedido não chegou a tempo; tente novamente",
	[WORD_TOO_MANY] =
	    "Há demasiados leitores agora; tente daqui a um minuto",
	[WORD_SLOW_DOWN] =
	    "Demasiados pedidos do seu endereço; aguarde um momento",
	[WORD_FAILED] = "Algo falhou neste servidor; tente mais tarde",
	[WORD_CERTIFICATE_NEEDED] =
	    "Só para membros: abra com o seu certificado",
	[WORD_CERTIFICATE_ELSEWHERE] =
	    "Só para membros: abra via Gemini com o seu certificado",
	[WORD_CERTIFICATE_UNKNOWN] =
	    "O seu certificado não está na lista; fale connosco",
	[WORD_CERTIFICATE_EXPIRED] =
	    "O seu certificado não é válido hoje; use outro, por favor",
	[WORD_BAD_LINK] =
	    "Não se pode seguir uma ligação deste tipo; volte atrás",
	[WORD_LEADS_OUT] = "Esta ligação sai do Gopher",
	[WORD_NOT_THE_WEB] =
	    "Isto é um servidor Gopher, não um site; leia-o aqui",

	[WORD_UPLOADS_NONE] = "Neste servidor não se pode publicar",
	[WORD_UPLOAD_LINE] = "Este envio não pode ser lido: {1}",
	[WORD_UPLOAD_NOWHERE] = "Neste endereço não se pode publicar nada",
	[WORD_PUBLISHER_NEEDED] =
	    "Para publicar aqui, escolha o seu certificado",
	[WORD_PUBLISHER_UNKNOWN] =
	    "Não está na lista; envie a impressão à redação: {1}",
	[WORD_UPLOAD_TOKEN] = "Falta o token ou não é o certo",
	[WORD_UPLOAD_ROLE] = "Isto é para outros mudarem; a sua função: {1}",
	[WORD_UPLOAD_NOT_YOURS] = "Este artigo é de outra pessoa",
	[WORD_UPLOAD_TOO_LARGE] = "Grande demais: {1} bytes no máximo",
	[WORD_UPLOAD_LENGTH] =
	    "Chegaram mais ou menos bytes do que o anunciado",
	[WORD_UPLOAD_MEDIA] = "O conteúdo não é o que o nome ou o tipo diz",
	[WORD_UPLOAD_FAULT] = "Nada foi alterado; {1}",
	[WORD_UPLOAD_CONFLICT] = "O texto mudou entretanto; compare: {1}",
	[WORD_UPLOAD_FAILED] = "Não foi possível escrever: {1}",
	[WORD_UPLOAD_AGAIN] = "Não foi possível publicar agora; tente de novo",
	[WORD_LETTER_LONG] = "A carta é longa demais: no máximo 900 bytes",
	[WORD_LETTER_MANY] = "Cartas suficientes por hoje; escreva amanhã",
};
/* NOLINTEND(bugprone-suspicious-missing-comma) */
