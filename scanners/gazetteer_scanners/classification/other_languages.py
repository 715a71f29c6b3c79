"""German, French, Spanish, Portuguese, Italian, Dutch, Polish and Scandinavian names of columns, beside the taxonomy's own.

Compiled from the words that forms and public schemas of those languages use for the same facts. Words are written without
accents, as names are folded before they are looked up, and their usual short forms stand beside them. `language_words` holds
the words around them.
"""

from typing import Final

from gazetteer_scanners.classification.name_words import words

OTHER_NAMES: Final[dict[str, frozenset[str]]] = {
    "person.name": words(
        "mietername patientenname schuelername vollname nachname_vorname kundenname mitarbeitername ansprechpartner "
        "kontoinhaber karteninhaber versicherungsnehmer empfaengername nom_complet nom_prenom nom_client titulaire "
        "titulaire_compte nombre_completo nombre_apellidos nombre_cliente nombre_titular nome_completo nome_cliente "
        "nome_cognome nome_social nome_paciente nome_aluno nominativo intestatario ragione_nome volledige_naam naam "
        "rekeninghouder voorletters imie_nazwisko imie_i_nazwisko imie_ojca imie_matki nom_pere nom_mere nombre_padre "
        "nombre_madre nome_pai nome_mae nome_padre nome_madre navn fullt_navn fulde_navn fullstandigt_namn nimi mellomnavn "
        "mellemnavn mellannamn"
    ),
    "person.name.first": words(
        "vorname vornamen rufname prenom prenoms primeiro_nome primer_nombre segundo_nombre nombre_pila voornaam voornamen "
        "roepnaam imie imiona pierwsze_imie drugie_imie fornavn fornamn etunimi"
    ),
    "person.name.last": words(
        "nachname familienname zuname geburtsname nom_famille nom_de_famille nom_usage nom_jeune_fille nom_naissance "
        "nom_de_naissance nom_marital apellido apellidos apellido1 apellido2 apellido_paterno apellido_materno ape_paterno "
        "ape_materno primer_apellido segundo_apellido sobrenome apelido nome_familia cognome achternaam tussenvoegsel "
        "geboortenaam nazwisko nazwisko_rodowe nazwisko_panienskie etternavn efternavn efternamn sukunimi"
    ),
    "person.nickname": words("spitzname pseudonyme surnom apodo apelido_social soprannome bijnaam pseudonim kallenavn"),
    "person.avatar": words("profilbild photo_profil foto_perfil immagine_profilo profielfoto zdjecie_profilowe profilbilde"),
    "person.gender": words(
        "geschlecht sexe sexo genero civilite anrede sesso genere geslacht aanhef plec kjonn sukupuoli tratamiento"
    ),
    "person.birth_date": words(
        "geburtsdatum geburtstag gebdatum gebdat gebdtm geburtsjahr geb_datum date_naissance date_de_naissance naissance "
        "date_naiss dat_naiss annee_naissance fecha_nacimiento fecha_de_nacimiento nacimiento fecha_nac fec_nac fecnac "
        "f_nacimiento ano_nacimiento data_nascimento data_de_nascimento nascimento data_nasc date_nasc dt_nascimento dtnasc "
        "ano_nascimento data_nascita data_di_nascita nascita anno_nascita geboortedatum geb_dat geboortejaar "
        "data_urodzenia urodzenia rok_urodzenia fodselsdato fodselsdag foedselsdato fodelsedatum syntymaaika"
    ),
    "person.age": words("lebensalter edad idade leeftijd wiek eta_anni alder"),
    "person.nationality": words(
        "staatsangehoerigkeit staatsbuergerschaft nationalitaet geburtsort geburtsland nationalite lieu_naissance "
        "lieu_de_naissance pays_naissance ville_naissance nacionalidad lugar_nacimiento pais_nacimiento nacionalidade "
        "naturalidade local_nascimento nazionalita cittadinanza luogo_nascita luogo_di_nascita comune_nascita "
        "comune_di_nascita provincia_nascita nationaliteit geboorteplaats geboorteland obywatelstwo narodowosc "
        "miejsce_urodzenia statsborgerskap statsborgerskab medborgarskap fodested kansalaisuus"
    ),
    "person.marital_status": words(
        "familienstand etat_civil situation_familiale situation_matrimoniale estado_civil stato_civile burgerlijke_staat "
        "stan_cywilny sivilstand civilstand sivilstatus ehepartner conjoint conyuge coniuge conjuge echtgenoot malzonek"
    ),
    "contact.phone": words(
        "telefon telefonnummer telefonnr handy handynummer handynr mobilnummer mobilnr mobiltelefon rufnummer festnetz telefax "
        "faxnummer telephone_portable numero_telephone tel_portable tel_fixe portable_perso telefono numero_telefono celular "
        "movil telefone numero_telefone fone telemovel cellulare telefoonnummer telefoon mobiel gsm_nummer telefon_komorkowy "
        "komorka numer_telefonu mobilnr tlf telefonszam puhelin puhelinnumero telefonnr tel_casa tel_trabajo tel_dom"
    ),
    "contact.email": words(
        "mailadresse emailadresse courriel adresse_mail adresse_email correo correo_electronico correo_e email_cliente "
        "endereco_email posta_elettronica indirizzo_email mailadres emailadres adres_email poczta epost epostadresse "
        "e_postadress sahkoposti"
    ),
    "contact.address": words(
        "strasse str_hausnr strassenname hausnummer hausnr anschrift wohnadresse meldeadresse rechnungsadresse "
        "adresse_postale adresse_facturation rue numero_rue num_rue voie domicile complement_adresse domicilio calle "
        "num_exterior num_interior logradouro complemento_endereco morada indirizzo numero_civico residenza "
        "domicilio_fiscale straat straatnaam huisnummer huisnr woonadres adres ulica numer_domu nr_domu nr_lokalu "
        "numer_mieszkania adres_zamieszkania adres_zameldowania gateadresse gatuadress katuosoite bostedsadresse bopael"
    ),
    "contact.address.city": words(
        "stadt wohnort ortschaft bundesland gemeinde landkreis ville commune departement ciudad municipio provincia "
        "localidad colonia cidade bairro municipio_nome citta comune localita regione woonplaats woonplaatsnaam gemeente "
        "miasto miejscowosc gmina powiat wojewodztwo poststed bynavn postort kommune kommun kaupunki"
    ),
    "contact.address.country": words("herkunftsland wohnsitzland pays pais paese nazione kraj"),
    "contact.address.postal_code": words(
        "postleitzahl plz code_postal codigo_postal cep codice_postale postcode_nl kod_pocztowy postnummer postnr postinumero"
    ),
    "contact.person_name": words(
        "notfallkontakt kontaktperson personne_contact personne_a_prevenir contact_urgence contacto_emergencia "
        "persona_contacto contato_emergencia contatto_emergenza referente contactpersoon noodcontact osoba_kontaktowa "
        "kontakt_alarmowy kontakt_awaryjny parorende"
    ),
    "account.username": words(
        "benutzername anmeldename nutzername nom_utilisateur identifiant_connexion nombre_usuario nome_usuario nome_utente "
        "usuario_login gebruikersnaam nazwa_uzytkownika brukernavn brugernavn anvandarnamn"
    ),
    "account.user_id": words(
        "kundennummer kundennr benutzer_id numero_client id_client id_cliente id_usuario codigo_cliente codice_cliente "
        "cod_cliente klantnummer klantnr klant_id numer_klienta id_klienta kundenummer kundnummer id_paciente id_utente"
    ),
    "account.member_number": words(
        "medlemsnr mitgliedsnummer mitgliedsnr numero_adherent numero_membre numero_fidelite numero_socio num_socio tessera "
        "numero_tessera lidnummer ledennummer numer_czlonkowski medlemsnummer"
    ),
    "auth.password": words(
        "passwort kennwort mot_de_passe mot_passe mdp contrasena contrasenia senha palavra_passe parola_chiave wachtwoord "
        "haslo passord adgangskode losenord salasana"
    ),
    "work.employer": words(
        "arbeitgeber abteilung eintrittsdatum austrittsdatum employeur date_embauche date_entree date_sortie empleador "
        "fecha_ingreso fecha_contratacion fecha_baja departamento_trabajo empregador data_admissao data_demissao "
        "datore_lavoro data_assunzione werkgever in_dienst in_dienst_sinds datum_in_dienst datum_uit_dienst pracodawca "
        "data_zatrudnienia data_zwolnienia arbeidsgiver arbejdsgiver arbetsgivare"
    ),
    "work.job_title": words(
        "beruf berufsbezeichnung stellenbezeichnung metier intitule_poste poste_occupe fonction_poste profesion ocupacion "
        "puesto_trabajo profissao ocupacao professione mansione occupazione beroep functietitel functienaam zawod stanowisko "
        "stilling yrke ammatti"
    ),
    "work.employee_id": words(
        "personalnummer personalnr persnr mitarbeiternummer mitarbeiternr matricule numero_empleado num_empleado "
        "matricula_funcionario matricola numero_matricola personeelsnummer personeelsnr numer_pracownika nr_pracownika "
        "ansattnummer anstallningsnummer"
    ),
    "work.income": words(
        "gehalt lohn bruttogehalt nettogehalt bruttolohn nettolohn grundgehalt monatsgehalt jahresgehalt stundenlohn einkommen "
        "salaire remuneration salario sueldo nomina ordenado vencimento remuneracao stipendio retribuzione reddito salaris "
        "brutoloon nettoloon inkomen uurloon wynagrodzenie pensja placa_brutto placa_netto lonn loen inntekt inkomst palkka"
    ),
    "education.record": words(
        "zeugnisnote schulnote note_finale nota_final voto_finale ocena_koncowa etablissement_scolaire schulabschluss "
        "studiengang diplome niveau_etude niveau_etudes titulacion nivel_estudios escolaridad escolaridade titolo_studio "
        "titolo_di_studio opleiding opleidingsniveau wyksztalcenie utdanning uddannelse utbildning"
    ),
    "org.name": words(
        "firma firmenname unternehmen raison_sociale razon_social nombre_empresa razao_social nome_empresa nome_fantasia "
        "nombre_comercial ragione_sociale bedrijfsnaam bedrijf nazwa_firmy firmanavn foretagsnamn"
    ),
    "org.uscc": words("siret siren"),
    "org.business_licence": words("handelsregisternummer hrb_nummer kvk_nummer kvk regon krs organisasjonsnummer"),
    "invoice.tax_id": words(
        "steuernummer ustid ust_idnr umsatzsteuer_id numero_tva num_tva tva_intracom cnpj partita_iva piva btw_nummer "
        "btwnr nip momsnummer"
    ),
    "national_id": words(
        "ausweisnummer ausweisnr personalausweisnummer personalausweisnr perso_nr numero_identite carte_identite "
        "numero_cni cni numero_identidad documento_identidad cedula cedula_identidad numero_documento carta_identita "
        "numero_carta_identita numero_bi cartao_cidadao legitimatienummer numer_dowodu nr_dowodu seria_dowodu "
        "dowod_osobisty"
    ),
    "national_id.fr": words("numero_insee num_secu numero_securite_sociale no_secu_sociale"),
    "national_id.it": words("codice_fiscale cod_fiscale codfis codfisc"),
    "national_id.nl": words("burgerservicenr bsn_nummer sofinummer"),
    "national_id.pl": words("numer_pesel nr_pesel"),
    "national_id.br": words("numero_cpf num_cpf cpf_cliente titulo_eleitor rg_numero numero_rg"),
    "national_id.es": words("numero_dni num_dni documento_nif"),
    "national_id.no": words("fodselsnr foedselsnummer"),
    "national_id.dk": words("cprnr cpr_nummer"),
    "passport.number": words(
        "reisepassnummer reisepassnr passnummer passnr numero_passeport num_passeport numero_pasaporte pasaporte "
        "numero_passaporte passaporte numero_passaporto passaporto paspoortnummer numer_paszportu nr_paszportu"
    ),
    "driving_licence.number": words(
        "fuehrerscheinnummer fuehrerscheinnr numero_permis permis_conduire licencia_conducir cnh carta_conducao patente_guida "
        "numero_patente rijbewijsnummer prawo_jazdy forerkort"
    ),
    "vehicle.plate": words(
        "kennzeichen kfz_kennzeichen autokennzeichen immatriculation plaque_immatriculation placa_vehiculo placa_veiculo "
        "matricula_vehiculo targa kenteken numer_rejestracyjny nr_rejestracyjny registreringsnummer"
    ),
    "vehicle.vin": words("fahrgestellnummer fin_nummer numero_chassis numero_telaio chassisnummer numer_vin"),
    "payment.bank_account": words(
        "bankverbindung coordonnees_bancaires kontonummer kontonr bankkonto numero_compte num_compte rib numero_cuenta "
        "num_cuenta cuenta_bancaria conta_bancaria numero_conta conta_corrente conto_corrente numero_conto rekeningnummer "
        "rekeningnr bankrekening numer_konta nr_konta numer_rachunku nr_rachunku kontonummer"
    ),
    "payment.bank_code": words("bankleitzahl blz code_banque code_guichet codigo_banco codice_abi clabe"),
    "payment.card_number": words(
        "kreditkartennummer kreditkartennr kartennummer numero_carte num_carte numero_tarjeta num_tarjeta numero_cartao "
        "numero_carta kaartnummer numer_karty"
    ),
    "health.insurance_id": words(
        "tarjeta_sanitaria carte_vitale polisnummer num_assure krankenversicherungsnummer versichertennummer "
        "versichertennr sozialversicherungsnummer sv_nummer svnr svnummer rentenversicherungsnummer kvnr "
        "numero_seguridad_social num_seguridad_social num_ss nuss numero_assure cartao_sus cns_paciente tessera_sanitaria "
        "zorgverzekeringsnummer polisnummer_zorg pis_pasep"
    ),
    "health.condition": words(
        "pathologie motif_consultation motivo_consulta motivo_visita motivo_ricovero allergieen diagnose diagnosen "
        "krankheit erkrankung vorerkrankungen allergien blutgruppe schwangerschaft maladie antecedents "
        "antecedents_medicaux groupe_sanguin diagnostico enfermedad enfermedades alergias grupo_sanguineo antecedentes "
        "doenca doencas tipo_sanguineo gruppo_sanguigno diagnosi malattia allergie bloedgroep ziekte rozpoznanie choroba "
        "choroby alergie grupa_krwi sykdom diagnos blodtype"
    ),
    "health.record": words(
        "nhc numero_historia data_ricovero data_przyjecia date_hospitalisation fecha_ingreso_hospital aufnahmedatum "
        "entlassungsdatum opnamedatum behandlung medikament medikamente traitement medicament ordonnance tratamiento "
        "medicacion receta tratamento medicamento receita terapia farmaco medicijn medicatie leki recepta "
        "numero_dossier_medical historia_clinica prontuario cartella_clinica"
    ),
    "health.body_metric": words("koerpergroesse koerpergewicht gewicht_kg blutdruck poids_kg taille_cm tension_arterielle"),
    "special.disability": words(
        "foerderbedarf necessidades_especiais necesidades_especiales besoins_particuliers bisogni_speciali schwerbehindert "
        "schwerbehinderung behinderung grad_der_behinderung handicap discapacidad deficiencia disabilita niepelnosprawnosc "
        "funksjonshemming"
    ),
    "special.religion": words("konfession religionszugehoerigkeit religia wyznanie religione godsdienst religiao"),
    "special.political": words("parteizugehoerigkeit parti_politique partido_politico partito_politico partij"),
    "special.union": words("gewerkschaft syndicat sindicato sindacato vakbond zwiazek_zawodowy"),
    "minor.guardian": words(
        "erziehungsberechtigter erziehungsberechtigte vormund representant_legal tuteur_legal tutor_legal nome_responsavel "
        "responsavel tutore voogd opiekun opiekun_prawny foresatt"
    ),
    "comm.text": words(
        "kommentar nachricht commentaire comentario mensagem mensaje messaggio commento bericht wiadomosc komentarz melding"
    ),
    "order.number": words(
        "bestellnummer bestellnr auftragsnummer auftragsnr rechnungsnummer rechnungsnr belegnummer numero_commande "
        "numero_facture numero_pedido num_pedido numero_factura numero_ordine numero_fattura ordernummer factuurnummer "
        "bestelnummer numer_zamowienia nr_zamowienia numer_faktury nr_faktury ordrenummer fakturanummer"
    ),
    "order.created_at": words(
        "bestelldatum auftragsdatum rechnungsdatum date_commande date_facture fecha_pedido fecha_compra fecha_factura "
        "data_pedido data_compra data_ordine data_acquisto data_fattura besteldatum orderdatum factuurdatum data_zamowienia "
        "ordredato"
    ),
    "order.amount": words(
        "gesamtbetrag rechnungsbetrag gesamtpreis montant montant_ttc montant_total prix_total importe_total "
        "importe_pagado valor_total valor_pago totale_ordine importo_totale totaalbedrag kwota_brutto kwota_zamowienia "
        "totalbelop"
    ),
    "payment.method": words(
        "zahlungsart zahlungsweise zahlungsmethode mode_paiement mode_de_paiement moyen_paiement forma_pago metodo_pago "
        "medio_pago forma_pagamento metodo_pagamento modalita_pagamento betaalmethode betaalwijze metoda_platnosci "
        "sposob_platnosci betalingsmetode"
    ),
    "delivery.recipient_name": words("empfaenger destinataire destinatario nome_destinatario ontvanger odbiorca mottaker"),
    "delivery.address": words(
        "lieferadresse lieferanschrift versandadresse adresse_livraison direccion_envio direccion_entrega endereco_entrega "
        "indirizzo_spedizione indirizzo_consegna afleveradres bezorgadres adres_dostawy adres_wysylki leveringsadresse"
    ),
    "delivery.tracking_number": words(
        "sendungsnummer sendungsnr paketnummer numero_suivi num_suivi numero_seguimiento numero_guia codigo_rastreio "
        "numero_spedizione numero_tracking trackingnummer numer_przesylki nr_przesylki sporingsnummer"
    ),
    "log.access_time": words(
        "letzter_login letzte_anmeldung derniere_connexion dernier_acces ultimo_acceso ultima_conexion ultimo_acesso "
        "ultimo_accesso laatste_login ostatnie_logowanie"
    ),
    "pref.language": words(
        "muttersprache langue_maternelle lengua_materna madrelingua moedertaal sprache langue idioma lingua taal jezyk "
        "sprog sprak"
    ),
    "network.ip": words("ip_adresse adresse_ip direccion_ip endereco_ip indirizzo_ip ip_adres adres_ip"),
}
"""More names of elements."""
