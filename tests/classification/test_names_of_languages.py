"""Names in European languages and in short forms, and names that only look like them."""

import pytest

from gazetteer_scanners.classification.classify import DatasetFacts, FieldFacts
from gazetteer_scanners.classification.language_words import languages_of
from gazetteer_scanners.classification.profile import Profile
from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.paths import name_path
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.tools import load_tools

CLASSIFIER = load_tools(ScanOptions()).classifier

FOUND = """
data_urodzenia person.birth_date | nr_dowodu national_id | kod_pocztowy contact.address.postal_code
adres_zamieszkania contact.address | numer_telefonu contact.phone | imie person.name.first | haslo auth.password
num_commande order.number | numero_commande order.number | adresse_livraison delivery.address | date_naiss person.birth_date
apellido_materno person.name.last | fecha_nac person.birth_date | telefono_casa contact.phone | correo_alternativo contact.email
sueldo_bruto work.income | cod_fiscale national_id.it | indirizzo_spedizione delivery.address
stato_civile person.marital_status | partita_iva invoice.tax_id
dt_nascimento person.birth_date | telefone_residencial contact.phone | cartao_sus health.insurance_id
geslacht person.gender | straatnaam contact.address | rekeningnummer payment.bank_account | klant_nummer account.user_id
kundennr account.user_id | kunden_nummer account.user_id | kontoinhaber person.name | bruttolohn work.income
fodselsdato person.birth_date | mobilnr contact.phone | tel_fixe contact.phone | email_perso contact.email
gndr_cd person.gender | annl_incm work.income | veh_reg_no vehicle.plate | os_ver device.os_version
donor_no account.user_id | num_etudiant account.user_id | salary_amount work.income | smoker_flag health.condition
adresse_parents contact.address | phone_from contact.phone | cv_file education.record
phone_biz contact.phone | tel_no_res contact.phone
kyc_sts person.real_name_verification | citizenship_status person.nationality
"""
NOTHING = """
telefono_verificado correo_enviado adresse_id tipo_telefono email_header email_footer mobile_app tel_estado
numero_serie fecha_actualizacion date_maj data_utworzenia bestand kategorie produkt_nummer nombre_producto
num_of_phones no_of_rooms passenger_no num_guests parking_flag phone_flag email_file shipping_status cap via rg nir rfc titel
"""


def in_force(table: str, *columns: str) -> set[str]:
    """What the first of the columns holds by names alone."""
    fields = tuple(FieldFacts(name_path(column), None, Profile(DataType.UNKNOWN)) for column in columns)
    return {detection.element for detection in CLASSIFIER.classify(DatasetFacts(table, fields))[0].elements}


PAIRS = [tuple(pair.split()) for line in FOUND.split("\n") for pair in line.split("|") if pair.strip()]


@pytest.mark.parametrize(("name", "element"), PAIRS)
def test_a_name_in_another_language_or_in_short_is_read(name: str, element: str) -> None:
    assert element in in_force("t1", name)


@pytest.mark.parametrize("name", NOTHING.split())
def test_a_name_of_something_else_is_not(name: str) -> None:
    assert in_force("t1", name) == set()


@pytest.mark.parametrize(
    ("name", "beside", "element"),
    [
        ("cap", "cognome indirizzo", "contact.address.postal_code"),
        ("via", "cognome cittadinanza", "contact.address"),
        ("rg", "endereco sobrenome", "national_id.br"),
        ("land", "vorname strasse", "contact.address.country"),
        ("plaats", "voornaam straat", "contact.address.city"),
        ("nir", "prenom adresse", "national_id.fr"),
        ("rfc", "apellidos correo", "national_id.mx"),
    ],
)
def test_the_language_of_a_table_settles_a_short_word(name: str, beside: str, element: str) -> None:
    assert element in in_force("t1", name, *beside.split())
    assert element not in in_force("t1", name, "price", "stock")


def test_one_word_tells_no_language() -> None:
    assert languages_of([frozenset({"cognome"}), frozenset({"price"})]) == frozenset()
    assert languages_of([frozenset({"cognome"}), frozenset({"data", "nascita"})]) == frozenset({"italian"})


@pytest.mark.parametrize(
    ("table", "name", "element"),
    [
        ("airports", "city", "contact.address.city"),
        ("stores", "latitude", "location.gps"),
        ("servers", "ip_address", "network.ip"),
        ("server_nodes", "description", "comm.text"),
        ("courses", "full_name", "person.name"),
        ("scans", "ssn_last4", "payment.card_number"),
        ("bank_accounts", "bank_account_id", "account.user_id"),
    ],
)
def test_places_machines_and_things_are_nobody_s(table: str, name: str, element: str) -> None:
    assert element not in in_force(table, name)


@pytest.mark.parametrize(
    ("table", "name", "element"),
    [
        ("users", "city", "contact.address.city"),
        ("users", "latitude", "location.gps"),
        ("logins", "ip_address", "network.ip"),
        ("students", "full_name", "person.name"),
        ("payment_cards", "last4", "payment.card_number"),
        ("trips", "rider_id", "account.user_id"),
        ("cdr", "src", "comm.call_record"),
        ("reservations", "check_in", "location.lodging_travel"),
        ("form_vitals", "weight", "health.body_metric"),
        ("employees", "work_phone", "contact.phone"),
        ("wire_transfers", "originator_acct", "payment.bank_account"),
    ],
)
def test_the_same_words_in_tables_of_persons_are_somebody_s(table: str, name: str, element: str) -> None:
    assert element in in_force(table, name)
