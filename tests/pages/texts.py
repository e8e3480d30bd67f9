"""Articles of our own, in four languages, made of sentences with slots: each
number gives another article, the same one each time."""
import random

WORDS = {
    "en": {
        "who": ["the harbour board", "a warden of the ferry", "Ines Aldana",
                "the council", "one of the pilots", "the owner of the kiosk",
                "a teacher from the upper village", "the dyke master"],
        "thing": ["the dredger", "the new bridge", "the night ferry",
                  "the pump house", "the school bus", "the old chapel",
                  "the fish market", "the tide table"],
        "place": ["below the chapel", "at the upper bridge", "in the yard",
                  "beside the old road", "on the north bank",
                  "behind the market hall", "at the river's mouth"],
        "day": ["Monday", "Thursday night", "the last day of March",
                "the morning after the rain", "Sunday", "market day"],
        "say": [
            "{who} said on {day} that {thing} would stay {place} until the "
            "water had gone down by at least {n} centimetres.",
            "Nobody had expected {thing} {place}, least of all {who}, who had "
            "measured the channel {n} times since {day}.",
            "It took {n} people and most of {day} to bring {thing} back, and "
            "{who} paid for the bread and the coffee.",
            "“We have seen worse,” {who} told us {place}, “but never {n} days "
            "in a row, and never with {thing} out of service.”",
            "By then {thing} had been {place} for {n} weeks; {who} wrote a "
            "letter about it, which was answered on {day}.",
            "The plan, which {who} drew up {n} years ago, puts {thing} "
            "{place}, where the ground is dry even after {day}.",
            "Those who live {place} remember {day} well: {who} came by boat, "
            "counted {n} sacks, and left {thing} where it was.",
            "What remains is a bill of {n} thousand, a promise by {who}, and "
            "{thing}, which stands {place} and rusts.",
        ],
        "title": "{thing} stays {place} for another {n} weeks",
        "head": ["The night of the flood", "What the board says",
                 "A bill and a promise", "Sharing the water"],
        "labels": {
            "share": "Share this article", "comments": "Comments",
            "related": "Related stories", "tags": "Filed under",
            "newsletter": "Sign up for our newsletter", "more": "Read more",
            "author": "About the author", "ad": "Advertisement",
            "reply": "Leave a reply", "home": "Home", "by": "By",
            "read": "min read", "rights": "All rights reserved",
            "subscribe": "Get the day's news, free of charge, each morning "
                         "in your inbox. You can leave at any time.",
            "cookies": "We use cookies and similar techniques so that you "
                       "can use this site, and our partners use them, too."},
        "date": "March {d}, 2024"},
    "es": {
        "who": ["la junta del puerto", "un guardián de la balsa",
                "Inés Aldana", "el concejo", "uno de los prácticos",
                "la dueña del quiosco", "un maestro del pueblo de arriba"],
        "thing": ["la dragadora", "el puente nuevo", "la balsa nocturna",
                  "la casa de bombas", "el bus escolar", "la vieja capilla",
                  "el mercado de pescado"],
        "place": ["debajo de la capilla", "junto al puente de arriba",
                  "en el astillero", "al lado del camino viejo",
                  "en la orilla norte", "detrás del mercado"],
        "day": ["el lunes", "el jueves por la noche", "el domingo",
                "el último día de marzo", "la mañana después de la lluvia"],
        "say": [
            "{who} dijo {day} que {thing} seguirá {place} hasta que el agua "
            "baje por lo menos {n} centímetros.",
            "Nadie esperaba {thing} {place}, y menos que nadie {who}, que "
            "había medido el canal {n} veces en la semana.",
            "Hicieron falta {n} personas y casi todo el día para traer "
            "{thing}, y {who} pagó el pan y el café.",
            "«Hemos visto cosas peores», nos contó {who} {place}, «pero nunca "
            "{n} días seguidos, ni con {thing} fuera de servicio».",
            "Para entonces {thing} llevaba {n} semanas {place}; {who} "
            "escribió una carta, que fue contestada {day}.",
            "El plan, que {who} dibujó hace {n} años, pone {thing} {place}, "
            "donde el suelo queda seco aun después de la creciente.",
            "Quienes viven {place} lo recuerdan bien: {who} llegó en bote, "
            "contó {n} sacos y dejó {thing} donde estaba.",
        ],
        "title": "{thing} sigue {place} otras {n} semanas",
        "head": ["La noche de la creciente", "Lo que dice la junta",
                 "Una cuenta y una promesa"],
        "labels": {
            "share": "Compartir", "comments": "Comentarios",
            "related": "Noticias relacionadas", "tags": "Temas Relacionados",
            "newsletter": "Suscríbete a nuestro boletín", "more": "Leer más",
            "author": "Sobre el autor", "ad": "Publicidad",
            "reply": "Deja una respuesta", "home": "Inicio", "by": "Por",
            "read": "min de lectura",
            "rights": "Todos los derechos reservados",
            "subscribe": "Recibe cada mañana las noticias del día, sin "
                         "costo, en tu correo. Puedes salir cuando quieras.",
            "cookies": "Usamos cookies propias y de terceros para que esta "
                       "página funcione, y para saber qué se lee en ella."},
        "date": "{d} de marzo de 2024"},
    "de": {
        "who": ["der Hafenrat", "ein Wärter der Fähre", "Ines Aldana",
                "der Gemeinderat", "einer der Lotsen", "die Wirtin am Kiosk",
                "ein Lehrer aus dem oberen Dorf"],
        "thing": ["der Schwimmbagger", "die neue Brücke", "die Nachtfähre",
                  "das Pumpenhaus", "der Schulbus", "die alte Kapelle",
                  "der Fischmarkt"],
        "place": ["unterhalb der Kapelle", "an der oberen Brücke",
                  "in der Werft", "neben der alten Straße",
                  "am Nordufer", "hinter der Markthalle"],
        "day": ["am Montag", "am Donnerstagabend", "am Sonntag",
                "am letzten Tag im März", "am Morgen nach dem Regen"],
        "say": [
            "{who} sagte {day}, dass {thing} {place} bleibt, bis das Wasser "
            "um wenigstens {n} Zentimeter gefallen ist.",
            "Niemand hatte {place} damit gerechnet, am wenigsten {who}, und "
            "{n} Messungen in einer Woche änderten daran nichts: {thing} "
            "blieb stehen.",
            "Es brauchte {n} Leute und fast den ganzen Tag, und {who} "
            "bezahlte Brot und Kaffee, während {thing} langsam näher kam.",
            "„Wir haben Schlimmeres gesehen“, erzählte {who} {place}, „aber "
            "nie {n} Tage hintereinander, und nie stand {thing} so lange.“",
            "Damals lag {thing} schon {n} Wochen {place}; {who} schrieb einen "
            "Brief, der {day} beantwortet wurde.",
            "Der Plan, den {who} vor {n} Jahren gezeichnet hat, sieht {place} "
            "einen Platz vor, an dem {thing} trocken steht.",
            "Was bleibt, ist eine Rechnung über {n} Tausend, ein Versprechen, "
            "das {who} {day} gab, und {thing}, der Witterung überlassen.",
        ],
        "title": "{thing} bleibt weitere {n} Wochen {place}",
        "head": ["Die Nacht der Flut", "Was der Rat sagt",
                 "Eine Rechnung und ein Versprechen"],
        "labels": {
            "share": "Artikel teilen", "comments": "Kommentare",
            "related": "Das könnte Sie auch interessieren",
            "tags": "Schlagwörter", "newsletter": "Newsletter abonnieren",
            "more": "Weiterlesen", "author": "Über den Autor",
            "ad": "Anzeige", "reply": "Schreibe einen Kommentar",
            "home": "Startseite", "by": "Von", "read": "Min. Lesezeit",
            "rights": "Alle Rechte vorbehalten",
            "subscribe": "Jeden Morgen die Nachrichten des Tages, kostenlos "
                         "in Ihr Postfach. Abmelden geht jederzeit.",
            "cookies": "Wir und unsere Partner verwenden Cookies, damit diese "
                       "Seite funktioniert, und um sie zu verbessern."},
        "date": "{d}. März 2024"},
    "fr": {
        "who": ["le conseil du port", "un gardien du bac", "Inès Aldana",
                "la mairie", "l’un des pilotes", "la patronne du kiosque"],
        "thing": ["la drague", "le nouveau pont", "le bac de nuit",
                  "la maison des pompes", "le car scolaire",
                  "la vieille chapelle"],
        "place": ["sous la chapelle", "près du pont d’amont", "au chantier",
                  "au bord de l’ancienne route", "sur la rive nord"],
        "day": ["lundi", "jeudi soir", "dimanche", "le dernier jour de mars",
                "le matin après la pluie"],
        "say": [
            "{who} a dit {day} que {thing} restera {place} jusqu’à ce que "
            "l’eau ait baissé d’au moins {n} centimètres.",
            "Personne n’attendait {thing} {place}, surtout pas {who}, qui "
            "avait mesuré le chenal {n} fois en une semaine.",
            "Il a fallu {n} personnes et presque toute la journée pour "
            "ramener {thing}, et {who} a payé le pain et le café.",
            "« On a vu pire », raconte {who} {place}, « mais jamais {n} jours "
            "de suite, et jamais avec {thing} hors service ».",
            "Depuis {n} semaines déjà {thing} se trouvait {place} ; {who} a "
            "écrit une lettre, qui a reçu une réponse {day}.",
            "Ceux qui vivent {place} s’en souviennent : {who} est venu en "
            "barque, a compté {n} sacs et a laissé {thing} où elle était.",
        ],
        "title": "{thing} reste {place} pour {n} semaines encore",
        "head": ["La nuit de la crue", "Ce que dit le conseil",
                 "Une facture et une promesse"],
        "labels": {
            "share": "Partager cet article", "comments": "Commentaires",
            "related": "À lire aussi", "tags": "Mots-clés",
            "newsletter": "Abonnez-vous à notre lettre",
            "more": "Lire la suite", "author": "À propos de l’auteur",
            "ad": "Publicité", "reply": "Laisser un commentaire",
            "home": "Accueil", "by": "Par", "read": "min de lecture",
            "rights": "Tous droits réservés",
            "subscribe": "Chaque matin les nouvelles du jour, sans frais, "
                         "dans votre boîte. On peut partir à tout moment.",
            "cookies": "Nous et nos partenaires utilisons des cookies pour "
                       "que ce site fonctionne, et pour l’améliorer."},
        "date": "{d} mars 2024"},
}


class Text:
    """One article: its words, and what a site would put around it."""

    def __init__(self, number, language="en", paragraphs=9):
        self.language, self.words = language, WORDS[language]
        self.label = self.words["labels"]
        self.random = random.Random(f"{number} {language}")
        self.title = self.capital(self.fill(self.words["title"]))
        self.standfirst = self.sentences(1)
        self.paragraphs = [self.sentences(1 + (number + i) % 3)
                           for i in range(paragraphs)]
        self.heads = self.words["head"]
        self.caption = self.sentences(1)
        self.related = [(self.capital(self.fill(self.words["title"])),
                         self.sentences(1)) for _ in range(6)]
        self.comments = [self.sentences(2) for _ in range(4)]
        self.author = ["Ada Moss", "Jan Reed", "Noor Haddad",
                       "Sam Lind"][number % 4]
        self.bio = f"{self.author} " + self.sentences(1)
        day = 1 + number % 28
        self.iso = f"2024-03-{day:02}T08:30:00Z"
        self.date = self.words["date"].format(d=day)
        self.slug = f"text-{number}-{language}"

    def fill(self, pattern):
        out = pattern
        for slot in ("who", "thing", "place", "day"):
            words = self.words[slot]
            out = out.replace("{%s}" % slot,
                              words[self.below(len(words))], 1)
        return out.replace("{n}", str(3 + self.below(90)))

    def below(self, n):
        return int(self.random.random() * n)

    @staticmethod
    def capital(text):
        return text[0].upper() + text[1:]

    def sentences(self, n):
        say = self.words["say"]
        return " ".join(self.capital(self.fill(say[self.below(len(say))]))
                        for _ in range(n))
