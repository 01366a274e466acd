-- The annual tasks of merged areas (合并后的年度任务).
-- Numbers of things are added up where every part gave one, ratios are never averaged. What a split
-- area gave is of none of its parts.
--
-- @param  adding  text  the indicators whose values add up over areas

create or replace temp table remade_tasks as
select
    changing_area.area_code,
    annual_task.indicator,
    annual_task.year,
    sum(annual_task.task_value) as task_value,
    string_agg(distinct annual_task.document, '; ' order by annual_task.document) as document,
    min_by(annual_task.source_name, changing_area.part_code) as source_name,
    min_by(annual_task.source_row, changing_area.part_code) as source_row
from annual_task
inner join changing_area on annual_task.area_code = changing_area.part_code
where
    list_contains($adding, annual_task.indicator)
    and not exists (
        select 1
        from changing_area as part
        where part.area_code = changing_area.area_code and part.change_kind <> 'merged'
    )
group by changing_area.area_code, annual_task.indicator, annual_task.year
having
    bool_or(changing_area.part_code <> changing_area.area_code)
    and count(annual_task.task_value) = count(*)
    and count(*) = (
        select count(*)
        from changing_area as part
        where part.area_code = changing_area.area_code
    )
