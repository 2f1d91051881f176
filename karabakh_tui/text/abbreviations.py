"""What a full stop behind does not end a sentence: abbreviations by language, as data, in lower case."""

from __future__ import annotations

NEVER_LAST: dict[str, str] = {
    "en": "mr mrs ms dr prof gen col lt sgt capt maj gov sen rep rev hon pres vs cf viz e.g i.e fig eq al approx vol "
    "ed eds dept messrs adm cmdr brig",
    "de": "bzw z.b d.h u.a vgl hrsg dr prof abb bd sog",
    "fr": "mm mme mlle dr cf p.ex",
    "es": "sr sra srta dr dra ud uds p.ej",
    "it": "sig dott prof",
    "pl": "tys mln mld np tzw m.in tj ul św gen płk prof dr",
    "ru": "т.е т.к проф акад ген им ул обл стр см напр св",
    "uk": "ім вул обл напр див св проф",
    "tr": "dr prof doç gen alb yrd sn örn bkz",
    "az": "prof akad məs cən",
    "hy": "պրոֆ թ հմմտ",
    "ka": "ე.ი პროფ აკად",
}
"""Some other word always follows, so these end no sentence."""

NUMBERED: dict[str, str] = {
    "en": "no nos p pp art sec ch st",
    "de": "nr art s str",
    "fr": "art p n",
    "ru": "п ст д",
}
"""These are abbreviations where a number follows, and words of their own elsewhere."""

SELDOM_LAST: dict[str, str] = {
    "en": "etc inc ltd co corp jr sr bros u.s u.n u.k e.u d.c a.m p.m b.c a.d ph.d jan feb mar apr jun jul aug sep "
    "sept oct nov dec mon tue wed thu fri sat sun est ave blvd st",
    "de": "usw etc ca",
    "fr": "etc av m",
    "it": "ecc",
    "ru": "т.д т.п г гг тыс млн млрд руб др",
    "uk": "т.д т.п р рр тис млн млрд",
    "tr": "vb vs",
    "az": "və.s m.s",
}
"""These may end one: it is over where the next word is one that sentences begin with."""

STARTERS: dict[str, str] = {
    "en": "the a an this that these those he she it they we i you his her its their our my in on at by for from after "
    "before as but and or so yet if when while although though however moreover meanwhile then there here what who "
    "why how where some many most all both not no nor since until with without under over also still now according",
    "de": "der die das ein eine es er sie wir ich in im am auf aber und doch als wenn nach vor mit",
    "fr": "le la les un une il elle ils elles nous ce cette en dans mais et après avant avec pour",
    "ru": "в на и но а он она оно они мы это эта этот по при после до как если так когда с со из за",
    "tr": "bu o bir ve ama ancak fakat sonra",
}
"""Words that sentences begin with, and names and titles do not."""

MONTHS_OF: dict[str, str] = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz mai juni juli oktober dezember",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
"""A number with a stop before one of these is a day."""


def _words(by_language: dict[str, str]) -> frozenset[str]:
    return frozenset(word for words in by_language.values() for word in words.split())


NEVER = _words(NEVER_LAST)
WITH_NUMBER = _words(NUMBERED)
SELDOM = _words(SELDOM_LAST)
STARTING = _words(STARTERS)
MONTHS = _words(MONTHS_OF)
