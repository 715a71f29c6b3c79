"""What people do: visits, searches, follows, e-mails opened, and the cookies that tell visitors apart."""

from tests.accuracy.elements.case import absent, beside, commented, named, table, unheard, valued
from tests.accuracy.elements.making import a_list, decimal, email, fill, firm, flag, han_firm, like, moment, whole

_AGENT = fill(
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{v}.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 Version/{v}.0 Mobile/15E148 Safari/604.1",
    v=whole(90, 120),
)
_PAGE = like("https://shop.example.org/item/####", "https://shop.example.org/cart", "/help/faq/##")

TABLES = (
    table(
        "web_sessions",
        beside("user_id", whole(1, 900)),
        beside("user_email", email),
        named("log.browsing", "page_url", _PAGE),
        named("log.search_query", "search_term", "red shoes;usb cable;lamp;gift for dad"),
        named("log.browser_type", "browser", "Chrome;Safari;Firefox;Edge"),
        named("log.user_agent", "user_agent", _AGENT),
        named("log.access_time", "last_login_at", moment),
        named("log.cookie_id", "ga_client_id", like("GA1.2.#########.16########")),
    ),
    table(
        "yh_fwrz",
        beside("手机号", like("138########")),
        named("log.browsing", "浏览记录", _PAGE),
        named("log.search_query", "搜索词", "红鞋;数据线;台灯"),
        named("log.browser_type", "浏览器类型", "Chrome 118;Safari 16;Edge 115"),
        named("log.user_agent", "用户代理", _AGENT),
        named("log.access_time", "最后登录时间", moment),
        named("log.cookie_id", "访客ID", like("%" * 32)),
        named("log.company_follow", "关注企业", han_firm),
        named("log.company_monitoring", "监控企业", han_firm),
        named("log.email_open", "邮件打开", "0;1;1;0"),
        named("log.email_click", "邮件点击", "0;1;0;0"),
        named("log.email_unsubscribe", "退订时间", moment),
    ),
    table(
        "mail_events",
        beside("recipient_email", email),
        named("log.email_open", "opened_at", moment),
        named("log.email_click", "clicked_at", moment),
        named("log.email_unsubscribe", "unsubscribed", flag),
    ),
    table(
        "user_watchlists",
        beside("user_email", email),
        named("log.company_follow", "followed_company", firm),
        named("log.company_monitoring", "monitor_company", firm),
    ),
    table(
        "clickstream_raw",
        valued("log.user_agent", "x1", _AGENT),
        commented("log.browsing", "x2", _PAGE, "浏览记录"),
        commented("log.search_query", "x3", "abc;def", "search query the visitor typed"),
        commented("log.browser_type", "x4", "Chrome;Edge", "浏览器类型"),
        commented("log.access_time", "x5", moment, "用户最后登录时间"),
        commented("log.company_follow", "x6", "1;2;3;4", "企业关注"),
        commented("log.company_monitoring", "x7", "1;2;3;4", "企业监控"),
        commented("log.email_open", "x8", moment, "邮件打开时间"),
        commented("log.email_click", "x9", moment, "邮件点击时间"),
        commented("log.email_unsubscribe", "x10", moment, "退订时间"),
        commented("log.cookie_id", "x11", like("%" * 24), "cookie id of the visitor"),
        valued("log.cookie_id", "x12", like("GA1.2.#########.16########")),
        commented("log.user_agent", "x13", "a;b", "用户代理"),
    ),
    table(
        "seo_settings",
        absent("log.browsing", "sitemap_url", "https://www.example.org/sitemap.xml"),
        absent("log.search_query", "keyword_density", decimal(0, 1)),
        absent("log.browser_type", "browser_support", "yes;no;partial"),
        absent("log.user_agent", "insurance_agent", "North Office;South Office;Online"),
        absent("log.company_follow", "follow_links", flag),
        absent("log.cookie_id", "cookie_policy_version", whole(1, 9)),
    ),
    table(
        "jobs_schedule",
        absent("log.access_time", "run_time", moment),
        absent("log.company_monitoring", "server_monitor", "cpu;disk;memory"),
        absent("log.email_open", "is_open", flag),
        absent("log.email_click", "button_clicks", whole(0, 900)),
        absent("log.email_unsubscribe", "mqtt_subscription", "sensors/+/temp;alerts/#"),
        unheard("log.browsing", "callback", "https://hooks.example.org/a"),
        unheard("log.search_query", "sql_query", "SELECT 1;SELECT a FROM t"),
        absent("log.company_follow", "watched_tables", a_list("a", "b", "c")),
    ),
)
