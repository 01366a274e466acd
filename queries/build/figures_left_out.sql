-- The figures of parts that nothing of today stands for (不作上溯的数值).

create or replace temp table figure_left_out as
select distinct
    'reported_value' as table_name,
    value_of_part.indicator,
    value_of_part.source_name,
    value_of_part.source_row
from value_of_part
where
    not exists (
        select 1
        from remade_values
        where
            remade_values.area_code = value_of_part.area_code
            and remade_values.indicator = value_of_part.indicator
            and remade_values.period = value_of_part.period
    )
union all
select distinct
    'annual_task' as table_name,
    task_of_part.indicator,
    task_of_part.source_name,
    task_of_part.source_row
from task_of_part
where
    not exists (
        select 1
        from remade_tasks
        where
            remade_tasks.area_code = task_of_part.area_code
            and remade_tasks.indicator = task_of_part.indicator
            and remade_tasks.year = task_of_part.year
    )
order by table_name, source_name, source_row
