{{ config(alias='user_spending', materialized='incremental', unique_key='user_id') }}
select o.user_id, min(u.phone) as phone, sum(o.total) as total
from {{ ref('clean_orders') }} as o
join {{ ref('stg_users') }} as u using (user_id)
group by o.user_id
