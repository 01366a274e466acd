-- Writes down how many rows of each table were handed in under a former code (上溯记录).

insert into mapped_history
with handed_in as (

    select
        'population' as table_name,
        area_code as former_code
    from population
    union all
    select
        'institution' as table_name,
        area_code as former_code
    from institution
    union all
    select
        'kindergarten' as table_name,
        area_code as former_code
    from kindergarten
    union all
    select
        'service_point' as table_name,
        community_code as former_code
    from service_point
    union all
    select
        'project' as table_name,
        area_code as former_code
    from project
    union all
    select
        'reported_value' as table_name,
        area_code as former_code
    from reported_value
    union all
    select
        'annual_task' as table_name,
        area_code as former_code
    from annual_task

)

select
    handed_in.table_name,
    former_area.former_code,
    former_area.former_name,
    former_area.area_code,
    former_area.changed_on,
    former_area.change_kind,
    count(*) as mapped_rows
from handed_in
inner join former_area using (former_code)
group by all
order by former_area.former_code, former_area.area_code, handed_in.table_name
