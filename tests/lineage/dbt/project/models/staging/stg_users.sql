select id as user_id, phone, lower(email) as email, country from {{ ref('users') }}
