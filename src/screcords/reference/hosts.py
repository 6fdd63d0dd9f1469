"""Hosts and parameters that rules about links and mailboxes know: short lists, kept by hand."""

from __future__ import annotations

#: Hosts that hide where a link goes: the services in wide use that Wikipedia's list "URL shortening" names.
SHORTENERS = frozenset(
    """
    bit.ly buff.ly cutt.ly dlvr.it fb.me goo.gl goo.su is.gd j.mp lnkd.in ow.ly rb.gy rebrand.ly shorturl.at s.id
    surl.li t.co t.ly t1p.de tiny.cc tiny.one tinyurl.com tr.im trib.al u.nu urlz.fr v.gd vk.cc wp.me x.gd
""".split()  # noqa: SIM905 (a list of words reads better)
)

#: Providers of mailboxes for anybody: the large ones of the countries with most records.
FREE_MAIL = frozenset(
    """
    126.com 139.com 163.com abv.bg alice.it aliyun.com aol.com arcor.de att.net bellsouth.net bigpond.com bluewin.ch
    bol.com.br btinternet.com centrum.cz citromail.hu comcast.net cox.net daum.net docomo.ne.jp earthlink.net
    email.cz ezweb.ne.jp fastmail.com foxmail.com free.fr freemail.hu freenet.de gmail.com gmx.at gmx.ch gmx.com
    gmx.de gmx.fr gmx.net googlemail.com hanmail.net hetnet.nl hotmail.co.uk hotmail.com hotmail.de hotmail.es
    hotmail.fr hotmail.it i.ua icloud.com inbox.lv inbox.ru interia.pl laposte.net libero.it list.ru live.co.uk
    live.com live.fr live.nl mac.com mail.bg mail.com mail.de mail.ee mail.ru mailbox.org me.com msn.com naver.com
    o2.pl onet.eu onet.pl online.de op.pl orange.fr outlook.com outlook.de outlook.fr outlook.jp planet.nl
    poczta.onet.pl posteo.de proton.me protonmail.com qq.com rambler.ru rediffmail.com rocketmail.com sapo.pt
    sbcglobal.net seznam.cz sfr.fr shaw.ca sina.com softbank.ne.jp sohu.com sympatico.ca t-online.de telenet.be
    telus.net terra.com.br tiscali.it tutanota.com ukr.net uol.com.br verizon.net virgilio.it volny.cz wanadoo.fr
    web.de windowslive.com wp.pl xs4all.nl xtra.co.nz yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com
    yahoo.com.au yahoo.com.br yahoo.com.tw yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru yeah.net
    ymail.com ziggo.nl zoho.com zonnet.nl
""".split()  # noqa: SIM905 (a list of words reads better)
)

#: Parameters that follow the reader and never choose the page: what browsers strip, and campaign tags.
TRACKING = frozenset(
    """
    _branch_match_id _ga _gl _hsenc _hsmi _openstat dclid epik fb_action_ids fb_action_types fb_ref fb_source fbclid
    gbraid gclid gclsrc igsh igshid li_fat_id mc_cid mc_eid mibextid mkt_tok msclkid oly_anon_id oly_enc_id rb_clickid
    s_cid srsltid ttclid twclid vero_conv vero_id wbraid wickedid wt_mc yclid ysclid
""".split()  # noqa: SIM905 (a list of words reads better)
)
#: Beginnings of such parameters.
TRACKING_PREFIXES = ("utm_", "hsa_", "pk_", "mtm_", "matomo_", "piwik_")


def is_tracking(parameter: str) -> bool:
    """Whether a query parameter only follows the reader."""
    name = parameter.lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)
