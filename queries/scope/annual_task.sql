-- Annual tasks of one area and what lies below it (本辖区年度任务).
--
-- @param   area  text  code of the area everything lies in

select * -- noqa: AM04
from annual_task
where area_code in (
    select area_code
    from area_ancestor
    where ancestor_code = $area
)
