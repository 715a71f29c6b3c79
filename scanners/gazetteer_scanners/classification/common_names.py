"""Further common names of elements in English, Chinese and pinyin, as legacy and public schemas spell them.

Beside the taxonomy's own names: shortened words (`CUST_NM`, `TELNO`), words of one trade (`roll_no`, `chief_complaint`) and
pinyin initials that stand behind a short word for a person (`ygxm`: 员工姓名).
"""

from typing import Final

from gazetteer_scanners.classification.name_words import words

COMMON_NAMES: Final[dict[str, frozenset[str]]] = {
    "person.name": words(
        "initials emergency_name client_initials embossed_name emboss_name printed_name middlename mname middle_initial "
        "name_full full_nm person_nm beneficiary_name insured_name next_of_kin_name policy_holder signatory_name "
        "bill_to_name shipper_name 曾用名 班主任 主治医生 主治医师 投保人 被保险人 受益人 户主 业主 车主 乘客 学生姓名 "
        "患者姓名 患者名称 病人姓名 医生姓名 教师姓名 会员姓名 业主姓名 司机姓名 寄件人 寄件人姓名 预约人 报修人 借款人 "
        "担保人"
    ),
    "person.name.first": words("first_nm fst_name forenames first_given_name"),
    "person.name.last": words("last_nm lst_name sname family_nm paternal_surname maternal_surname"),
    "person.birth_date": words("brth_date birth_dt bdate born dateofbirth date_birth birth_dttm 出生年月日 出生"),
    "person.gender": words("gender_identity sex_at_birth 性别代码 性別"),
    "person.nationality": words("passport_country issuing_country passport_issuing_country nationality_cd 籍贯地"),
    "contact.phone": words(
        "telno tel_num phone_num hp_no handphone_no wa_number mobilephone mphone cell_no sms_number contact_mobile_no "
        "mobile_num  "
        "day_phone evening_phone fax_number 手机电话 联系手机 联系手机号 主叫 被叫 打款手机号"
    ),
    "contact.email": words(
        "email_addr emailid e_mail_address mailaddr email_id primary_email alternate_email 邮箱号 电子邮箱地址"
    ),
    "contact.address": words(
        "apartment_no flat_no addr1 addr2 addr3 address1 address2 address3 street1 street2 street_line mailing_addr "
        "home_addr resi_address perm_address temp_address correspondence_address residence_address addr_line 现住地址 "
        "现居地址 户籍所在地 户口所在地 居住地点 住所地 住所"
    ),
    "contact.address.city": words(
        "city_town city_village province_state county_name suburb_name 省市县 所在地区 所在省份 城市名称"
    ),
    "contact.address.postal_code": words("zip5 zipcd post_cd postal_cd zip_postal"),
    "account.username": words("uname user_login logonid logon_name sign_in_name login_nm user_nm 登录账户 登陆名 登录帐户"),
    "account.user_id": words("usr_id user_guid user_key subject_id client_no cust_num customer_num party_id 客户代码 会员编码"),
    "account.member_number": words(
        "ff_no ff_number cif_no cif_number rewards_no loyalty_card_no membership_no membership_id 会员卡 会员卡编号"
    ),
    "national_id.us": words("social_security social_security_no ssn_no ssn_num soc_sec_no"),
    "consent.record": words("lawful_basis policy_agreed terms_agreed consent_given gdpr_basis"),
    "pref.marketing_consent": words("email_stop newsletter_optin opt_in_marketing mail_optin"),
    "log.access_time": words(
        "last_access first_access last_visit first_visit last_activity last_activity_at date_last_active last_logged_in"
    ),
    "travel_permit.number": words("visa_no visa_number work_permit_no permit_no residence_permit_no"),
    "auth.token": words("secure_key act_key actkey activation_token reset_key"),
    "device.hardware": words("screen_width screen_height screen_res screen_resolution cpu_cores"),
    "contact.other": words("jabber icq aim msn yahoo_id skype_id signal_id viber"),
    "delivery.tracking_number": words("tracking_ref shipment_ref awb awb_no awb_number airway_bill consignment_no parcel_no"),
    "special.disability": words("wheelchair special_assistance veteran_status is_veteran sen_status special_needs"),
    "special.union": words("union_code union_name union_local labor_union"),
    "survey.response": words("csat satisfaction_score satisfaction_rating"),
    "finance.asset": words(
        "title_deed_no deed_no net_worth total_assets sum_assured sum_insured coverage_amount surrender_value cash_value "
        "face_amount"
    ),
    "finance.credit_record": words(
        "credit_bureau_score bureau_score bankruptcy bankruptcy_flag credit_limit credit_line credit_rating credit_grade"
    ),
    "payment.transaction": words("remittance_info transfer_purpose"),
    "location.base_station": words("location_area location_area_code"),
    "vehicle.description": words("make_model make_and_model"),
    "special.political": words("party_affiliation party_preference registered_party"),
    "special.criminal_record": words(
        "criminal_conviction criminal_convictions criminal_history criminal_offences inmate_no inmate_id "
        "offence_description offense_description offence_code offense_code sentence_months sentence_length arrest_record "
        "prior_convictions"
    ),
    "person.portrait": words("mugshot mug_shot"),
    "log.browsing": words("landing_page landing_url entry_page exit_page referring_page"),
    "person.marital_status": words("marital_stat relationship_status"),
    "account.profile_url": words("github_profile linkedin_profile facebook_profile social_profile"),
    "auth.verification_code": words("confirm_code"),
    "location.lodging_travel": words("record_locator booking_locator"),
    "device.os_version": words("os_build"),
    "device.environment": words("jailbroken rooted is_jailbroken"),
    "delivery.recipient_name": words("addressee"),
    "auth.password": words(
        "pin_block pass_hash passwordhash hashed_password crypt_pass secret_word user_pwd login_pwd pwd_md5 密码哈希"
    ),
    "work.employee_id": words(
        "worker_no worker_id employee_code staff_code empno emp_num staff_num personnel_no payroll_no 职工编码 员工代码 教工号"
    ),
    "work.income": words(
        "sal_amount salary_expectation base_pay hourly_pay basic_wage basic_salary net_salary gross_salary ctc hourly_wage "
        "wage_rate net_wage gross_wage take_home_pay 实发 应发 绩效工资 岗位工资 补贴 津贴"
    ),
    "work.job_title": words(
        "job_ttl current_title position_title business_title official_title job_position role_title occupation_name "
        "任职岗位 担任职务"
    ),
    "work.employer": words("company_worked employer_nm 就职公司 现单位 服务单位"),
    "education.record": words(
        "roll_no roll_number admission_no student_number student_num matric_no graduation_year exam_score test_score "
        "final_grade  "
        "study_field study_school major_name degree_name 总分 平均分 绩点 专业名称 院系 系别 考试成绩 学籍号 准考证号"
    ),
    "health.condition": words(
        "blood_group abo_group presenting_problem suicide_risk deferral_reason medical_certificate sick_note birth_defects "
        "deceased_reason death_reason cause_of_death injury_description chief_complaint diagnosis_code diagnosis_name icd "
        "icd9 comorbidity medical_problem disease_name present_illness 现病史 既往史 家族史 病种 症状描述 入院诊断 "
        "出院诊断 病情描述 疾病名称"
    ),
    "health.record": words(
        "anesthesia_notes surgery_notes lab_report admittime dischtime rx_no rx_number prescription_no loinc_code "
        "medication_name dose_given surgery_name vaccine_name lab_value treatment_plan discharge_summary 医嘱 手术名称 "
        "疫苗名称 化验结果 病案号 门诊号 就诊号 检查所见 治疗方案 药品处方"
    ),
    "health.body_metric": words(
        "hemoglobin hba1c cholesterol creatinine birth_weight birth_length gestational_age apgar_score body_fat_pct "
        "resting_heart_rate eye_color hair_color systolic diastolic respiratory_rate oxygen_saturation spo2 waist_circ "
        "waist_circumference head_circumference bp_systolic bp_diastolic pulse_rate pulse body_temperature blood_sugar "
        "glucose_level 血糖 体温 脉搏"
    ),
    "payment.card_number": words("cardno card_num cc_no creditcardno credit_card_no bank_card_num 银行卡账号"),
    "payment.bank_account": words("acctno acct_num acc_no accno bank_acct_no beneficiary_account 开户账户 收款卡号 银行帐号"),
    "payment.bank_code": words("sort_code ifsc ifsc_code routing_no bank_bic swift_bic"),
    "vehicle.plate": words(
        "car_registration car_reg reg_plate vehicle_registration_no number_plate vehicle_number car_number plate_num "
        "vehicle_plate vehicle_reg_no 车牌号牌 车号"
    ),
    "network.ip": words("peer_ip client_addr visitor_ip user_ip_address ip_from"),
    "location.gps": words("lat_long gps_lat gps_lng gps_lon geo_lat geo_lng x_longitude y_latitude"),
    "comm.text": words(
        "gift_message gift_note post_body post_text message_text msg_text msg_body chat_text comment_text "
        "feedback_text review_body review_content complaint_text inquiry_text customer_note customer_comment 意见 意见建议 "
        "投诉内容 用户留言 买家留言 客户留言"
    ),
    "minor.guardian": words("guardian_mobile parent_mobile parent_email guardian_phone_no 父亲姓名 母亲姓名 监护人手机 家长"),
    "contact.person_name": words("attn attention_to primary_contact account_contact 对接人 联络人"),
    "contact.person_phone": words("attn_phone 对接人电话 联络人电话 负责人电话 法人电话 负责人手机"),
    "order.number": words("orderno ordno order_num po_no so_no invoice_num 订单编码 订单流水号 交易号"),
    "driving_licence.number": words("driver_licence_no drivers_licence_no dl_num 驾驶证号码"),
    "device.serial_number": words("serialno sn_no machine_sn 机器序列号"),
    "org.name": words("co_name company_nm firm_name employer_company vendor_nm 公司全称 单位全称 供应商名称 客户单位"),
}
"""More names of elements."""
