import pytest
from small_world import HOME, PARTNER, org, pair

from screcords.rules.privacy.scr801_personal_mailbox import _complaint as mailbox
from screcords.rules.privacy.scr802_personal_name import _name as name
from screcords.rules.privacy.scr804_sensitive_number import _kind as number

FILE = pair(PARTNER, HOME)
ORG = org(f"{HOME}-sister-cities")


@pytest.mark.parametrize(
    "address",
    [
        "jane.doe@city.example",
        "jane_doe@city.example",
        "j.doe@city.example",
        "Jane.van.Doe@city.example",
        "anna.weber@stadt.example",
        "jane.doe2@city.example",
        "jane-doe@city.example",
        "jdoe@att.net",
        "jdoe@onet.pl",
        "jdoe@xs4all.nl",
        "sistercities@gmail.com",
        "club@t-online.de",
    ],
)
def test_mailboxes_of_persons(address):
    assert mailbox(address, "us-or-harborview-sister-cities")


@pytest.mark.parametrize(
    "address",
    [
        "info@city.example",
        "jdoe@city.example",
        "sister.cities@city.example",
        "international.relations@city.example",
        "mayors.office@city.example",
        "info.harborview@mail.example",
        "harborview.oregon@mail.example",
        "relaciones.internacionales@ciudad.example",
        "AnchorageSisterCitiesCommission@muni.example",
        "partner.2024@city.example",
        "comite.jumelage@ville.example",
        "cabinet.maire@ville.example",
        "oficina.alcalde@ciudad.example",
        "protocolo.alcaldia@ciudad.example",
        "buero.ob@stadt.example",
        "ufficio.stampa@citta.example",
        "human.resources@city.example",
        "communications.department@city.example",
        "civic.centre@city.example",
        "chief.executive@city.example",
        "direction.generale@ville.example",
        "sister-cities@city.example",
        "hall-12@city.example",
    ],
)
def test_mailboxes_of_offices(address):
    assert not mailbox(address, "us-or-harborview-sister-cities")


def test_mailboxes_everywhere(lint):
    files = {
        ORG: f'[[committees]]\npartnership = "{PARTNER}--{HOME}"\nemail = "jane.doe@a.example"\n'
        '[[contacts]]\nrole = "web"\nemail = "jane.doe@a.example"\n[summary]\nen = "Write to jane.doe@a.example."',
        FILE: '[[exchanges]]\ndate = "2001"\nmode = "virtual"\ntitle = { en = "Songs (info@a.example, x@gmail.com)" }',
    }
    assert {route for *_, route, _ in lint(files, "SCR801")} == {
        ("committees", 0, "email"),
        ("contacts", 0, "email"),
        ("summary", "en"),
        ("exchanges", 0, "title", "en"),
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mayor Jane Doe signed", "Mayor Jane Doe"),
        ("signed by mayor Jane Doe.", "mayor Jane Doe"),
        ("the Mayor, Jane Doe, signed", "Mayor, Jane Doe"),
        ("Mr. J. Doe and others", "Mr. J. Doe"),
        ("(Dr Jane van der Doe)", "Dr Jane van der Doe"),
        ("Oberbürgermeisterin Erika Mustermann kam", "Oberbürgermeisterin Erika Mustermann"),
        ("le maire Jean Dupont", "maire Jean Dupont"),
        ("Mayor Dr. Erika Mustermann", "Dr. Erika Mustermann"),
        ("President John F. Doe", "President John F. Doe"),
        ("Herr Max Mustermann", "Herr Max Mustermann"),
        ("Alcaldesa María Pérez", "Alcaldesa María Pérez"),
        ("polgármester Nagy János", "polgármester Nagy János"),
        ("Belediye Başkanı Ahmet Yılmaz", "Başkanı Ahmet Yılmaz"),
        ("Councillor Seán O'Doe", "Councillor Seán O'Doe"),
    ],
)
def test_names_of_persons(text, found):
    assert name(text)
    assert found.startswith(name(text))


@pytest.mark.parametrize(
    "text",
    [
        "President of Białystok",
        "the Mayor of Kobe and the Governor of Hyogo",
        "Mayor's Office",
        "Lord Mayor",
        "primátor Karlových Varů",
        "δήμαρχος Νέας Σμύρνης",
        "Lord Mayor of Cork City Council",
        "a letter of the Mayor. Both Cities answered",
        "Mayor Signs Agreement With Kobe",
        "Mayor Welcomes Delegation",
        "Governor General Award",
        "Mr Tower Cup",
        "Mayors for Peace",
        "Director General",
        "Secretary of State",
        "Minister President of Hesse",
        "Prezydent Miasta Białystok",
        "Bürgermeister der Stadt Mainz",
        "Maire de Lyon",
        "the mayor and Kobe Steel",
        "Mayor Doe",
        "Mayor",
        "Boulder-Dushanbe Sister Cities",
        "Presidente Municipal de Toluca",
        "Mayor 2019 Cup Final",
        "",
        "...",
    ],
)
def test_what_is_no_name(text):
    assert name(text) == ""


def test_names_everywhere(lint):
    text = "Mayor Jane Doe"
    files = {
        ORG: f'legal_form = "{text}"\nmeetings = {{ frequency = "{text}" }}\n[name]\nen = "{text}"\n'
        f'[[committees]]\npartnership = "{PARTNER}--{HOME}"\nname = "{text}"\n'
        f'[[memberships]]\nnetwork = "clair"\nkind = "{text}"\n[address]\ncity = "{text}"\n',
        FILE: f'[[parties]]\ncity = "{PARTNER}"\ndesignation = {{ en = "{text}" }}\n[[parties]]\ncity = "{HOME}"\n'
        f'name_as_signed = {{ en = "{text}" }}\n[[history]]\ndate = "2001"\nevent = "reaffirmed"\nnote = {{ en = "{text}" }}\n'
        f'[[disputes]]\nkey = "since"\nvalue = "{text}"\nsources = ["s1"]\nnote = {{ en = "{text}" }}\n'
        f'[[sources]]\nid = "s1"\ntype = "news"\ntitle = "{text}"\npublisher = "{text}"\n'
        f'[[allow]]\nrule = "SCR508"\nreason = "{text}"\n',
    }
    assert len(lint(files, "SCR802")) == 14


def test_seeds_are_looked_at_as_soon_as_somebody_adds_something(lint):
    seed = 'provenance = "wikidata"\n[[sources]]\nid = "s1"\ntype = "{}"\ntitle = "Mayor Jane Doe"\n'
    assert lint({FILE: seed.format("news")}, "SCR802")
    assert lint({FILE: seed.format("wikidata")}, "SCR802")
    assert lint({FILE: seed.format("wikipedia").replace("title", "publisher")}, "SCR802")
    title = "List of twin towns and sister cities in the Czech Republic"
    assert not lint({FILE: seed.format("wikipedia").replace("Mayor Jane Doe", title)}, "SCR802")


PRIVATE = "Mayor Jane Doe SSN 219-09-9998 jane.doe@gmail.com facebook.com/people/jane"
ALL = ("SCR801", "SCR802", "SCR803", "SCR804")


@pytest.mark.parametrize("seed", ['provenance = "wikidata"\n', ""])
@pytest.mark.parametrize(
    "text",
    [
        f'[[sources]]\nid = "s1"\ntype = "wikipedia"\ntitle = "{PRIVATE}"\n',
        f'[[parties]]\ncity = "{PARTNER}"\ndesignation = {{ en = "{PRIVATE}" }}\n[[parties]]\ncity = "{HOME}"\n',
        f'[[parties]]\ncity = "{PARTNER}"\n[[parties]]\ncity = "{HOME}"\nname_as_signed = {{ en = "{PRIVATE}" }}\n',
        f'[[allow]]\nrule = "SCR508"\nreason = "{PRIVATE}"\n',
    ],
)
def test_no_text_is_left_out_whatever_else_stands_in_the_record(lint, seed, text):
    assert {code for code, *_ in lint({FILE: seed + text}, *ALL)} == set(ALL)


def test_the_listing_of_a_seed_is_looked_at(lint):
    listing = 'listing = "https://www.linkedin.com/in/jane-doe"\n'
    seed = 'provenance = "wikidata"\n'
    parties = f'[[parties]]\ncity = "{PARTNER}"\n{listing}[[parties]]\ncity = "{HOME}"\n'
    assert lint({FILE: seed + parties}, "SCR803")


@pytest.mark.parametrize(
    ("line", "fires"),
    [
        ("c/o Doe, 12 Elm Street", True),
        ("C/O Jane Doe", True),
        ("c/o Rathaus, Markt 1", False),
        ("c/o Harborview Public Library", False),
        ("12 Elm Street Apartment 3", True),
        ("Musterstraße 1, Whg. 3", True),
        ("Flat 2b, High Street", True),
        ("1 Flatbush Avenue", False),
        ("Aptos Avenue 12", False),
        ("1 Main Street, Suite 200", False),
        ("12 Elm Street, Unit 7", False),
        ("12 rue des Ormes, appt 3", True),
        ("c/o Hôtel de Ville", False),
        ("c/o Ayuntamiento", False),
        ("c/o Comune di Cittanuova", False),
        ("c/o Landratsamt", False),
        ("c/o Bürgermeisteramt", False),
        ("c/o Kulturamt", False),
        ("c/o Urząd Miasta", False),
        ("c/o Volkshochschule Mainz", False),
        ("c/o Backhaus", True),
        ("c/o Comuneros", True),
        ("care of Jane Doe, 12 Elm St", True),
        ("care of City Hall, 1 Main Street", False),
        ("Appartement 12, 5 rue des Ormes", True),
        ("ул. Ленина 5, кв. 12", True),
        ("田中様方 港町1-2", True),
        ("ul. Długa 5 m. 12", True),
        ("ul. Długa 5, pok. 12", False),
    ],
)
def test_homes(lint, line, fires):
    assert bool(lint({ORG: f'[address]\nstreet = "{line}"'}, "SCR803")) is fires


@pytest.mark.parametrize(
    ("url", "fires"),
    [
        ("https://facebook.com/profile.php?id=1", True),
        ("https://de.linkedin.com/in/jane", True),
        ("https://fb.com/profile.php?id=1", True),
        ("https://vk.com/id12345", True),
        ("https://www.facebook.com//profile.php?id=1", True),
        ("https://www.facebook.com/profile%2Ephp?id=1", True),
        ("https://ok.ru/profile/1", True),
        ("https://ok.ru/harborview", False),
        ("https://book.ru/profile/1", False),
        ("https://vk.com/idrettslag", False),
        ("https://www.linkedin.com/company/hsc", False),
        ("https://www.facebook.com/hsc", False),
        ("https://www.harborview.example/profile.php", False),
    ],
)
def test_profiles(lint, url, fires):
    assert bool(lint({ORG: f'social = ["{url}"]'}, "SCR803")) is fires
    assert bool(lint({FILE: f'[[sources]]\nid = "s1"\ntype = "news"\nurl = "{url}"\n'}, "SCR803")) is fires


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("See facebook.com/profile.php?id=100 for pictures.", True),
        ("Write to https://www.LinkedIn.com/in/jane-doe", True),
        ("vk.com/id12345 has pictures", True),
        ("vk.com/idrettslag has pictures", False),
        ("vk.com/idrettslag and vk.com/id5", True),
        ("See facebook.com/HarborviewSisterCities and linkedin.com/company/hsc.", False),
    ],
)
def test_profiles_in_prose(lint, text, fires):
    assert bool(lint({FILE: f'summary.en = "{text}"'}, "SCR803")) is fires
    assert bool(lint({ORG: f'summary.en = "{text}"'}, "SCR803")) is fires
    note = f'[[exchanges]]\ndate = "2019"\nmode = "virtual"\ntitle = {{ en = "{text}" }}\n'
    assert bool(lint({FILE: note}, "SCR803")) is fires


def test_texts_about_homes(lint):
    assert lint({ORG: 'summary.en = "Write to the home address of the chair."'}, "SCR803")
    assert not lint(
        {ORG: 'summary.en = "The address is private matter of nobody; a private school hosts it."'}, "SCR803"
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ssn 219-09-9999", "social"),
        ("his number is 219-09-9999.", "social"),
        ("Social Security 219-09-1998", "social"),
        ("GB82 WEST 1234 5698 7654 32", "IBAN"),
        ("FR1420041010050500013M02606", "IBAN"),
        ("NL91ABNA0417164300", "IBAN"),
        ("card 5555-5555-5555-4444", "card"),
        ("3782 822463 10005", "card"),
        ("4012888888881881", "card"),
        ("Reisepass Nr. C01X00T478", ""),
        ("Passport number: 123456789", "passport"),
        ("旅券番号 TK1234567", "passport"),
        ("Passport TK 1234567", "passport"),
        ("passport tk1234567", "passport"),
        ("his number: 219-09-9999", "social"),
        ("fr14 2004 1010 0505 0001 3m02 606", "IBAN"),
        ("nl91abna0417164300", "IBAN"),
        ("to gb82 west 1234 5698 7654 32 please", "IBAN"),
        ("LT12 1000 0111 0100 1000 BANK", "IBAN"),
        ("IBAN: DE89-3704-0044-0532-0130-00", "IBAN"),
        ("4111.1111.1111.1111", "card"),
        ("SSN 219 09 9998", "social"),
    ],
)
def test_numbers_that_slip_in(text, kind):
    assert kind in number(text)


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 219-09-9999",
        "Resolution 219-09-1998 and Ordinance No. 120-12-3004",
        "000-12-3456, 666-12-3456, 912-12-3456",
        "EIN 93-1234567",
        "GB82 WEST 1234 5698 7654 33",
        "gb82 west 1234 5698 7654 33 please",
        "4111 1111 1111 1112",
        "4111.1111.1111.1112",
        "DE89-3704-0044-0532-0130-01",
        "call 219 09 9998",
        "0000 0000 0000 0000",
        "1234567890123",
        "+81-78-322-5010-1234-5678",
        "ISBN 978-3-16-148410-0",
        "1988-05-20/1998-05-20",
        "from 2019 to 2020, 1200 to 1400 pupils, 20000 books",
        "the passport office opened in 1998",
        "Passport for 120000 children",
        "Resolution No: 219-09-9998",
        "Resolution No. 123-45-6789",
        "Ordinance: 219-09-9998",
        "Resolution 2001-177 of 2001-05-08",
    ],
)
def test_numbers_that_are_fine(text):
    assert number(text) == ""


@pytest.mark.parametrize("text", ["passport 1234567", "Passport No. AB123456", "on passport 123456"])
def test_short_numbers_of_passports(lint, text):
    assert lint({FILE: f'summary.en = "{text}"'}, "SCR804")


def test_numbers_are_never_repeated(lint):
    (hit,) = lint({ORG: 'summary.en = "Card 4012888888881881"'}, "SCR804", full=True)
    assert "4012" not in hit.problem.message + hit.problem.help
    assert hit.severity.value == "error"


def test_identifiers_and_phones_are_no_cards(lint):
    text = (
        'registration = { scheme = "corporate number", number = "4012888888881881" }\n'
        '[[contacts]]\nrole = "web"\nphone = "+4012888888881"\n'
    )
    assert not lint({ORG: text}, "SCR804")


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("jane.doe (at) gmail (dot) com", True),
        ("jane.doe＠gmail.com", True),
        ("info (at) harborview (dot) example", False),
        ("They met (at) last.", False),
    ],
)
def test_mailboxes_in_disguise(lint, text, fires):
    assert bool(lint({ORG: f'summary.en = "{text}"'}, "SCR801")) is fires
