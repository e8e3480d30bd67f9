"""Pages in the manner of large sites, old ones and nameless ones, as templates.

{P} is the article's next paragraph and {H} its next heading: both are wanted,
as is what stands in ⟦…⟧.  Not wanted are {T} title, {S} standfirst, {A} author,
{D} date, {R} headline of another article, {X} its excerpt, {C} a comment,
{CAP} a caption, {BIO} of the author, and the words of the site: {share} ..."""
import collections
import html
import json
import re

from texts import WORDS, Text

# Sentences of our own for languages that texts.py has no slots for.
OTHER = {
    "ja": ["港の責任者は木曜日の夜、水位が三十センチ下がるまで浚渫船を上流の橋の"
           "そばに置いておくと話した。これで七週間になるという。",
           "渡し船の番人によると、雨が降り始めてから水路の深さを九回測ったが、"
           "これほど速く砂がたまったことは一度もなかった。",
           "市場の裏に住む人々は、小舟で運ばれてきた四十の土のうを今も覚えている。"
           "費用は村が出し、パンとコーヒーは売店の主人が配った。",
           "委員会は来月、新しい堤防の設計図を公開する予定だが、だれが支払うのか"
           "はまだ決まっていない。",
           "学校のバスは当分の間、北岸の古い道を通って遠回りをする。",
           "礼拝堂の石段には、百年前の洪水の高さが刻まれている。"],
    "zh": ["港務委員會星期四晚上表示，在水位下降三十公分以前，挖泥船會一直停在上游"
           "的橋邊，這已經是第七個星期了。",
           "渡口的看守人說，下雨以來他量了九次水道的深度，從來沒有見過泥沙積得這麼快。",
           "住在市場後面的居民還記得，那天有人用小船運來四十袋沙子，費用由村裡支付，"
           "麵包和咖啡則由小店的老闆娘送來。",
           "委員會下個月會公布新堤防的圖紙，不過由誰付錢，到現在還沒有決定。",
           "校車暫時要走北岸的舊路，繞一個大圈子，孩子們得早起半個小時。",
           "教堂的石階上刻著一百年前洪水的高度，今年只差兩公分。"],
    "ko": ["항만 위원회는 목요일 밤, 수위가 삼십 센티미터 내려갈 때까지 준설선을 "
           "위쪽 다리 옆에 두겠다고 밝혔다.",
           "나루터를 지키는 사람은 비가 내린 뒤로 물길의 깊이를 아홉 번 쟀지만, "
           "모래가 이렇게 빨리 쌓인 적은 없었다고 말했다.",
           "시장 뒤에 사는 주민들은 작은 배로 실어 온 모래주머니 마흔 개를 아직도 "
           "기억한다. 비용은 마을이 냈다.",
           "위원회는 다음 달 새 둑의 설계도를 공개할 예정이지만, 누가 돈을 낼지는 "
           "아직 정해지지 않았다.",
           "학교 버스는 당분간 북쪽 강가의 옛길로 멀리 돌아서 다닌다.",
           "예배당 돌계단에는 백 년 전 홍수의 높이가 새겨져 있다."],
    "ru": ["Комиссия порта сообщила в четверг вечером, что землечерпалка останется "
           "у верхнего моста, пока вода не спадёт на тридцать сантиметров.",
           "Сторож переправы говорит, что после дождей измерил глубину девять раз "
           "и никогда не видел, чтобы песок прибывал так быстро.",
           "Жители домов за рынком помнят, как на лодке привезли сорок мешков; "
           "заплатила деревня, а хлеб и кофе раздавала хозяйка ларька.",
           "В следующем месяце комиссия покажет чертежи новой дамбы, но кто за "
           "неё заплатит, пока не решено.",
           "Школьный автобус будет ходить в объезд, по старой дороге северного "
           "берега, и дети встают на полчаса раньше.",
           "На ступенях часовни высечена высота воды столетней давности."],
    "ar": ["قالت لجنة الميناء مساء الخميس إن الكراكة ستبقى عند الجسر العلوي إلى "
           "أن ينخفض الماء ثلاثين سنتيمترا على الأقل.",
           "ويقول حارس المعدية إنه قاس عمق القناة تسع مرات منذ بدأ المطر، ولم ير "
           "الرمل يتراكم بهذه السرعة من قبل.",
           "ويتذكر سكان البيوت خلف السوق القارب الصغير الذي حمل أربعين كيسا، وقد "
           "دفعت القرية الثمن ووزعت صاحبة الكشك الخبز والقهوة.",
           "ستعرض اللجنة في الشهر القادم رسوم السد الجديد، غير أن من سيدفع ثمنه "
           "لم يعرف بعد.",
           "وتسلك حافلة المدرسة الطريق القديم على الضفة الشمالية، فيستيقظ الأطفال "
           "قبل موعدهم بنصف ساعة.",
           "وعلى درج الكنيسة علامة حفرت قبل مئة عام عند ارتفاع الماء."],
    "he": ["ועד הנמל הודיע ביום חמישי בערב כי המחפר יישאר ליד הגשר העליון עד "
           "שהמים יירדו בשלושים סנטימטרים לפחות.",
           "שומר המעבורת מספר שמדד את עומק התעלה תשע פעמים מאז הגשם, ומעולם לא "
           "ראה חול נערם במהירות כזאת.",
           "תושבי הבתים שמאחורי השוק זוכרים את הסירה הקטנה שהביאה ארבעים שקים; "
           "הכפר שילם, ובעלת הקיוסק חילקה לחם וקפה.",
           "בחודש הבא יציג הוועד את תוכניות הסכר החדש, אבל מי ישלם עליו עוד לא "
           "הוחלט.",
           "אוטובוס בית הספר נוסע לפי שעה בדרך הישנה של הגדה הצפונית, והילדים "
           "קמים מוקדם יותר.",
           "על מדרגות הקפלה חרוט גובה המים מלפני מאה שנה."],
    "pt": ["A junta do porto disse na quinta-feira à noite que a draga fica junto "
           "à ponte de cima até a água baixar trinta centímetros.",
           "O guarda da balsa conta que mediu o canal nove vezes desde a chuva e "
           "nunca viu a areia chegar tão depressa.",
           "Quem mora atrás do mercado lembra do barco pequeno que trouxe quarenta "
           "sacos; a aldeia pagou, e a dona do quiosque deu o pão e o café.",
           "No mês que vem a junta mostra os desenhos do novo dique, mas quem paga "
           "ainda não se sabe.",
           "O ônibus da escola faz por enquanto a volta pela estrada velha da "
           "margem norte, e as crianças acordam meia hora mais cedo.",
           "Nos degraus da capela está gravada a altura da água de há cem anos."],
    "it": ["La commissione del porto ha detto giovedì sera che la draga resterà "
           "al ponte di sopra finché l’acqua non sarà scesa di trenta centimetri.",
           "Il custode del traghetto racconta di aver misurato il canale nove "
           "volte dopo la pioggia, e di non aver mai visto tanta sabbia.",
           "Chi abita dietro il mercato ricorda la barca piccola con quaranta "
           "sacchi; ha pagato il paese, e la padrona del chiosco ha dato il pane.",
           "Il mese prossimo la commissione mostrerà i disegni del nuovo argine, "
           "ma chi lo pagherà non è ancora deciso.",
           "Lo scuolabus fa per ora il giro lungo sulla vecchia strada della riva "
           "nord, e i bambini si alzano mezz’ora prima.",
           "Sui gradini della cappella è incisa l’altezza dell’acqua di cento "
           "anni fa."],
}


class Other(Text):
    """The same of a language whose sentences have no slots."""

    def __init__(self, language):
        say = OTHER[language]
        self.language, self.label = language, WORDS["en"]["labels"]
        self.title = re.split("[，、。,،]", say[0])[0]
        self.standfirst = say[5]
        self.paragraphs = [say[0], say[1] + " " + say[2], say[3], say[4],
                           say[2], say[1], say[3] + " " + say[0]]
        self.heads = [say[5].rstrip(".。")]
        self.caption = "Ada Moss, 2024"
        self.related = [(s.rstrip(".。")[:40], s) for s in say]
        self.comments = [say[i] + " " + say[4] for i in range(4)]
        self.author, self.bio = "Ada Moss", "Ada Moss " + say[3]
        self.iso, self.date = "2024-03-07T08:30:00Z", "2024-03-07"
        self.slug = f"text-{language}"


MACROS = {
    "HEAD": '<!DOCTYPE html><html lang="{LANG}"><head><meta charset="utf-8">'
            "<title>{T} | The Ferry</title>",
    "OG": '<meta property="og:title" content="{T}"><meta property="og:type" '
          'content="article"><meta property="og:site_name" '
          'content="The Ferry">',
    "LD": '<script type="application/ld+json">{{"@context":"https://schema.org"'
          ',"@type":"NewsArticle","headline":{T:json},"datePublished":"{ISO}",'
          '"author":{{"@type":"Person","name":"{A}"}}}}</script>',
    "MENU": '<ul><li><a href="/">{home}</a></li><li><a href="/s">Sport</a></li>'
            '<li><a href="/p">Politik</a></li><li><a href="/k">Kultur</a></li>'
            '<li><a href="/v">Video</a></li></ul>',
    "SHARE": '<a href="https://www.facebook.com/sharer.php?u=x">Facebook</a> '
             '<a href="https://twitter.com/intent/tweet?url=x">Twitter</a> '
             '<a href="mailto:?body=x">E-Mail</a>',
    "LINKS": '<ul><li><a href="/n/1">{R}</a></li><li><a href="/n/2">{R}</a>'
             '</li><li><a href="/n/3">{R}</a></li></ul>',
    "CARDS": '<div><a href="/n/4"><img src="/4.jpg" alt=""></a><h3><a '
             'href="/n/4">{R}</a></h3><p>{X}</p></div><div><a href="/n/5"><img '
             'src="/5.jpg" alt=""></a><h3><a href="/n/5">{R}</a></h3><p>{X}</p>'
             '</div><div><a href="/n/6"><img src="/6.jpg" alt=""></a><h3><a '
             'href="/n/6">{R}</a></h3><p>{X}</p></div>',
    "FOOT": "<p>© 2024 The Ferry. {rights}.</p><ul><li><a href='/i'>Impressum"
            "</a></li><li><a href='/c'>Contact</a></li><li><a href='/t'>Terms"
            "</a></li></ul>",
}


class Page:
    """A template filled with a text: its html, and the words wanted."""

    def __init__(self, template, text):
        self.text, self.wanted, self.next = text, [], collections.Counter()
        self.html = self.fill(template)

    def turn(self, name, values):
        self.next[name] += 1
        return values[(self.next[name] - 1) % len(values)]

    def want(self, part):
        self.wanted.append(re.sub(r"<[^>]*>", " ", part))
        return part

    def value(self, name):
        t = self.text
        simple = {"T": t.title, "S": t.standfirst, "A": t.author, "D": t.date,
                  "CAP": t.caption, "BIO": t.bio, "ISO": t.iso,
                  "LANG": t.language, "SLUG": t.slug, **t.label}
        if name in MACROS:
            return self.fill(MACROS[name])
        if name == "P":
            return self.want(self.turn(name, t.paragraphs))
        if name == "H":
            return self.want(self.turn(name, t.heads))
        if name in ("R", "X"):
            return self.turn(name, [r[name == "X"] for r in t.related])
        if name == "C":
            return self.turn(name, t.comments)
        if name == "T:json":
            return json.dumps(t.title)
        if name == "TOLD:json":
            return json.dumps("\n\n".join(t.paragraphs))
        if name == "BODY:json":
            return json.dumps(self.want("\n\n".join(t.paragraphs)))
        if name == "HTML:json":
            return json.dumps(self.want("".join(
                f"<p>{x}</p>" for x in t.paragraphs))).replace("</", "<\\/")
        return simple[name]

    def fill(self, template):
        def one(m):
            if m[1] is not None:
                before = len(self.wanted)
                inner = self.fill(m[1])
                del self.wanted[before:]
                return self.want(inner)
            return {"{{": "{", "}}": "}"}.get(m[0]) or self.value(m[2])
        return re.sub(r"⟦(.*?)⟧|\{\{|\}\}|\{([A-Za-z:]+)\}", one, template,
                      flags=re.S)

    def words(self):
        return re.findall(r"\w+", html.unescape("\n".join(self.wanted)))


# name: (language, encoding, template)
LAYOUTS = {}


def layout(name, language, template, encoding="utf-8"):
    LAYOUTS[name] = (language, encoding, template)


def page(name):
    """The bytes of a layout's page, the words of its article, and a caption,
    which may stand in it or not."""
    language, encoding, template = LAYOUTS[name]
    text = (Other(language) if language in OTHER
            else Text(len(name) * 7 + sum(map(ord, name)) % 50, language, 9))
    made = Page(template, text)
    return (made.html.encode(encoding, "xmlcharrefreplace"), made.words(),
            text.caption)
