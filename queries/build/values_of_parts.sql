-- Which reported values are of a part that is no area of today (变更前各部分的上报值).
-- Their sum takes their place, or nothing does.
--
-- @param  month  date  the first month after the change

create or replace temp table value_of_part as
select
    reported_value.rowid as row_id,
    reported_value.source_name,
    reported_value.source_row,
    changing_area.area_code,
    reported_value.indicator,
    reported_value.period
from reported_value
inner join changing_area on reported_value.area_code = changing_area.part_code
where
    changing_area.part_code <> changing_area.area_code
    or exists (
        select 1
        from changing_area as part
        inner join reported_value as of_part on part.part_code = of_part.area_code
        where
            part.area_code = changing_area.area_code
            and part.part_code <> part.area_code
            and reported_value.indicator = of_part.indicator
            and (reported_value.period = of_part.period or reported_value.period < $month)
    )
