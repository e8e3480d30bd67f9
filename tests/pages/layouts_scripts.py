"""Pages of other scripts and encodings, and of other centuries."""
from layouts import layout

layout("Japanese in Shift_JIS, lines broken by hand", "ja", """<html lang="ja"><head>
<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><title>{T}
</title></head><body><div id="head"><ul><li><a href="/">ホーム</a></li><li><a
href="/s">スポーツ</a></li><li><a href="/k">経済</a></li></ul></div><div id="main"><h1>
{T}</h1><p class="date">2024年3月7日 8時30分</p><div class="text">{P}<br><br>{P}<br>
<br>{P}<br><br>{P}</div><ul class="sns"><li>ツイート</li><li>シェア</li></ul><h2>
関連ニュース</h2><ul><li><a href="/1">{R}</a></li><li><a href="/2">{R}</a></li></ul>
</div><div id="side"><h3>アクセスランキング</h3><ol><li><a href="/3">{R}</a></li><li><a
href="/4">{R}</a></li></ol></div><div id="foot">無断転載を禁じます。<br>Copyright (C)
2024 The Ferry</div></body></html>""", "shift_jis")

layout("a Japanese newspaper in divs", "ja", """{HEAD}{OG}</head><body><header>{MENU}
</header><main><div class="_1"><h1>{T}</h1><p><a href="/a">有料記事</a></p><div
class="_2"><span>{A}</span><time>{D}</time></div></div><div class="_3"><div><img
src="/p.jpg" alt=""><span>写真・図版</span></div><div class="_4"><p>　{P}</p><p>　{P}</p>
<h2>{H}</h2><p>　{P}</p><p>　{P}</p></div></div><div><h2>関連記事</h2>{LINKS}</div></main>
<footer>{FOOT}</footer></body></html>""")

layout("Chinese in Big5 in a table", "zh", """<html><head><meta http-equiv="Content-Type"
content="text/html; charset=big5"><title>{T}</title></head><body><table width="760">
<tr><td colspan="2"><a href="/">首頁</a> | <a href="/n">新聞</a> | <a href="/s">體育</a>
| <a href="/f">財經</a></td></tr><tr><td width="150" valign="top"><a href="/1">{R}</a>
<br><a href="/2">{R}</a><br><a href="/3">{R}</a></td><td valign="top"><font size="5">
<b>{T}</b></font><p>　　{P}</p><p>　　{P}</p><p>　　{P}</p><p>　　{P}</p></td></tr><tr>
<td colspan="2" align="center"><font size="1">版權所有 2004 渡口新聞</font></td></tr>
</table></body></html>""", "big5")

layout("a Chinese portal in GBK", "zh", """<!DOCTYPE html><html><head><meta
charset="gb2312"><title>{T}_渡口网</title></head><body><div class="nav"><a href="/">首页
</a><a href="/n">新闻</a><a href="/s">体育</a></div><div class="main-content"><h1
class="main-title">{T}</h1><div class="date-source"><span>2024年03月07日 08:30</span>
<a href="/src">渡口日报</a></div><div class="article" id="artibody"><p>　　{P}</p><p>　　
{P}</p><div class="img_wrapper"><img src="/1.jpg" alt=""><span class="img_descr">{CAP}
</span></div><p>　　{P}</p><p>　　{P}</p><p class="show_author">责任编辑：李明</p></div>
<div class="keywords"><span>关键字 :</span> <a href="/k">洪水</a></div></div><div
class="hot"><h2>新闻排行</h2>{LINKS}</div><div class="footer">{FOOT}</div></body></html>
""", "gbk")

layout("Korean in EUC-KR, one div with line breaks", "ko", """<html lang="ko"><head><meta
http-equiv="content-type" content="text/html; charset=euc-kr"><title>{T} : 나루신문
</title><meta property="og:type" content="article"></head><body><div id="header">
<ul><li><a href="/">홈</a></li><li><a href="/p">정치</a></li><li><a href="/s">스포츠</a>
</li></ul></div><div id="ct"><h2 class="media_end_head_headline">{T}</h2><div
class="media_end_head_info">입력 2024.03.07. 오전 8:30 <span>기사원문</span></div><div
id="newsct_article"><article id="dic_area"><span class="end_photo_org"><img src="/1.jpg"
alt=""><em class="img_desc">{CAP}</em></span>{P}<br><br>{P}<br><br>{P}<br><br>{P}<br>
<br></article></div><div class="byline"><span>ada@ferry.example</span></div><div
class="copyright">Copyright ⓒ 나루신문. 무단 전재 및 재배포 금지.</div><div><h3>이 기자의
기사</h3>{LINKS}</div></div></body></html>""", "euc-kr")

layout("Russian in windows-1251", "ru", """<!DOCTYPE html><html lang="ru"><head><meta
http-equiv="Content-Type" content="text/html; charset=windows-1251"><title>{T}: Дом:
Паром.ру</title></head><body><div class="header"><a href="/">Паром.ру</a><a href="/r">
Россия</a><a href="/s">Спорт</a></div><div class="b-topic"><div class="b-topic__info">
<time datetime="{ISO}">08:30, 7 марта 2024</time></div><h1
class="b-topic__title">{T}</h1><div class="b-topic__title-image"><img src="/1.jpg"
alt=""><div class="b-label__caption">{CAP}</div><div class="b-label__credits">Фото: Ада
Мосс / Паром</div></div><div class="b-text clearfix js-topic__text"><p>{P}</p><p>{P}</p>
<aside class="b-inline-topics-box"><h3>Материалы по теме</h3>{LINKS}</aside><p>{P}</p>
<p>{P}</p></div><p class="b-topic__source">Что происходит на реке? Объясняем <a
href="https://www.youtube.com/c/parom">на нашем YouTube-канале</a>. Подпишись!</p></div><div class="b-sidebar">
<h4>Последние новости</h4>{LINKS}</div><div class="footer">© 1999–2024 ООО «Паром»</div>
</body></html>""", "cp1251")

layout("Arabic, written from the right", "ar", """<!DOCTYPE html><html lang="ar" dir="rtl">
<head><meta charset="utf-8"><title>{T} | العبّارة</title>{OG}</head><body><header><ul><li>
<a href="/">الرئيسية</a></li><li><a href="/n">أخبار</a></li><li><a href="/s">رياضة</a>
</li></ul></header><main id="main-content-area"><header class="article-header"><h1>{T}
</h1><p class="article__subhead">⟦{S}⟧</p></header><figure class="article-featured-image">
<img src="/a.jpg" alt=""><figcaption>{CAP}</figcaption></figure><div
class="article-dates"><span>7/3/2024</span></div><div class="wysiwyg" aria-live="polite">
<p>{P}</p><p>{P}</p><div class="more-on"><h2>اقرأ أيضا</h2><span>list of 2 items</span>
{LINKS}<span>end of list</span></div><h2>{H}</h2><p>{P}</p><p>{P}</p></div><div
class="article-source">المصدر : العبّارة</div></main><footer>{FOOT}</footer></body></html>
""")

layout("Hebrew with spans for paragraphs", "he", """<!DOCTYPE html><html lang="he" dir="rtl">
<head><meta charset="utf-8"><title>{T}</title>{OG}</head><body><div class="topMenu"><a
href="/">חדשות</a><a href="/s">ספורט</a><a href="/k">כלכלה</a></div><div
class="ArticleHeaderComponent"><h1 class="mainTitle">{T}</h1><h2 class="subTitle"><span>⟦
{S}⟧</span></h2><div class="authors">{A}|<time>{D}</time></div></div><div
class="ArticleBodyComponent"><div class="public-DraftEditor-content"><div><div
class="text_editor_paragraph rtl"><span><span>{P}</span></span></div><div
class="text_editor_paragraph rtl"><span><span>{P}</span></span></div><div
class="text_editor_paragraph rtl"><span><b>{P}</b></span></div><div
class="text_editor_paragraph rtl"><span>{P}</span></div></div></div></div><div
class="talkbacks"><div>תגובות</div><div><div>1.</div><div>{C}</div></div><div><div>2.
</div><div>{C}</div></div></div></body></html>""")

layout("a table layout of 1999", "en", """<html><head><title>{T}</title></head><body
bgcolor="#ffffff"><table border="0" width="100%"><tr><td colspan="3" align="center"><img
src="/logo.gif" alt="The Ferry"><br><a href="/">home</a> | <a href="/n">news</a> | <a
href="/l">letters</a></td></tr><tr><td width="120" valign="top" bgcolor="#ccccff"><font
size="-1"><b>Sections</b><br><a href="/1">Harbour</a><br><a href="/2">Tide</a><br><a
href="/3">Weather</a></font></td><td valign="top"><font face="Arial" size="+2"><b>{T}
</b></font><br><font size="-1">By {A}</font><br><br><font face="Arial">{P}<br><br>{P}
<br><br><b>{H}</b><br><br>{P}<br><br>{P}<br><br>{P}</font></td><td width="140"
valign="top"><font size="-1"><b>Elsewhere</b><br><a href="/4">{R}</a><br><br><a
href="/5">{R}</a><br><br>{X}</font></td></tr><tr><td colspan="3"><hr><center><font
size="-2">Copyright 1999 The Ferry. All rights reserved. Best viewed at 800 x 600.
</font></center></td></tr></table></body></html>""")

layout("kept by a search engine", "en", """<meta http-equiv="Content-Type"
content="text/html; charset=utf-8"><base href="https://ferry.example/"><div
style="background:#fff;border:1px solid #999;margin:-1px -1px 0;padding:0;"><div
style="background:#ddd;border:1px solid #999;color:#000;font:13px arial;">This is a
cache of <a href="https://ferry.example/x">https://ferry.example/x</a>. It is a snapshot
of the page as it appeared on 7 Mar 2012. The <a href="https://ferry.example/x">current
page</a> could have changed in the meantime. <a href="/more">Learn more</a></div></div>
<div style="position:relative">{HEAD}</head><body><div id="wrap"><div id="nav">{MENU}
</div><div id="content"><h1>{T}</h1><p>{P}</p><p>{P}</p><p>{P}</p><p>{P}</p></div><div
id="foot">{FOOT}</div></div></body></html></div>""")

layout("paragraphs right in the body", "en", """<html><head><title>{T}</title></head><body>
<h1>{T}</h1><p>{A}</p><p>{D}</p><hr><p>{P}</p><p>{P}</p><h2>{H}</h2><p>{P}</p><ul><li>⟦The
dredger, which is old and needs paint⟧</li><li>⟦The kiosk, which is new and needs
customers⟧</li></ul><p>{P}</p><hr><p><a href="/">Home</a> | <a href="/up">Up</a></p>
<address>ada@ferry.example</address></body></html>""")

layout("two breaks between paragraphs, quotes in between", "fr", """{HEAD}</head><body><div
id="entete">{MENU}</div><div id="corps"><div class="titre"><h1>{T}</h1></div><div>Par {A},
le {D}</div><div>{P}<br /><br />{P}<br /><br /><blockquote>{P}</blockquote>{P}<br />
<br />{P}</div><div><a href="/p">Imprimer</a> <a href="/e">Envoyer à un ami</a></div></div>
<div id="pied">{FOOT}</div></body></html>""")

layout("the printer's version", "es", """<html lang="es"><head><title>{T}</title></head><body
onload="print()"><img src="/logo.gif" alt="El Barco"><p>Imprimir | Cerrar</p><h2>{T}</h2>
<p><b>{A}</b></p><p>{P}</p><p>{P}</p><p>{P}</p><p>{P}</p><p>URL:
https://barco.example/imprimir/17</p><p>Copyright 2008 El Barco. Todos los derechos
reservados.</p></body></html>""")
