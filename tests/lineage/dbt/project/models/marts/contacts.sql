select u.*, c.name as country_name, md5(u.phone) as phone_hash
from {{ ref('stg_users') }} as u
left join {{ ref('countries') }} as c on c.code = u.country
