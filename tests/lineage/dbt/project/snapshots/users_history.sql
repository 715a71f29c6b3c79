{% snapshot users_history %}
{{ config(target_schema='history', unique_key='id', strategy='check', check_cols=['phone']) }}
select * from {{ ref('users') }}
{% endsnapshot %}
