{{ config(materialized='ephemeral') }}
select id as order_id, user_id, total from {{ source('app', 'orders') }} where total > 0
