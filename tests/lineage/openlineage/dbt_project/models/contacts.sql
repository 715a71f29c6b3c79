select id, phone as tel from {{ source('crm', 'users') }}
