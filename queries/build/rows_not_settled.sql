-- What of a split area nobody knows the part of: its last row, and how many there are (待确认的行).
-- Once the last row is settled, earlier rows of the same institution follow it.
--
-- @grain   table_name
-- @grain   source_name
-- @grain   source_row
-- @column  table_name   text
-- @column  subject      text
-- @column  former_code  code
-- @column  former_name  text
-- @column  source_name  text
-- @column  source_row   row
-- @column  mapped_rows  row

with left_over as (

    select
        'institution' as table_name,
        institution_id as identity,
        institution_name as subject,
        area_code as former_code,
        as_of,
        source_name,
        source_row
    from institution
    union all
    select
        'kindergarten' as table_name,
        kindergarten_id as identity,
        coalesce(kindergarten_name, kindergarten_id) as subject,
        area_code as former_code,
        as_of,
        source_name,
        source_row
    from kindergarten
    union all
    select
        'service_point' as table_name,
        service_point_id as identity,
        service_point_id as subject,
        community_code as former_code,
        as_of,
        source_name,
        source_row
    from service_point
    union all
    select
        'project' as table_name,
        project_id as identity,
        project_name as subject,
        area_code as former_code,
        date '9999-12-31' as as_of,
        source_name,
        source_row
    from project

),

former as (

    select distinct
        former_code,
        former_name
    from former_area

)

select
    left_over.table_name,
    arg_max(left_over.subject, left_over.as_of) as subject,
    left_over.former_code,
    max(former.former_name) as former_name,
    arg_max(left_over.source_name, left_over.as_of) as source_name,
    arg_max(left_over.source_row, left_over.as_of) as source_row,
    count(*) as mapped_rows
from left_over
inner join former using (former_code)
group by left_over.table_name, left_over.identity, left_over.former_code
order by left_over.table_name, source_name, source_row
