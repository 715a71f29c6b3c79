"""Words around names in European languages: what rows are about, what leaves a name as it is and what changes it.

Compiled from the vocabulary of forms and public schemas. Words are lower case and without accents. Most of these languages put
the head first (`telefono_casa`, `adresse_facturation`, `data_urodzenia`); German, Dutch and Scandinavian ones join words
(`kundennummer`), so parts of compounds stand here too.
"""

from typing import Final

from gazetteer_scanners.classification.name_words import CHANGING_TAILS, words

OTHER_KINDS: Final[dict[str, frozenset[str]]] = {
    "person": words(
        "kunde kunden benutzer nutzer mitarbeiter mitglied mitglieder teilnehmer ansprechpartner schueler studenten "
        "patienten lehrer aerzte personen einwohner buerger versicherte versicherter bewerber mieter fahrer empfaenger "
        "eltern vater mutter personne utilisateur adherent membre eleve etudiant employe salarie clients beneficiaire "
        "locataire chauffeur destinataire conjoint pere mere assure candidat cliente usuario usuaria persona empleado "
        "empleada alumno alumna socio paciente medico contacto trabajador ciudadano padre madre conyuge titular "
        "beneficiario solicitante estudiante pessoa funcionario aluno aluna contato colaborador utente utenti dipendente "
        "dipendenti paziente pazienti cittadino studente studenti iscritto anagrafica destinatario mae pai responsavel "
        "morador inquilino motorista klant klanten gebruiker gebruikers medewerker medewerkers werknemer leerling "
        "leerlingen lid leden inwoner patientgegevens ontvanger klient klienci klienta uzytkownik uzytkownicy pracownik "
        "pracownicy pacjent pacjenci uczen uczniowie osoba osoby czlonek czlonkowie mieszkaniec odbiorca kunder bruker "
        "brukere ansatt ansatte medlem medlemmer elev elever pasient pasienter medarbejder anstalld asiakas kayttaja"
    ),
    "worker": words(
        "mitarbeiter angestellte personal employe salarie empleado trabajador funcionario colaborador gehalt dipendente "
        "dipendenti medewerker medewerkers werknemer pracownik pracownicy ansatt ansatte medarbejder anstalld "
        "lohnabrechnung gehaltsabrechnung paie nomina"
    ),
    "student": words(
        "schueler studenten eleve etudiant alumno aluno estudiante studente studenti leerling leerlingen uczen uczniowie "
        "elev elever"
    ),
    "patient": words("patienten paciente paziente pazienti pacjent pacjenci pasient pasienter versicherte"),
    "medical": words("arztbesuch behandlung konsultation ordonnance cita consulta visita ricovero wizyta"),
    "org": words(
        "firma firmen unternehmen lieferant lieferanten entreprise fournisseur societe empresa proveedor fornecedor azienda "
        "fornitore bedrijf leverancier dostawca leverandor leverantor"
    ),
    "order": words(
        "bestellung bestellungen auftrag rechnung rechnungen commande facture achat pedido factura fatura venta compra ordine "
        "fattura acquisto bestelling factuur zamowienie zamowienia faktura ordre zahlung paiement pago pagamento platnosc"
    ),
    "address": words(
        "adressen adresses direcciones enderecos indirizzi adressen livraison facturation envio entrega facturacion spedizione "
        "fatturazione consegna dostawy zamieszkania zameldowania korespondencyjny residencia residenza levering"
    ),
    "thing": words(
        "produkt produkte artikel kategorie kategorien produit categorie producto categoria produto article lager rolle "
        "prodotto articolo magazzino almacen entrepot magazyn produkty kategoria curso cours corso cursus kurs archivo "
        "fichier datei bestand plik sucursal filiale agence centro projekt projet proyecto projeto progetto kampagne "
        "campagne campana"
    ),
    "vehicle": words("fahrzeug fahrzeuge vehicule vehiculo veiculo veicolo auto voertuig pojazd pojazdy kjoretoy"),
}
"""More words of table names and qualifiers, by the kinds of `name_words.KINDS`."""

OTHER_NEUTRAL: Final = words(
    "privat dienstlich geschaeftlich haupt neue neuer alte alter zweite portable fixe perso pro professionnel "
    "professionnelle personnel personnelle domicile travail principal principale secondaire nouveau nouvelle ancien autre "
    "urgence contacto casa trabajo oficina movil fijo personal secundario alternativo alternativa nuevo anterior otro "
    "emergencia comercial residencial trabalho fixo celular pessoal novo outro ufficio lavoro principale secondario nuovo "
    "prive werk zakelijk nieuw oud mobiel vast domowy sluzbowy sluzbowe prywatny prywatne komorkowy kontaktowy nowy glowny "
    "privat jobb arbeid mobil brut brute brutto bruto net nette netto neto lordo liquido base mensuel mensual mensal "
    "mensile annuel anual annuo tutor paterno materno complet complete completo compl social sociale usage naissance "
    "client"
)
"""Words beside a name that leave its meaning as it is."""

OTHER_CHANGING: Final = words(
    "tipo typ statut estado stato situacao datum date data fecha hora heure ora verificado verificada verifie verifiee "
    "verificato verificata bestaetigt activo activa attivo attiva actif active aktiv ativo ativa enviado enviada envoye "
    "envoyee inviato inviata gesendet plantilla modele modello modelo vorlage anzahl cantidad quantite quantita quantidade "
    "liczba ilosc aantal antal reihenfolge orden ordre codigo codice cod pagina seite page archivo fichier file datei"
)
"""Words after a name that make something else of it: `telefono_verificado`."""

ABOUT: Final = words("tipo statut estado stato situacao anzahl cantidad quantite quantita quantidade liczba ilosc aantal antal")
"""First words that make a type, a state or a count of what follows: `tipo_telefono`."""

PARTS: Final = words(
    "geburts kunden konto inhaber betrag brutto netto lohn gehalt telefon handy mobil adresse versicherten versicherungs "
    "versicherung steuer ausweis reise pass bestell auftrags rechnungs liefer zahlungs sendungs kranken rentens sozial "
    "wohn kontakt benutzer strassen haus nachname vorname nummer datum privat "
    "geboorte klant straat naam huis telefoon rekening personeels bestel factuur lever adres klanten "
    "kontakt kunde fakturerings epost"
)
"""Parts of joined words."""

TELLTALES: Final[dict[str, frozenset[str]]] = {
    "german": words(
        "vorname nachname strasse hausnr hausno plz geburtsdatum geburts geschlecht anschrift gehalt telefon handy kunden "
        "nummer familienname wohnort familienstand abteilung bemerkung eintritts kostenstelle ansprechpartner rufnummer "
        "hausarzt diagnose versicherten angelegt geaendert anrede titel klasse notfall verguetung staatsangehoerigkeit"
    ),
    "french": words(
        "prenom naissance adresse courriel ville sexe salaire tel portable embauche nationalite civilite postale societe "
        "commande livraison montant libelle medecin sanguin"
    ),
    "spanish": words(
        "apellido apellidos nombre nacimiento correo direccion telefono sueldo contrasena calle ciudad fecha usuario pais "
        "domicilio empleado pedido importe celular"
    ),
    "italian": words(
        "cognome nascita indirizzo sesso cellulare cittadinanza stipendio citta fiscale telefono civico assunzione cliente "
        "utente descrizione nominativo reparto gruppo diagnosi medico"
    ),
    "portuguese": words(
        "sobrenome nascimento endereco bairro cep cpf telefone celular municipio logradouro salario senha cidade numero "
        "cadastro admissao convenio"
    ),
    "dutch": words(
        "voornaam achternaam tussenvoegsel geboorte geslacht straat huis woonplaats postcode telefoon wachtwoord afdeling "
        "klant omschrijving bsn adres personeels huisarts verzekeraar allergieen"
    ),
    "polish": words(
        "imie nazwisko urodzenia pesel ulica miasto miejscowosc pocztowy telefon haslo zatrudnienia nip uwagi plec"
    ),
    "nordic": words("fornavn etternavn efternavn fornamn efternamn adresse postnr poststed mobilnr kundenr fodsels opprettet"),
}
"""Words that tell a table's language; two columns with them settle short words that mean something else in another one."""


SHARED_HEADS: Final = words("tel email mail fax telephone telefax")
"""Heads that English has too: what follows them must be of another language."""


HEADS: Final = SHARED_HEADS | words("iban adresse adres direccion endereco nom nombre nome naam navn")
"""Heads beside the names of `other_languages`."""


def changes_head(word: str) -> bool:
    """True if a word after a name makes something else of it."""
    return word in OTHER_CHANGING or (word in CHANGING_TAILS and word not in OTHER_NEUTRAL)


def is_foreign(word: str) -> bool:
    """True if the tables of other languages know the word."""
    return word in OTHER_NEUTRAL or any(word in kind for kind in OTHER_KINDS.values())


def languages_of(columns: list[frozenset[str]]) -> frozenset[str]:
    """The languages that the names of a dataset's columns speak, from the normal words of each."""
    return frozenset(
        language for language, told in TELLTALES.items() if sum(not told.isdisjoint(words_) for words_ in columns) >= _COLUMNS
    )


_COLUMNS: Final = 2
"""So many columns tell a language."""

_REMARKS: Final = words("bemerkung anmerkung remarque observaciones observacoes opmerking opmerkingen uwagi")
_HOME: Final = {"address": 0.85}
_PLACE: Final = {"person": 0.85, "address": 0.9, "order": 0.8, "thing": 0.4, "login": 0.4, "device": 0.3}
LANGUAGE_ROWS: Final = (
    ("ort", "contact.address.city", 0.4, {"german": 0.85, "address": 0.9, "person": 0.85}),
    ("land", "contact.address.country", 0.2, {"german": 0.85, "dutch": 0.85, "nordic": 0.85, "address": 0.8}),
    ("groesse", "health.body_metric", 0.1, {"patient": 0.8}),
    ("gewicht", "health.body_metric", 0.1, {"patient": 0.8}),
    ("hausarzt", "person.name", 0.76, {}),
    ("rue", "contact.address", 0.8, {}),
    ("nom", "person.name.last", 0.4, {"person": 0.78, "not org": 0.3, "not thing": 0.3, "french": 0.78}),
    ("nom", "org.name", 0.0, {"org": 0.78}),
    ("nombre", "person.name", 0.4, {"person": 0.8}),
    ("nombre", "org.name", 0.0, {"org": 0.78}),
    ("nome", "person.name", 0.4, {"person": 0.8}),
    ("nome", "org.name", 0.0, {"org": 0.78}),
    ("naam", "person.name", 0.4, {"person": 0.8}),
    ("naam", "org.name", 0.0, {"org": 0.78}),
    ("nazwa", "org.name", 0.0, {"org": 0.78}),
    ("navn", "person.name", 0.4, {"person": 0.8}),
    ("fonction", "work.job_title", 0.3, {"worker": 0.85, "french": 0.8}),
    ("poste", "work.job_title", 0.2, {"worker": 0.85}),
    ("poids", "health.body_metric", 0.2, {"patient": 0.85, "person": 0.78}),
    ("taille", "health.body_metric", 0.1, {"patient": 0.85}),
    ("cargo", "work.job_title", 0.1, {"worker": 0.8, "spanish": 0.78, "portuguese": 0.78}),
    ("puesto", "work.job_title", 0.3, {"worker": 0.85, "spanish": 0.8}),
    ("poblacion", "contact.address.city", 0.3, {"person": 0.8, "address": 0.85}),
    ("clave", "auth.password", 0.3, {"person": 0.8, "login": 0.8}),
    ("via", "contact.address", 0.1, {"italian": 0.85}),
    ("cap", "contact.address.postal_code", 0.1, {"italian": 0.85}),
    ("qualifica", "work.job_title", 0.3, {"worker": 0.85}),
    ("rua", "contact.address", 0.6, {"portuguese": 0.85}),
    ("rg", "national_id.br", 0.1, {"portuguese": 0.85}),
    ("pis", "health.insurance_id", 0.1, {"portuguese": 0.85}),
    ("functie", "work.job_title", 0.3, {"worker": 0.85}),
    ("plaats", "contact.address.city", 0.3, {"dutch": 0.85, "address": 0.85}),
    ("adresse", "contact.address", 0.6, _PLACE),
    ("adres", "contact.address", 0.6, _PLACE),
    ("direccion", "contact.address", 0.6, _PLACE),
    ("endereco", "contact.address", 0.6, _PLACE),
    ("nir", "national_id.fr", 0.3, {"french": 0.9, "patient": 0.8}),
    ("escola", "education.record", 0.4, {"student": 0.85}),
    ("moyenne", "education.record", 0.2, {"student": 0.85}),
    ("filiere", "education.record", 0.4, {"student": 0.85}),
    ("cif", "invoice.tax_id", 0.2, {"spanish": 0.85, "org": 0.8}),
    ("rfc", "national_id.mx", 0.3, {"spanish": 0.9}),
    *((term, "comm.text", 0.4, {"message": 0.78, "order": 0.78, "person": 0.78}) for term in sorted(_REMARKS)),
    ("bairro", "contact.address.city", 0.9, _HOME),
)
"""Short words of these languages that mean several things; rows as in `name_contexts`."""
