select city, count(phone) as n from {{ source('crm', 'users') }} group by city
