-- How many cells of each column are filled, by area (填报完整性): registers as of one month.
-- The register is that of the month; kindergartens, service points and population are the latest
-- up to it, of an area and of its parts. An area without a row is not there: whether it has none or
-- did not report is not said here. Columns that are rightly empty are left out: when something
-- closed, to which kindergarten or institution it belongs.
--
-- @grain   table_name
-- @grain   area_code
-- @grain   column_name
-- @param   as_of   date  the month
-- @param   level   text  level of the areas wanted
-- @param   within  text  code of the area they lie in; null means everywhere
-- @column  table_name    text
-- @column  area_code     code
-- @column  column_name   text
-- @column  rows_held     row
-- @column  rows_filled   row

with

chosen as (

    select
        part.area_code as placed_in,
        part.ancestor_code as of_area
    from area_ancestor as part
    where
        part.ancestor_level = $level
        and (
            $within::text is null
            or exists (
                select 1
                from area_ancestor
                where
                    area_ancestor.area_code = part.ancestor_code
                    and area_ancestor.ancestor_code = $within
            )
        )

),

institutions as (

    select
        chosen.of_area,
        count(*) as rows_held,
        count(columns(* exclude (
            placed_in, of_area, institution_id, as_of, area_code, closed_on, kindergarten_id,
            source_name, source_row
        )))
    from institution
    inner join chosen on institution.area_code = chosen.placed_in
    where institution.as_of = $as_of
    group by chosen.of_area

),

kindergartens as (

    select
        chosen.of_area,
        count(*) as rows_held,
        count(columns(* exclude (
            placed_in, of_area, kindergarten_id, as_of, area_code, source_name, source_row
        )))
    from kindergarten
    inner join chosen on kindergarten.area_code = chosen.placed_in
    where
        kindergarten.as_of = (
            select max(earlier.as_of)
            from kindergarten as earlier
            where earlier.as_of <= $as_of
        )
    group by chosen.of_area

),

service_points as (

    select
        chosen.of_area,
        count(*) as rows_held,
        count(columns(* exclude (
            placed_in, of_area, service_point_id, as_of, community_code, institution_id,
            source_name, source_row
        )))
    from service_point
    inner join chosen on service_point.community_code = chosen.placed_in
    where
        service_point.as_of = (
            select max(earlier.as_of)
            from service_point as earlier
            where earlier.as_of <= $as_of
        )
    group by chosen.of_area

),

latest_population as (

    select *
    from population
    where stat_date <= last_day($as_of)
    qualify row_number() over (partition by area_code order by stat_date desc) = 1

),

people as (

    select
        chosen.of_area,
        count(*) as rows_held,
        count(columns(* exclude (
            placed_in, of_area, area_code, stat_date, source_name, source_row
        )))
    from latest_population
    inner join chosen on latest_population.area_code = chosen.placed_in
    group by chosen.of_area

)

select
    'institution' as table_name,
    of_area as area_code,
    column_name,
    rows_held,
    rows_filled
from institutions
unpivot (rows_filled for column_name in (columns(* exclude (of_area, rows_held))))
union all
select
    'kindergarten' as table_name,
    of_area as area_code,
    column_name,
    rows_held,
    rows_filled
from kindergartens
unpivot (rows_filled for column_name in (columns(* exclude (of_area, rows_held))))
union all
select
    'service_point' as table_name,
    of_area as area_code,
    column_name,
    rows_held,
    rows_filled
from service_points
unpivot (rows_filled for column_name in (columns(* exclude (of_area, rows_held))))
union all
select
    'population' as table_name,
    of_area as area_code,
    column_name,
    rows_held,
    rows_filled
from people
unpivot (rows_filled for column_name in (columns(* exclude (of_area, rows_held))))
