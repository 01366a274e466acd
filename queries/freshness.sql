-- The newest rows of each table, and from how many parts of the region they are (数据时效).
-- Parts are the counties or, in a region that is one county, the townships; counted are those with
-- a row of the newest date or, where rows bear none, with any. A table without rows is there too.
--
-- @grain   table_name
-- @column  table_name      text
-- @column  newest          date
-- @column  rows_held       row
-- @column  parts_reported  area
-- @column  parts           area

with

level_of_parts as (

    select
        if(
            exists (
                select 1
                from area_ancestor
                inner join area on area_ancestor.area_code = area.area_code
                where area.level = 'county' and area_ancestor.distance > 0
            ),
            'county',
            'township'
        ) as level

),

part as (

    select
        area_ancestor.area_code,
        area_ancestor.ancestor_code as part_code
    from area_ancestor
    where area_ancestor.ancestor_level = (select level from level_of_parts)

),

-- A title lies where its institution was last.
titled as (

    select
        institution_id,
        arg_max(area_code, as_of) as area_code
    from institution
    group by institution_id

),

-- Of what is handed in anew each time, only the newest period says who still reports.
dated as (

    select
        'institution' as table_name,
        as_of as newest,
        as_of as period,
        area_code
    from institution
    union all
    select
        'population' as table_name,
        stat_date as newest,
        stat_date as period,
        area_code
    from population
    union all
    select
        'kindergarten' as table_name,
        as_of as newest,
        as_of as period,
        area_code
    from kindergarten
    union all
    select
        'service_point' as table_name,
        as_of as newest,
        as_of as period,
        community_code as area_code
    from service_point
    union all
    select
        'reported_value' as table_name,
        period as newest,
        period,
        area_code
    from reported_value
    union all
    select
        'designation' as table_name,
        designation.granted_on as newest,
        null as period,
        titled.area_code
    from designation
    left join titled on designation.institution_id = titled.institution_id
    union all
    select
        'annual_task' as table_name,
        make_date(year, 12, 1) as newest,
        make_date(year, 12, 1) as period,
        area_code
    from annual_task
    union all
    select
        'project' as table_name,
        null as newest,
        null as period,
        area_code
    from project
    union all
    select
        'area' as table_name,
        null as newest,
        null as period,
        area_code
    from area

),

newest_of_table as (

    select
        table_name,
        max(newest) as newest,
        max(period) as period,
        count(*) as rows_held
    from dated
    group by table_name

),

counted as (

    select
        newest_of_table.table_name,
        newest_of_table.newest,
        newest_of_table.rows_held,
        count(distinct part.part_code) as parts_reported
    from newest_of_table
    inner join dated
        on
            newest_of_table.table_name = dated.table_name
            and newest_of_table.period is not distinct from dated.period
    left join part on dated.area_code = part.area_code
    group by newest_of_table.table_name, newest_of_table.newest, newest_of_table.rows_held

),

expected as (

    select unnest([
        'area', 'population', 'institution', 'designation', 'kindergarten', 'service_point',
        'reported_value', 'project', 'annual_task'
    ]) as table_name

)

select
    expected.table_name,
    counted.newest,
    coalesce(counted.rows_held, 0) as rows_held,
    coalesce(counted.parts_reported, 0) as parts_reported,
    (select count(distinct part_code) from part) as parts
from expected
left join counted on expected.table_name = counted.table_name
order by expected.table_name
