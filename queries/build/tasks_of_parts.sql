-- Which annual tasks are of a part that is no area of today (变更前各部分的年度任务).
-- Their sum takes their place, or nothing does.
--
-- @param  month  date  the first month after the change

create or replace temp table task_of_part as
select
    annual_task.rowid as row_id,
    annual_task.source_name,
    annual_task.source_row,
    changing_area.area_code,
    annual_task.indicator,
    annual_task.year
from annual_task
inner join changing_area on annual_task.area_code = changing_area.part_code
where
    changing_area.part_code <> changing_area.area_code
    or exists (
        select 1
        from changing_area as part
        inner join annual_task as of_part on part.part_code = of_part.area_code
        where
            part.area_code = changing_area.area_code
            and part.part_code <> part.area_code
            and annual_task.indicator = of_part.indicator
            and (annual_task.year = of_part.year or annual_task.year < year($month))
    )
