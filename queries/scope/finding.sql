-- What the checks found in rows of one area (本辖区校验发现).
-- A finding names its row by file and line. It is shown where that row lies in the area, and not
-- where a file of another area has the same name and a row of its own on that line.
--
-- @param   area  text  code of the area everything lies in

with area_of_row as (

    select
        'area' as table_name,
        source_name,
        source_row,
        area_code
    from area
    union all
    select
        'population' as table_name,
        source_name,
        source_row,
        area_code
    from population
    union all
    select
        'institution' as table_name,
        source_name,
        source_row,
        area_code
    from institution
    union all
    select
        'kindergarten' as table_name,
        source_name,
        source_row,
        area_code
    from kindergarten
    union all
    select
        'service_point' as table_name,
        source_name,
        source_row,
        community_code as area_code
    from service_point
    union all
    select
        'reported_value' as table_name,
        source_name,
        source_row,
        area_code
    from reported_value
    union all
    select
        'project' as table_name,
        source_name,
        source_row,
        area_code
    from project
    union all
    select
        'annual_task' as table_name,
        source_name,
        source_row,
        area_code
    from annual_task

),

own_row as (

    select
        area_of_row.table_name,
        area_of_row.source_name,
        area_of_row.source_row
    from area_of_row
    left join area_ancestor
        on area_of_row.area_code = area_ancestor.area_code and area_ancestor.ancestor_code = $area
    group by area_of_row.table_name, area_of_row.source_name, area_of_row.source_row
    having bool_and(area_ancestor.area_code is not null)

)

select finding.* -- noqa: AM04
from finding
inner join own_row
    on
        finding.table_name = own_row.table_name
        and finding.source_name = own_row.source_name
        and finding.source_row = own_row.source_row
