"""German, French, Spanish, Portuguese, Italian and Dutch words of column and table names, beside the taxonomy's own ones.

Compiled from the words that forms and public schemas of those languages use for the same facts. Words are written without
accents, as names are folded before they are looked up.
"""

from typing import Final

from gazetteer_scanners.classification.name_words import words

OTHER_NAMES: Final[dict[str, frozenset[str]]] = {
    "person.name": words(
        "vollname nachname_vorname kundenname mitarbeitername ansprechpartner nom_complet nom_prenom nom_client "
        "nombre_completo nombre_apellidos nombre_cliente nome_completo nome_cliente nome_cognome nominativo volledige_naam"
    ),
    "person.name.first": words("vorname rufname prenom prenoms primeiro_nome primer_nombre nombre_pila voornaam"),
    "person.name.last": words(
        "nachname familienname zuname geburtsname nom_famille nom_de_famille nom_usage apellido apellidos "
        "primer_apellido segundo_apellido sobrenome apelido cognome achternaam"
    ),
    "person.nickname": words("spitzname pseudonyme apodo apelido_social"),
    "person.gender": words("geschlecht sexe sexo genero civilite anrede"),
    "person.birth_date": words(
        "geburtsdatum geburtstag gebdatum gebdat geburtsjahr date_naissance date_de_naissance naissance "
        "fecha_nacimiento fecha_de_nacimiento nacimiento data_nascimento data_de_nascimento nascimento data_nascita "
        "data_di_nascita geboortedatum"
    ),
    "person.age": words("lebensalter edad idade"),
    "person.nationality": words(
        "staatsangehoerigkeit staatsbuergerschaft nationalitaet geburtsort nationalite lieu_naissance lieu_de_naissance "
        "nacionalidad lugar_nacimiento nacionalidade naturalidade"
    ),
    "person.marital_status": words("familienstand etat_civil situation_familiale estado_civil"),
    "contact.phone": words(
        "telefon telefonnummer telefonnr handy handynummer mobilnummer mobiltelefon rufnummer festnetz telefax "
        "telephone_portable numero_telephone tel_portable telefono numero_telefono celular movil telefone numero_telefone "
        "telemovel cellulare telefoonnummer mobiel"
    ),
    "contact.email": words(
        "mailadresse emailadresse courriel adresse_mail adresse_email correo correo_electronico email_cliente endereco_email"
    ),
    "contact.address": words(
        "strasse strassenname hausnummer hausnr anschrift wohnadresse adresse_postale rue numero_rue domicile "
        "domicilio calle logradouro morada indirizzo straat"
    ),
    "contact.address.city": words(
        "stadt wohnort ortschaft bundesland gemeinde landkreis ville commune departement ciudad municipio provincia "
        "localidad cidade bairro municipio_nome citta comune woonplaats"
    ),
    "contact.address.country": words("herkunftsland pays pais"),
    "contact.address.postal_code": words("postleitzahl plz code_postal codigo_postal cep codice_postale postcode_nl"),
    "account.username": words(
        "benutzername anmeldename nutzername nom_utilisateur identifiant_connexion nombre_usuario nome_usuario usuario_login"
    ),
    "account.user_id": words("kundennummer kundennr benutzer_id numero_client id_client id_cliente id_usuario codigo_cliente"),
    "auth.password": words("passwort kennwort mot_de_passe mot_passe contrasena senha palavra_passe"),
    "work.employer": words("arbeitgeber abteilung eintrittsdatum employeur empleador departamento_trabajo empregador"),
    "work.job_title": words("beruf berufsbezeichnung metier fonction_poste profesion puesto_trabajo profissao"),
    "work.employee_id": words("personalnummer personalnr mitarbeiternummer matricule numero_empleado matricula_funcionario"),
    "work.income": words("gehalt lohn bruttogehalt nettogehalt einkommen salaire salario sueldo ordenado"),
    "org.name": words("firma firmenname unternehmen raison_sociale razon_social nombre_empresa razao_social nome_empresa"),
    "org.uscc": words("siret siren"),
    "invoice.tax_id": words("steuernummer ustid ust_idnr umsatzsteuer_id numero_tva cnpj"),
    "national_id": words(
        "ausweisnummer personalausweisnummer numero_identite carte_identite numero_identidad documento_identidad cedula "
        "numero_documento"
    ),
    "passport.number": words("reisepassnummer passnummer numero_passeport numero_pasaporte numero_passaporte"),
    "driving_licence.number": words("fuehrerscheinnummer numero_permis permis_conduire licencia_conducir cnh"),
    "vehicle.plate": words("kennzeichen kfz_kennzeichen immatriculation plaque_immatriculation placa_vehiculo"),
    "payment.bank_account": words(
        "kontonummer kontonr numero_compte numero_cuenta cuenta_bancaria conta_bancaria numero_conta"
    ),
    "payment.card_number": words("kreditkartennummer kartennummer numero_carte numero_tarjeta numero_cartao"),
    "health.insurance_id": words("krankenversicherungsnummer versichertennummer numero_securite_sociale"),
    "health.condition": words("diagnose krankheit allergien antecedents diagnostico enfermedad alergias doenca"),
    "comm.text": words(
        "bemerkung kommentar anmerkung nachricht commentaire remarque comentario observaciones observacoes mensagem"
    ),
    "order.number": words("bestellnummer auftragsnummer rechnungsnummer numero_commande numero_facture numero_pedido"),
    "order.amount": words("gesamtbetrag rechnungsbetrag montant importe_total valor_total"),
    "special.religion": words("konfession religionszugehoerigkeit"),
    "network.ip": words("ip_adresse adresse_ip direccion_ip endereco_ip"),
}
"""More names of elements."""

OTHER_KINDS: Final[dict[str, frozenset[str]]] = {
    "person": words(
        "kunde kunden benutzer nutzer mitarbeiter mitglied mitglieder teilnehmer ansprechpartner schueler studenten "
        "patienten lehrer aerzte personen personne utilisateur adherent membre eleve etudiant employe salarie cliente "
        "usuario usuaria persona empleado empleada alumno alumna socio paciente medico contacto pessoa funcionario aluno "
        "aluna contato colaborador"
    ),
    "worker": words("mitarbeiter angestellte personal employe salarie empleado funcionario colaborador gehalt"),
    "student": words("schueler studenten eleve etudiant alumno aluno"),
    "patient": words("patienten paciente"),
    "org": words("firma firmen unternehmen lieferant lieferanten entreprise fournisseur societe empresa proveedor fornecedor"),
    "order": words("bestellung bestellungen auftrag rechnung rechnungen commande facture pedido factura fatura venta"),
    "thing": words(
        "produkt produkte artikel kategorie kategorien produit categorie producto categoria produto article lager rolle"
    ),
    "vehicle": words("fahrzeug fahrzeuge vehicule vehiculo veiculo"),
}
"""More words of table names and qualifiers, by the kinds of `name_words.KINDS`."""
